import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import { newBase } from '#server/core/ctx.ts';
import { memberCtx, tenantRef, withIdentity } from '#server/core/identity.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { relayOnce } from '#server/core/outbox.ts';
import { createKey } from '#server/keys/service.ts';
import { acceptAsUser } from '#server/members/service/acceptance.ts';
import { invite } from '#server/members/service/invitations.ts';
import { makeCloudAccount, makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { listIdleAccounts, listLostChecks, startDueChecks } from '#server/spending/service/checks.ts';
import { makeOperator, makeTenant, platformJob, type TestTenant } from '#tests/factories.ts';
import { request } from '#tests/procedures.ts';
import { homeOf, noteLastTenant } from './service/home.ts';
import {
  deleteAnyTenant,
  deleteTenant,
  previewAnyDeletion,
  previewDeletion,
  readDeleted,
  restoreAnyTenant,
  restoreTenant,
} from './service/lifecycle.ts';
import { takeUpAgain } from './service/take-up.ts';
import { listTenants, reactivateTenant, suspendTenant } from './service.ts';

const DAY = 86_400_000;
const base = () => newBase('console', 'en');
const enter = ({ as, tenant }: TestTenant, wanted: 'active' | 'deleted' = 'active') =>
  memberCtx(as.owner.actor.id, tenant.slug, base(), null, wanted);
const actionsOf = ({ as, tenant }: TestTenant) =>
  access(as.owner, 'audit:read', async (db) =>
    (await db.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } })).map(
      ({ action }) => action,
    ),
  );

test('the owner deletes their tenant by typing its address, and nobody else does', async () => {
  const team = await makeTenant();
  const { as, tenant } = team;
  for (const ctx of [as.admin, as.member, as.viewer]) {
    await expect(deleteTenant(ctx, { slug: tenant.slug })).rejects.toMatchObject({
      code: 'forbidden',
      params: { permission: 'tenant:delete' },
    });
  }
  await expect(deleteTenant(as.owner, { slug: tenant.name })).rejects.toMatchObject({
    code: 'invalid_input',
    reason: 'slug_differs',
  });
  const gone = await deleteTenant(as.owner, { slug: tenant.slug });
  expect(gone.status).toBe('deleted');
  expect(gone.purgeAt?.getTime()).toBe((gone.deletedAt?.getTime() ?? 0) + 30 * DAY);
  expect(await deleteTenant(as.owner, { slug: tenant.slug })).toMatchObject({ purgeAt: gone.purgeAt });
  expect(await actionsOf(team)).toEqual(['tenant.delete']);
});

test('every door of a deleted tenant is shut at once, and open again after it is restored', async () => {
  const team = await makeTenant();
  const { as, tenant } = team;
  const { secret } = await createKey(as.owner, { name: 'k', permissions: ['tenant:read'] });
  const guest = await makeTenant();
  const email = `owner@${guest.tenant.slug}.example`;
  const token = (await invite(as.owner, { email, role: 'viewer' })).link.split('/').at(-1) ?? '';
  await deleteTenant(as.owner, { slug: tenant.slug });
  const shut = { reason: 'tenant_deleted' };
  await expect(enter(team)).rejects.toMatchObject(shut);
  await expect(acceptAsUser({ token }, guest.as.owner.actor.id, base())).rejects.toMatchObject(shut);
  await expect(tenantRef({ id: tenant.id })).rejects.toMatchObject(shut);
  await expect(jobCtx('test', tenant.id, 'run')).rejects.toThrow('The tenant is deleted.');
  const call = () => request('GET', '/tenant', { secret });
  await expect.poll(async () => (await call()).body.reason, { timeout: 1_500 }).toBe('tenant_deleted');

  const owner = await enter(team, 'deleted');
  expect(await readDeleted(owner)).toMatchObject({ name: tenant.name, deletedBy: as.owner.actor.name });
  expect(await restoreTenant(owner)).toMatchObject({ status: 'active', deletedAt: null, purgeAt: null });
  await expect(enter(team)).resolves.toBeTruthy();
  await expect(enter(team, 'deleted')).rejects.toMatchObject({ code: 'not_found' });
  await expect.poll(async () => (await call()).status, { timeout: 1_500 }).toBe(200);
  expect(await actionsOf(team)).toEqual([
    'key.create',
    'invitation.create',
    'tenant.delete',
    'tenant.restore',
  ]);
});

test('only the owner restores, and only until the day of the purge', async () => {
  let now = new Date('2026-11-20T04:00:00Z');
  const { as, tenant } = await makeTenant({ now: () => now });
  await deleteTenant(as.owner, { slug: tenant.slug });
  await expect(restoreTenant(as.admin)).rejects.toMatchObject({ code: 'forbidden' });
  now = new Date('2026-12-20T04:00:00Z');
  await expect(restoreTenant(as.owner)).rejects.toMatchObject({ reason: 'tenant_purging' });
  now = new Date('2026-12-20T03:59:59Z');
  expect(await restoreTenant(as.owner)).toMatchObject({ status: 'active' });
});

