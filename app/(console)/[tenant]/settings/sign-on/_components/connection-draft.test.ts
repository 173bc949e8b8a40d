import { expect, test } from 'vitest';
import { toDraft, toInput } from './connection-draft.ts';

const stored = {
  id: 'sso_1',
  issuer: 'https://login.example.com',
  clientId: 'airgate',
  roleClaim: 'groups',
  roleMap: [{ value: 'ops', role: 'admin' }],
  defaultRole: null,
  enforced: false,
  createdAt: '2026-11-20T00:00:00.000Z',
  updatedAt: '2026-11-20T00:00:00.000Z',
};

test('a stored connection survives the way into the form and back, without its secret', () => {
  const { issuer, clientId, roleClaim, roleMap } = stored;
  expect(toInput(toDraft(stored))).toEqual({ issuer, clientId, roleClaim, roleMap, defaultRole: null });
});

test('without a claim there are no rules', () => {
  expect(toInput({ ...toDraft(stored), roleClaim: ' ' })).toMatchObject({ roleClaim: null, roleMap: [] });
});

test('a new connection makes newcomers viewers, and sends the secret', () => {
  const input = toInput({ ...toDraft(null), clientSecret: 's' });
  expect(input).toMatchObject({ defaultRole: 'viewer', clientSecret: 's' });
});
