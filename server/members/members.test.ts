import { expect, test } from 'vitest';
import type { Role } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { builtInRole } from '#server/core/held-role.ts';
import { withIdentity } from '#server/core/identity.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { changeRole, leaveTenant, listMembers, removeMember } from './service/members.ts';

const idOf = (ctx: Ctx) => (ctx.actor.kind === 'user' ? ctx.actor.memberId : '');
const rolesOf = async ({ as }: TestTenant) =>
  (await listMembers(as.owner, { limit: 50 })).items.map((member) => member.role);

test('members are listed in pages, by role and by part of a name or mailbox', async () => {
  const { as, tenant } = await makeTenant();
  const first = await listMembers(as.viewer, { limit: 3 });
  expect(first.items).toHaveLength(3);
  expect(first.total).toBe(4);
  const second = await listMembers(as.viewer, { limit: 3, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items].map((m) => m.role)).toEqual([
    'owner',
    'admin',
    'member',
    'viewer',
  ]);
  expect(second.nextCursor).toBeNull();
  expect((await listMembers(as.viewer, { limit: 9, role: 'admin' })).items).toHaveLength(1);
  const found = await listMembers(as.viewer, { limit: 9, text: `VIEWER@${tenant.slug}` });
  expect(found.items).toMatchObject([
    { role: 'viewer', email: `viewer@${tenant.slug}.example`, disabled: false },
  ]);
});

test('an admin gives every role but that of owner, and an owner all', async () => {
  const tenant = await makeTenant();
  const { as } = tenant;
  const member = idOf(as.member);
  expect(await changeRole(as.admin, { memberId: member, role: 'admin' })).toMatchObject({ role: 'admin' });
  await expect(changeRole(as.admin, { memberId: member, role: 'owner' })).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'role_owner_only',
  });
  expect(await changeRole(as.owner, { memberId: member, role: 'owner' })).toMatchObject({ role: 'owner' });
  expect(await rolesOf(tenant)).toEqual(['owner', 'admin', 'owner', 'viewer']);
});

test('an admin neither changes nor removes an owner', async () => {
  const { as } = await makeTenant();
  const memberId = idOf(as.owner);
  const refused = { code: 'forbidden', reason: 'member_above' };
  await expect(changeRole(as.admin, { memberId, role: 'viewer' })).rejects.toMatchObject(refused);
  await expect(removeMember(as.admin, { memberId })).rejects.toMatchObject(refused);
});

test('members and viewers change nobody', async () => {
  const { as } = await makeTenant();
  const memberId = idOf(as.viewer);
  for (const ctx of [as.member, as.viewer]) {
    await expect(changeRole(ctx, { memberId, role: 'viewer' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removeMember(ctx, { memberId })).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('a key gives only roles whose every permission it holds, and never owner', async () => {
  const { as, key } = await makeTenant();
  const memberId = idOf(as.viewer);
  const small = key('member:update', 'member:read');
  await expect(changeRole(small, { memberId, role: 'member' })).rejects.toMatchObject({ code: 'forbidden' });
  const whole = key(...as.owner.actor.permissions);
  expect(await changeRole(whole, { memberId, role: 'admin' })).toMatchObject({ role: 'admin' });
  await expect(changeRole(whole, { memberId, role: 'owner' })).rejects.toMatchObject({
    reason: 'role_owner_only',
  });
});

test('the last owner stays, whichever way they would go', async () => {
  const { as } = await makeTenant();
  const memberId = idOf(as.owner);
  const kept = { code: 'precondition_failed', reason: 'last_owner' };
  await expect(changeRole(as.owner, { memberId, role: 'admin' })).rejects.toMatchObject(kept);
  await expect(removeMember(as.owner, { memberId })).rejects.toMatchObject(kept);
  await expect(leaveTenant(as.owner)).rejects.toMatchObject(kept);
  await changeRole(as.owner, { memberId: idOf(as.admin), role: 'owner' });
  expect(await leaveTenant(as.owner)).toMatchObject({ id: memberId });
});

test('a disabled owner does not count as one', async () => {
  const { as } = await makeTenant();
  await changeRole(as.owner, { memberId: idOf(as.admin), role: 'owner' });
  await withIdentity((tx) =>
    tx.user.update({ where: { id: as.admin.actor.id }, data: { disabledAt: as.owner.now() } }),
  );
  await expect(leaveTenant(as.owner)).rejects.toMatchObject({ reason: 'last_owner' });
});

test('owners who go at the same moment leave one behind', async () => {
  const tenant = await makeTenant();
  const { as } = tenant;
  for (const ctx of [as.admin, as.member]) {
    await changeRole(as.owner, { memberId: idOf(ctx), role: 'owner' });
  }
  const owners = [as.owner, as.admin, as.member].map((ctx) => withRole(ctx, 'owner'));
  const outcomes = await Promise.allSettled([
    ...owners.map((ctx) => leaveTenant(ctx)),
    ...owners.map((ctx) => changeRole(ctx, { memberId: idOf(ctx), role: 'viewer' })),
  ]);
  expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true);
  const left = await access(tenant.job, 'member:read', (db) =>
    db.member.count({ where: { tenantId: tenant.tenant.id, role: 'owner' } }),
  );
  expect(left).toBe(1);
});

test('what changed is in the audit log, and giving the same role is no change', async () => {
  const { as, tenant } = await makeTenant();
  await changeRole(as.owner, { memberId: idOf(as.viewer), role: 'viewer' });
  await changeRole(as.owner, { memberId: idOf(as.viewer), role: 'member' });
  await removeMember(as.owner, { memberId: idOf(as.viewer) });
  await leaveTenant(as.member);
  const entries = await access(as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } }),
  );
  expect(entries.map((entry) => [entry.action, entry.targetId])).toEqual([
    ['member.update', idOf(as.viewer)],
    ['member.remove', idOf(as.viewer)],
    ['member.leave', idOf(as.member)],
  ]);
});

test("another tenant's member is not found", async () => {
  const [one, other] = [await makeTenant(), await makeTenant()];
  const memberId = idOf(other.as.viewer);
  const missing = { code: 'not_found' };
  await expect(changeRole(one.as.owner, { memberId, role: 'admin' })).rejects.toMatchObject(missing);
  await expect(removeMember(one.as.owner, { memberId })).rejects.toMatchObject(missing);
  expect(await rolesOf(other)).toEqual(['owner', 'admin', 'member', 'viewer']);
});

function withRole(ctx: Ctx, role: Role): Ctx {
  if (ctx.actor.kind !== 'user') throw new Error('not a person');
  const permissions = new Set(builtInRole(role).permissions);
  return { ...ctx, actor: { ...ctx.actor, role, permissions } };
}