test('an operator deletes and restores, and a suspended tenant comes back suspended', async () => {
  const operator = await makeOperator();
  const { tenant } = await makeTenant();
  const ref = { tenantId: tenant.id };
  await suspendTenant(operator, ref);
  await expect(deleteAnyTenant(operator, { ...ref, slug: 'other' })).rejects.toMatchObject({
    reason: 'slug_differs',
  });
  expect(await deleteAnyTenant(operator, { ...ref, slug: tenant.slug })).toMatchObject({ status: 'deleted' });
  for (const change of [suspendTenant, reactivateTenant]) {
    await expect(change(operator, ref)).rejects.toMatchObject({ reason: 'tenant_deleted' });
  }
  const { items } = await listTenants(operator, { limit: 9, text: tenant.slug, status: 'deleted' });
  expect(items).toMatchObject([{ id: tenant.id, purgeAt: expect.any(Date) }]);
  expect(await restoreAnyTenant(operator, ref)).toMatchObject({ status: 'suspended' });
  await expect(deleteAnyTenant(operator, { tenantId: newId('tenant'), slug: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('the preview counts what would go', async () => {
  const { as, tenant } = await makeTenant();
  await invite(as.owner, { email: `new@${tenant.slug}.example`, role: 'viewer' });
  await createKey(as.owner, { name: 'k', permissions: ['tenant:read'] });
  const preview = await previewDeletion(as.owner);
  expect(preview.counts).toMatchObject({
    members: 4,
    invitations: 1,
    apiKeys: 1,
    subAccounts: 0,
    auditEntries: 2,
  });
  expect(await previewAnyDeletion(platformJob(), { tenantId: tenant.id })).toMatchObject({
    counts: preview.counts,
  });
});

test('events of a deleted tenant wait, and what was cut short is asked for again', async () => {
  const team = await makeTenant();
  const { as, tenant, job } = team;
  const { id: subAccountId } = await makeSubAccount(as.owner);
  const bucketId = newId('bucket');
  const quota = { id: bucketId, tenantId: tenant.id, kind: 'quota', subAccountId, epoch: 1, currency: 'CNY' };
  await access(job, 'quota:allocate', (db) =>
    db.bucket.create({ data: { ...quota, granted: yuan(1), spent: yuan(2), startsAt: job.now() } }),
  );
  await access(job, 'tenant:update', (db) => db.emit('tenant/restored', {}, `waits-${tenant.id}`));
  await deleteTenant(as.owner, { slug: tenant.slug });
  const sent: string[] = [];
  const relay = async () => {
    while ((await relayOnce(async (messages) => void sent.push(...messages.map(({ id }) => id)))) > 0);
  };
  await relay();
  expect(sent).not.toContain(`waits-${tenant.id}`);
  await restoreTenant(await enter(team, 'deleted'));
  await relay();
  expect(sent).toContain(`waits-${tenant.id}`);
  expect(await takeUpAgain(job, { cause: 'restored' })).toMatchObject({ limits: 1 });
  expect(await takeUpAgain(job, { cause: 'restored' })).toMatchObject({ limits: 1 });
  const events = await access(job, 'tenant:read', (db) =>
    db.outboxEvent.findMany({ where: { tenantId: tenant.id, name: 'quota/limit.reached' } }),
  );
  expect(events.map(({ data }) => data)).toEqual([{ subAccountId, bucketId }]);
});

test('spending is checked on in a suspended tenant, so that none gets away, and in a deleted one no more', async () => {
  const { as, tenant, job } = await makeTenant();
  const cloudAccountId = await makeCloudAccount(as.owner);
  const dueIn = async (list: () => Promise<{ tenantId: string }[]>) =>
    (await list()).some(({ tenantId }) => tenantId === tenant.id);
  const idle = () => listIdleAccounts(platformJob());
  await suspendTenant(platformJob(), { tenantId: tenant.id });
  expect(await dueIn(idle)).toBe(true);
  await startDueChecks(job, { accounts: [{ cloudAccountId, last: null }] });
  const lost = () =>
    listLostChecks({ ...platformJob(), now: () => new Date(job.now().getTime() + 30 * DAY) });
  expect(await dueIn(lost)).toBe(true);
  await deleteAnyTenant(platformJob(), { tenantId: tenant.id, slug: tenant.slug });
  expect([await dueIn(idle), await dueIn(lost)]).toEqual([false, false]);
});

test('somebody comes back to the tenant they used last, unless it is shut', async () => {
  const [first, second] = [await makeTenant(), await makeTenant()];
  const { id: userId } = first.as.owner.actor;
  const member = { id: newId('member'), tenantId: second.tenant.id, userId, role: 'owner' };
  await withIdentity((tx) => tx.member.create({ data: { ...member, createdAt: new Date(0) } }));
  for (const { tenant } of [second, first]) {
    await noteLastTenant(userId, tenant.id);
    expect(await homeOf(userId)).toBe(`/${tenant.slug}`);
  }
  await deleteTenant(first.as.owner, { slug: first.tenant.slug });
  expect(await homeOf(userId)).toBe(`/${second.tenant.slug}`);
  await suspendTenant(platformJob(), { tenantId: second.tenant.id });
  expect(await homeOf(userId)).toBe(`/${second.tenant.slug}`);
  await deleteTenant(second.as.owner, { slug: second.tenant.slug });
  expect(await homeOf(userId)).toMatch(/^\/deleted\?tenant=/);
  expect(await homeOf(newId('user'))).toBeNull();
});
