import { expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { createKey, getKey, listKeys } from '#server/keys/service.ts';
import { createView } from '#server/views/service.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { request } from '#tests/procedures.ts';
import { getBelongings } from './service/belongings.ts';
import { invite } from './service/invitations.ts';
import { leaveTenant, listMembers, removeMember } from './service/members.ts';

const idOf = (ctx: Ctx) => (ctx.actor.kind === 'user' ? ctx.actor.memberId : '');
const keyOf = (ctx: Ctx) => createKey(ctx, { name: 'portal', permissions: ['tenant:read', 'key:create'] });
const actionsOf = async ({ job, tenant }: TestTenant) =>
  access(job, 'audit:read', async (db) =>
    (await db.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } })).map(
      ({ action }) => action,
    ),
  );

test('what a member made is counted, and named for those who may see keys', async () => {
  const { as, tenant, key } = await makeTenant();
  const made = await keyOf(as.admin);
  await createView(as.admin, { table: 'alerts', name: 'mine', state: {}, shared: true });
  await createView(as.admin, { table: 'alerts', name: 'own', state: {}, shared: false });
  await invite(as.admin, { email: `x@${tenant.slug}.example`, role: 'viewer' });
  const memberId = idOf(as.admin);
  expect(await getBelongings(as.owner, { memberId })).toMatchObject({
    keys: [{ id: made.id, name: 'portal', hint: made.hint }],
    keyCount: 1,
    sharedViews: 1,
    invitations: 1,
  });
  expect(await getBelongings(key('member:read'), { memberId })).toMatchObject({ keys: [], keyCount: 1 });
  const other = await makeTenant();
  await expect(getBelongings(other.as.owner, { memberId })).rejects.toMatchObject({ code: 'not_found' });
});

test('keys of somebody who is removed stay as they are unless something else is asked for', async () => {
  const { as } = await makeTenant();
  const { id } = await keyOf(as.admin);
  await removeMember(as.owner, { memberId: idOf(as.admin) });
  expect(await getKey(as.owner, { keyId: id })).toMatchObject({ state: 'active', createdBy: null });
});

test('they are revoked at once where that is asked for, each with an entry in the log', async () => {
  const team = await makeTenant();
  const { as } = team;
  const { secret } = await keyOf(as.admin);
  expect(await request('GET', '/tenant', { secret })).toMatchObject({ status: 200 });
  await removeMember(as.owner, { memberId: idOf(as.admin), keys: 'revoke' });
  expect(await request('GET', '/tenant', { secret })).toMatchObject({ body: { reason: 'key_revoked' } });
  expect(await actionsOf(team)).toEqual(['key.create', 'key.revoke', 'member.remove']);
});

test('or given to somebody whose own rights reach as far, all in one transaction', async () => {
  const team = await makeTenant();
  const { as } = team;
  const { id } = await keyOf(as.admin);
  const memberId = idOf(as.admin);
  await expect(removeMember(as.owner, { memberId, keys: idOf(as.viewer) })).rejects.toMatchObject({
    reason: 'key_beyond_owner',
    params: { key: 'portal', permission: 'key:create' },
  });
  const stranger = await makeTenant();
  for (const keys of [idOf(stranger.as.owner), memberId]) {
    await expect(removeMember(as.owner, { memberId, keys })).rejects.toMatchObject({ code: 'not_found' });
  }
  expect((await listMembers(as.owner, { limit: 9 })).total).toBe(4);
  await removeMember(as.owner, { memberId, keys: idOf(as.owner) });
  expect(await getKey(as.owner, { keyId: id })).toMatchObject({
    state: 'active',
    createdBy: as.owner.actor.name,
  });
  expect(await actionsOf(team)).toEqual(['key.create', 'key.hand_over', 'member.remove']);
});

test('whoever removes needs the right over keys too; whoever leaves decides about their own', async () => {
  const { as, key } = await makeTenant();
  await keyOf(as.admin);
  const remover = key(...[...as.viewer.actor.permissions], 'member:remove');
  const small = { memberId: idOf(as.viewer) } as const;
  for (const [keys, permission] of [
    ['revoke', 'key:revoke'],
    [idOf(as.owner), 'key:update'],
  ] as const) {
    await expect(removeMember(remover, { ...small, keys })).rejects.toMatchObject({
      code: 'forbidden',
      params: { permission },
    });
  }
  await leaveTenant(as.admin, { keys: 'revoke' });
  expect((await listKeys(as.owner, { limit: 9, state: 'active' })).items).toEqual([]);
});
