import { expect, test } from 'vitest';
import { builtInRoles } from '#lib/permissions.ts';
import { closestBuiltIn } from './closest-role.ts';

test('a set of rights is nearest to the built-in role that differs least', () => {
  expect(closestBuiltIn(builtInRoles.viewer)).toBe('viewer');
  expect(closestBuiltIn([...builtInRoles.member, 'quota:allocate'])).toBe('member');
  expect(closestBuiltIn(builtInRoles.admin.filter((each) => each !== 'member:remove'))).toBe('admin');
  expect(closestBuiltIn(['tenant:read'])).not.toBe('owner');
});
