import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { builtInRoles, ownerOnly, type Permission } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import { type Ctx, newBase } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { createKey } from '#server/keys/service.ts';
import { acceptAsNew } from '#server/members/service/acceptance.ts';
import { invite, listInvitations } from '#server/members/service/invitations.ts';
import { changeRole, listMembers, removeMember } from '#server/members/service/members.ts';
import { makeTenant } from '#tests/factories.ts';
import { createRoleInput } from './schema.ts';
import { compareRole, createRole, deleteRole, getRole, listRoles, updateRole } from './service/roles.ts';
import { makePerson, makeRole, memberIdOf } from './test-world.ts';

const finance: Permission[] = ['tenant:read', 'quota:read', 'quota:allocate'];
const wish = (name: string, permissions: Permission[] = finance) => ({ name, description: '', permissions });
const newMailbox = () => `${newId('user')}@example.com`;
const actionsOf = async (ctx: Ctx) =>
  (
    await access(ctx, 'audit:read', (db) =>
      db.auditEntry.findMany({ where: { tenantId: ctx.tenant.id }, orderBy: { id: 'asc' } }),
    )
  ).map(({ action }) => action);

describe('a custom role', () => {
  test('stands among the built-in ones with how many hold it', async () => {
    const world = await makeTenant();
    const role = await makeRole(world, 'Finance', [
      'quota:allocate',
      'quota:read',
      'tenant:read',
      'quota:read',
    ]);
    expect(role).toMatchObject({
      builtIn: false,
      permissions: finance,
      createdBy: world.as.owner.actor.name,
    });
    await makePerson(world, role.id);
    await invite(world.as.owner, { email: newMailbox(), role: role.id });
    const { items } = await listRoles(world.as.viewer);
    expect(items.map(({ id, members, invitations }) => [id, members, invitations])).toEqual([
      ['owner', 1, 0],
      ['admin', 1, 0],
      ['member', 1, 0],
      ['viewer', 1, 0],
      [role.id, 1, 1],
    ]);
    expect(await getRole(world.as.viewer, { roleId: 'admin' })).toMatchObject({
      name: 'Admin',
      builtIn: true,
    });
  });

  test('gives its rights and no others, and what changes in it holds at the next request', async () => {
    const world = await makeTenant();
    const role = await makeRole(world, 'Finance', finance);
    const { atDoor } = await makePerson(world, role.id);
    expect((await atDoor()).actor).toMatchObject({ role: 'custom', roleId: role.id, roleName: 'Finance' });
    expect([...(await atDoor()).actor.permissions]).toEqual(finance);
    await updateRole(world.as.admin, { roleId: role.id, permissions: ['tenant:read', 'audit:read'] });
    expect([...(await atDoor()).actor.permissions]).toEqual(['tenant:read', 'audit:read']);
    await expect(access(await atDoor(), 'quota:read', async () => {})).rejects.toMatchObject({
      reason: 'forbidden',
    });
  });

  test('is compared with a built-in one and with another of its kind', async () => {
    const world = await makeTenant();
    const [one, other] = [await makeRole(world, 'A', finance), await makeRole(world, 'B', ['tenant:read'])];
    expect(await compareRole(world.as.viewer, { roleId: one.id, with: other.id })).toEqual({
      added: ['quota:read', 'quota:allocate'],
      missing: [],
    });
    const { added, missing } = await compareRole(world.as.viewer, { roleId: one.id, with: 'viewer' });
    expect(added).toEqual(['quota:allocate']);
    expect(missing).toContain('audit:read');
  });

  test('is given by an invitation and by its acceptance', async () => {
    const world = await makeTenant();
    const role = await makeRole(world, 'Finance', finance);
    const sent = await invite(world.as.admin, { email: newMailbox(), role: role.id });
    expect(sent).toMatchObject({ role: 'custom', roleId: role.id, roleName: 'Finance' });
    const token = sent.link.split('/').at(-1) ?? '';
    const joined = await acceptAsNew(
      { token, name: 'Han', password: 'Correct-horse-battery-9' },
      { ...newBase('console', 'en'), now: world.as.admin.now },
    );
    const { items } = await listMembers(world.as.viewer, { limit: 9, role: role.id });
    expect(items).toMatchObject([{ id: joined.memberId, role: 'custom', roleName: 'Finance' }]);
    expect(await listMembers(world.as.viewer, { limit: 9, role: ['admin', role.id] })).toMatchObject({
      total: 2,
    });
    expect(await listInvitations(world.as.viewer, { limit: 9, role: role.id })).toMatchObject({ total: 0 });
  });

  test('is written into the audit log with what changed', async () => {
    const { as } = await makeTenant();
    const { id } = await createRole(as.owner, wish('Finance'));
    await updateRole(as.owner, { roleId: id, name: 'Money', permissions: finance });
    await updateRole(as.owner, { roleId: id, name: 'Money' });
    await deleteRole(as.owner, { roleId: id });
    expect(await actionsOf(as.owner)).toEqual(['role.create', 'role.update', 'role.delete']);
    const [, changed] = await access(as.owner, 'audit:read', (db) =>
      db.auditEntry.findMany({ where: { tenantId: as.owner.tenant.id }, orderBy: { id: 'asc' } }),
    );
    expect(changed).toMatchObject({ before: { name: 'Finance' }, after: { name: 'Money' } });
  });
});

