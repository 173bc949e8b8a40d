import { expect, test } from 'vitest';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { headerActions } from './primary-action.ts';

const quota = (spent: string) => ({ granted: '100.00', spent, currency: 'CNY', shareBp: 0, since: '' });
const offered = (status: SubAccountOut['status'], spent: string | null, managed = true) =>
  headerActions({ status, managed, quota: spent === null ? null : quota(spent) });

test('quota comes first for whoever works, and for whom none was ever given', () => {
  expect(offered('active', '20.00')).toEqual({ primary: 'allocate', others: ['cut-off'] });
  expect(offered('no_quota', null)).toEqual({ primary: 'allocate', others: ['cut-off'] });
});

test('who is cut off is restored once the quota allows it, and gets quota before', () => {
  expect(offered('cut_off', '120.00')).toEqual({ primary: 'allocate', others: ['restore'] });
  expect(offered('cut_off', '99.99')).toEqual({ primary: 'restore', others: ['allocate'] });
});

test('nothing is first while a cut-off or restore moves, or where the user is gone', () => {
  expect(offered('cutting_off', '120.00').primary).toBeNull();
  expect(offered('restoring', '20.00').primary).toBeNull();
  expect(offered('missing', '20.00').primary).toBeNull();
  expect(offered('active', null, false)).toEqual({ primary: null, others: [] });
});
