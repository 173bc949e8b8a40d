import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import type { Permission } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import { withIdentity } from '#server/core/identity.ts';
import { invite, listInvitations, revokeInvitation } from '#server/members/service/invitations.ts';
import { changeRole, listMembers } from '#server/members/service/members.ts';
import { makeTenant } from '#tests/factories.ts';
import { deleteRole, listRoles, updateRole } from './service/roles.ts';
import { makePerson, makeRole, memberIdOf } from './test-world.ts';

const some: Permission[] = ['tenant:read', 'quota:read'];
const newMailbox = () => `${newId('user')}@example.com`;

describe('a role in use', () => {
  test('does not vanish, and says how many hold it', async () => {
    const world = await makeTenant();
    const { id: roleId } = await makeRole(world, 'Finance', some);
    await makePerson(world, roleId);
    await makePerson(world, roleId);
    await invite(world.as.owner, { email: newMailbox(), role: roleId });
    await expect(deleteRole(world.as.owner, { roleId })).rejects.toMatchObject({
      code: 'precondition_failed',
      reason: 'role_in_use',
      params: { members: 2, invitations: 1 },
    });
    await expect(deleteRole(world.as.owner, { roleId, moveTo: roleId })).rejects.toMatchObject({
      reason: 'role_move_self',
    });
  });

  test('goes when its people and invitations get another one, in one transaction with an entry for each', async () => {
    const world = await makeTenant();
    const { owner } = world.as;
    const { id: roleId } = await makeRole(world, 'Finance', some);
    const next = await makeRole(world, 'Money', some);
    const { memberId, atDoor } = await makePerson(world, roleId);
    await invite(owner, { email: newMailbox(), role: roleId });
    expect(await deleteRole(world.as.admin, { roleId, moveTo: next.id })).toMatchObject({ members: 1 });
    expect((await atDoor()).actor).toMatchObject({ roleId: next.id });
    expect((await listInvitations(owner, { limit: 9 })).items).toMatchObject([{ roleName: 'Money' }]);
    expect((await listRoles(owner)).items.map(({ id }) => id)).not.toContain(roleId);
    const entries = await access(owner, 'audit:read', (db) =>
      db.auditEntry.findMany({ where: { tenantId: owner.tenant.id }, orderBy: { id: 'asc' } }),
    );
    expect(entries.slice(-3)).toMatchObject([
      { action: 'member.update', targetId: memberId, before: { role: 'Finance' }, after: { role: 'Money' } },
      { action: 'invitation.update', before: { role: 'Finance' }, after: { role: 'Money' } },
      { action: 'role.delete', targetId: roleId },
    ]);
  });

  test('moves nobody for whoever may not change members, or may not give the other role', async () => {
    const world = await makeTenant();
    const { id: roleId } = await makeRole(world, 'Finance', some);
    await makePerson(world, roleId);
    const only = world.key('role:update', ...some);
    await expect(deleteRole(only, { roleId, moveTo: 'viewer' })).rejects.toMatchObject({
      reason: 'forbidden',
      params: { permission: 'member:update' },
    });
    const both = world.key('role:update', 'member:update', ...some);
    await expect(deleteRole(both, { roleId, moveTo: 'viewer' })).rejects.toMatchObject({
      reason: 'role_beyond',
    });
    await expect(deleteRole(world.as.admin, { roleId, moveTo: 'owner' })).rejects.toMatchObject({
      reason: 'role_owner_only',
    });
  });

  test('is forgotten by invitations that are history, which do not hold it', async () => {
    const world = await makeTenant();
    const { owner } = world.as;
    const { id: roleId } = await makeRole(world, 'Finance', some);
    const { id } = await invite(owner, { email: newMailbox(), role: roleId });
    await revokeInvitation(owner, { invitationId: id });
    await deleteRole(owner, { roleId });
    const row = await withIdentity((tx) => tx.invitation.findUniqueOrThrow({ where: { id } }));
    expect(row).toMatchObject({ role: 'custom', roleId: null });
  });
});