describe('a name', () => {
  test('is taken once per tenant, whatever its case, and never that of a built-in role', async () => {
    const [one, other] = [await makeTenant(), await makeTenant()];
    const { id } = await createRole(one.as.owner, wish('Finance'));
    const second = await createRole(one.as.owner, wish('Second'));
    for (const name of ['finance', 'FINANCE', 'Admin', 'viewer', '所有者'])
      await expect(createRole(one.as.owner, wish(name))).rejects.toMatchObject({
        code: 'conflict',
        reason: 'name_taken',
        params: { name },
      });
    const rename = (name: string) => updateRole(one.as.owner, { roleId: second.id, name });
    await expect(rename('fiNance')).rejects.toMatchObject({ reason: 'name_taken' });
    expect(await updateRole(one.as.owner, { roleId: id, name: 'FINANCE' })).toMatchObject({
      name: 'FINANCE',
    });
    expect(await createRole(other.as.owner, wish('Finance'))).toMatchObject({ name: 'Finance' });
  });

  test('goes to one of two who want it at the same moment', async () => {
    const { as } = await makeTenant();
    const outcomes = await Promise.allSettled([
      createRole(as.owner, wish('Finance')),
      createRole(as.admin, wish('finance')),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { reason: 'name_taken' },
    });
  });
});

