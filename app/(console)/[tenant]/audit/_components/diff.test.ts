import { expect, test } from 'vitest';
import { diffOf, linesOf } from './diff.ts';

test('a changed field stands with both values, an equal one not at all', () => {
  expect(diffOf({ name: 'Ops', enabled: true }, { name: 'Ops', enabled: false })).toEqual({
    changes: [{ path: 'enabled', before: true, after: false }],
    facts: [],
  });
});

test('a field on one side of a change is what the entry is about', () => {
  expect(diffOf({ name: 'Mei', role: 'viewer' }, { role: 'admin' })).toEqual({
    changes: [{ path: 'role', before: 'viewer', after: 'admin' }],
    facts: [{ path: 'name', value: 'Mei' }],
  });
});

test('what was made comes with every field but the empty ones', () => {
  expect(diffOf(null, { name: 'Portal', expiresAt: null, limits: { day: '10.00' } }).changes).toEqual([
    { path: 'name', after: 'Portal' },
    { path: 'limits.day', after: '10.00' },
  ]);
});

test('what was taken away goes with every field', () => {
  expect(diffOf({ email: 'mei@example.com' }, undefined).changes).toEqual([
    { path: 'email', before: 'mei@example.com' },
  ]);
});

test('nested fields are named by their path', () => {
  expect(
    diffOf({ to: { zone: 'UTC', name: 'A' } }, { to: { zone: 'Asia/Shanghai', name: 'A' } }).changes,
  ).toEqual([{ path: 'to.zone', before: 'UTC', after: 'Asia/Shanghai' }]);
});

test('an entry without documents changed nothing that was recorded', () => {
  expect(diffOf(null, null)).toEqual({ changes: [], facts: [] });
});

test('of lists the items that stayed are told from those that went and came', () => {
  expect(linesOf({ path: 'value', before: [50, 80], after: [50, 90, 95] })).toEqual({
    kept: ['50'],
    gone: ['80'],
    come: ['90', '95'],
  });
});