describe('at the same moment', () => {
  test('a role is deleted and given: one of the two, and nobody holds what is gone', async () => {
    const world = await makeTenant();
    const memberId = memberIdOf(world.as.viewer);
    for (let round = 0; round < 8; round += 1) {
      const { id: roleId } = await makeRole(world, `Race ${round}`, some);
      const [deleted, given] = await Promise.allSettled([
        deleteRole(world.as.admin, { roleId }),
        changeRole(world.as.owner, { memberId, role: roleId }),
      ]);
      const won = [deleted.status, given.status].filter((status) => status === 'fulfilled');
      expect(won).toHaveLength(1);
      if (deleted.status === 'rejected') expect(deleted.reason).toMatchObject({ reason: 'role_in_use' });
      if (given.status === 'rejected') expect(given.reason).toMatchObject({ code: 'not_found' });
      await changeRole(world.as.owner, { memberId, role: 'viewer' });
    }
  });

  test('a role is deleted with a way out and given by invitations: everybody ends in a role that is there', async () => {
    const world = await makeTenant();
    const { owner, admin } = world.as;
    const [one, other] = [await makeRole(world, 'One', some), await makeRole(world, 'Other', some)];
    for (let index = 0; index < 4; index += 1) await makePerson(world, index % 2 ? one.id : other.id);
    const outcomes = await Promise.allSettled([
      deleteRole(owner, { roleId: one.id, moveTo: other.id }),
      deleteRole(admin, { roleId: other.id, moveTo: one.id }),
      ...[one, other, one, other].map(({ id }) => invite(owner, { email: newMailbox(), role: id })),
    ]);
    const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(failures.every(({ code }) => code === 'not_found')).toBe(true);
    expect(
      outcomes
        .slice(0, 2)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['fulfilled', 'rejected']);
    const left = (await listRoles(owner)).items.filter(({ builtIn }) => !builtIn).map(({ id }) => id);
    expect(left).toHaveLength(1);
    const held = [
      ...(await listMembers(owner, { limit: 50 })).items,
      ...(await listInvitations(owner, { limit: 50 })).items,
    ].flatMap(({ roleId }) => roleId ?? []);
    expect(new Set(held)).toEqual(new Set(left));
  });

  test('a role grows while it is given: the gift comes before the growth, or is weighed with it', async () => {
    const world = await makeTenant();
    const { owner } = world.as;
    const memberId = memberIdOf(world.as.member);
    const giver = world.key('member:update', ...world.as.member.actor.permissions);
    for (let round = 0; round < 8; round += 1) {
      const { id: roleId } = await makeRole(world, `Growing ${round}`, some);
      const [grown, given] = await Promise.allSettled([
        updateRole(owner, { roleId, permissions: [...some, 'tenant:update'] }),
        changeRole(giver, { memberId, role: roleId }),
      ]);
      expect(grown.status).toBe('fulfilled');
      const entries = await access(owner, 'audit:read', (db) =>
        db.auditEntry.findMany({ where: { tenantId: owner.tenant.id }, orderBy: { id: 'asc' } }),
      );
      const order = entries.map(({ action }) => action).slice(given.status === 'fulfilled' ? -2 : -1);
      if (given.status === 'fulfilled') expect(order).toEqual(['member.update', 'role.update']);
      else
        expect(given.reason).toMatchObject({
          reason: 'role_beyond',
          params: { permission: 'tenant:update' },
        });
      await changeRole(owner, { memberId, role: 'member' });
    }
  });
});

test('a tenant that goes takes its roles and their holders along', async () => {
  const world = await makeTenant();
  const { id } = await makeRole(world, 'Finance', some);
  await makePerson(world, id);
  await invite(world.as.owner, { email: newMailbox(), role: id });
  await withIdentity((tx) => tx.tenant.delete({ where: { id: world.tenant.id } }));
  expect(await withIdentity((tx) => tx.customRole.count({ where: { id } }))).toBe(0);
});