describe('nobody goes beyond their own rights', () => {
  test('by making, changing or deleting a role', async () => {
    const world = await makeTenant();
    const author = await makePerson(
      world,
      (await makeRole(world, 'Author', ['member:read', 'role:update', 'quota:read'])).id,
    );
    const great = await makeRole(world, 'Great', finance);
    const ctx = await author.atDoor();
    await expect(createRole(ctx, wish('More'))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'permission_beyond',
      params: { permission: 'tenant:read' },
    });
    const own = await createRole(ctx, wish('Mine', ['quota:read']));
    await expect(updateRole(ctx, { roleId: own.id, permissions: finance })).rejects.toMatchObject({
      reason: 'permission_beyond',
    });
    const beyond = { code: 'forbidden', reason: 'role_beyond' };
    await expect(updateRole(ctx, { roleId: great.id, name: 'Small' })).rejects.toMatchObject(beyond);
    await expect(deleteRole(ctx, { roleId: great.id })).rejects.toMatchObject(beyond);
    expect(await deleteRole(ctx, { roleId: own.id })).toMatchObject({ name: 'Mine' });
  });

  test('by raising the role that they hold themselves', async () => {
    const world = await makeTenant();
    const role = await makeRole(world, 'Author', ['member:read', 'role:update']);
    const { atDoor } = await makePerson(world, role.id);
    await expect(
      updateRole(await atDoor(), { roleId: role.id, permissions: ['role:update', 'tenant:update'] }),
    ).rejects.toMatchObject({ reason: 'permission_beyond', params: { permission: 'tenant:update' } });
  });

  test('by giving it to somebody, inviting with it, taking it away or making a key', async () => {
    const world = await makeTenant();
    const small = ['member:update', 'member:invite', 'member:remove', 'key:create'] as const;
    const { atDoor } = await makePerson(world, (await makeRole(world, 'Staff', [...small])).id);
    const great = await makeRole(world, 'Great', finance);
    const equal = await makeRole(world, 'Equal', ['member:invite']);
    const holder = await makePerson(world, great.id);
    const peer = await makePerson(world, equal.id);
    const ctx = await atDoor();
    const give = (memberId: string, role: string) => changeRole(ctx, { memberId, role });
    const beyond = { reason: 'role_beyond', params: { permission: 'tenant:read' } };
    await expect(give(peer.memberId, great.id)).rejects.toMatchObject(beyond);
    await expect(give(holder.memberId, equal.id)).rejects.toMatchObject({ reason: 'member_above' });
    await expect(removeMember(ctx, { memberId: holder.memberId })).rejects.toMatchObject({
      reason: 'member_above',
    });
    await expect(invite(ctx, { email: newMailbox(), role: great.id })).rejects.toMatchObject(beyond);
    await expect(createKey(ctx, { name: 'k', permissions: ['tenant:read'] })).rejects.toMatchObject({
      reason: 'permission_beyond',
    });
    expect(await invite(ctx, { email: newMailbox(), role: equal.id })).toMatchObject({ roleName: 'Equal' });
    expect(await removeMember(ctx, { memberId: peer.memberId })).toMatchObject({ roleName: 'Equal' });
  });

  test.each(ownerOnly)('no role holds %s, which comes with being the owner', async (permission) => {
    const { as } = await makeTenant();
    const refused = { code: 'forbidden', reason: 'permission_owner_only', params: { permission } };
    const input = { name: 'Deputy', description: '', permissions: [permission, 'tenant:read' as const] };
    await expect(createRole(as.owner, input)).rejects.toMatchObject(refused);
    const { id } = await createRole(as.owner, { ...input, permissions: ['tenant:read'] });
    await expect(updateRole(as.owner, { roleId: id, permissions: input.permissions })).rejects.toMatchObject(
      refused,
    );
  });

  test('not even with every right: the role of owner is for owners to give', async () => {
    const world = await makeTenant();
    const all = await makeRole(world, 'Everything', [...builtInRoles.admin]);
    const { atDoor } = await makePerson(world, all.id);
    const wanted = { memberId: memberIdOf(world.as.viewer), role: 'owner' };
    await expect(changeRole(await atDoor(), wanted)).rejects.toMatchObject({ reason: 'role_owner_only' });
  });
});

describe('bad input', () => {
  test.each([
    ['an unknown permission', { name: 'x', permissions: ['fly:high'] }, 'permission_unknown'],
    ['no permission', { name: 'x', permissions: [] }, 'field_required'],
    ['no name', { name: ' ', permissions: ['tenant:read'] }, 'field_required'],
    ['a long name', { name: 'x'.repeat(81), permissions: ['tenant:read'] }, 'name_long'],
    [
      'a long description',
      { name: 'x', description: 'x'.repeat(301), permissions: ['tenant:read'] },
      'description_long',
    ],
  ])('%s is refused by its field', (_, input, message) => {
    expect(createRoleInput.safeParse(input).error?.issues).toMatchObject([{ message }]);
  });

  test("another tenant's role is not there, whatever is wanted of it", async () => {
    const [one, other] = [await makeTenant(), await makeTenant()];
    const theirs = await makeRole(other, 'Theirs', finance);
    const roleId = theirs.id;
    const { owner } = one.as;
    const memberId = memberIdOf(one.as.viewer);
    const own = await makeRole(one, 'Own', finance);
    await makePerson(one, own.id);
    for (const attempt of [
      () => getRole(owner, { roleId }),
      () => compareRole(owner, { roleId: 'admin', with: roleId }),
      () => updateRole(owner, { roleId, name: 'x' }),
      () => deleteRole(owner, { roleId }),
      () => deleteRole(owner, { roleId: own.id, moveTo: roleId }),
      () => changeRole(owner, { memberId, role: roleId }),
      () => invite(owner, { email: newMailbox(), role: roleId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found', params: { what: 'role' } });
    const forced = withIdentity((tx) =>
      tx.member.update({ where: { id: memberId }, data: { role: 'custom', roleId } }),
    );
    await expect(forced).rejects.toThrow(/foreign key/i);
  });

  test('the database holds the word custom and its role together', async () => {
    const { as } = await makeTenant();
    const at = { where: { id: memberIdOf(as.viewer) } };
    const broken = withIdentity((tx) => tx.member.update({ ...at, data: { role: 'custom' } }));
    await expect(broken).rejects.toThrow(/member_role_whole/);
  });
});
