import { expect, test } from 'vitest';
import { allPermissions } from '#lib/permissions.ts';
import { withIdentity } from '#server/core/identity.ts';
import { createKey, revokeKey } from '#server/keys/service.ts';
import { makeTenant } from '#tests/factories.ts';
import { explainKey, explainMember } from './service/explain.ts';
import { makePerson, makeRole, memberIdOf } from './test-world.ts';

test('a member may do what their role holds, and the answer names the role', async () => {
  const world = await makeTenant();
  const memberId = memberIdOf(world.as.member);
  const all = await explainMember(world.as.viewer, { memberId });
  expect(all).toMatchObject({ kind: 'member', role: 'member', roleId: null, roleName: 'Member' });
  expect(all.permissions.map(({ permission }) => permission)).toEqual(allPermissions);
  const allowed = all.permissions.filter((each) => each.allowed).map(({ permission }) => permission);
  expect(new Set(allowed)).toEqual(world.as.member.actor.permissions);
  const { permissions } = await explainMember(world.as.viewer, { memberId, permission: 'quota:read' });
  const name = world.as.member.actor.name;
  expect(permissions).toEqual([
    {
      permission: 'quota:read',
      allowed: true,
      source: 'built_in_role',
      why: `Yes. ${name} is Member, and this built-in role holds “See quotas and their history”.`,
    },
  ]);
});

test('where a right is missing the answer says which roles hold it, custom ones too', async () => {
  const world = await makeTenant();
  const { id } = await makeRole(world, 'Finance', ['tenant:read', 'quota:allocate']);
  const { memberId } = await makePerson(world, id);
  const asked = { memberId: memberIdOf(world.as.viewer), permission: 'quota:allocate' } as const;
  const [refused] = (await explainMember(world.as.owner, asked)).permissions;
  expect(refused).toMatchObject({ allowed: false, source: null });
  expect(refused?.why).toContain('It is held by Owner, Admin, and Finance.');
  const [granted] = (await explainMember(world.as.owner, { ...asked, memberId })).permissions;
  expect(granted).toMatchObject({ allowed: true, source: 'custom_role' });
  expect(granted?.why).toContain('Finance');
});

test('in Chinese the sentence is Chinese', async () => {
  const { as } = await makeTenant();
  const ctx = { ...as.owner, locale: 'zh-CN' as const };
  const [answer] = (
    await explainMember(ctx, { memberId: memberIdOf(as.viewer), permission: 'quota:allocate' })
  ).permissions;
  expect(answer?.why).toContain('分配与扣减额度');
  expect(answer?.why).toContain('所有者');
});

test('whoever is shut out of the installation may do nothing', async () => {
  const { as } = await makeTenant();
  await withIdentity((tx) =>
    tx.user.update({ where: { id: as.admin.actor.id }, data: { disabledAt: as.owner.now() } }),
  );
  const { permissions } = await explainMember(as.owner, { memberId: memberIdOf(as.admin) });
  expect(permissions.filter(({ allowed }) => allowed)).toEqual([]);
  expect(permissions[0]?.why).toContain('shut');
});

test('a key may do what its maker gave it, until it is revoked', async () => {
  const { as } = await makeTenant();
  const made = await createKey(as.admin, { name: 'Portal', permissions: ['quota:read'] });
  const ask = async () => (await explainKey(as.owner, { keyId: made.id })).permissions;
  const allowed = (await ask()).filter((each) => each.allowed);
  expect(allowed).toMatchObject([{ permission: 'quota:read', source: 'key' }]);
  expect(allowed[0]?.why).toContain(as.admin.actor.name);
  expect((await ask()).find(({ permission }) => permission === 'audit:read')?.why).toContain('made without');
  await revokeKey(as.owner, { keyId: made.id });
  expect((await ask()).filter((each) => each.allowed)).toEqual([]);
});

test("another tenant's people and keys are not there", async () => {
  const [one, other] = [await makeTenant(), await makeTenant()];
  const { id } = await createKey(other.as.owner, { name: 'k', permissions: ['tenant:read'] });
  const missing = { code: 'not_found' };
  await expect(explainKey(one.as.owner, { keyId: id })).rejects.toMatchObject(missing);
  const memberId = memberIdOf(other.as.viewer);
  await expect(explainMember(one.as.owner, { memberId })).rejects.toMatchObject(missing);
});
