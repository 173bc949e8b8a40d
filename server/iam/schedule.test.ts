import { afterAll, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { setSetting } from '#server/settings/service.ts';
import { connectSandbox, makeSandbox } from '#tests/sandbox.ts';
import { isSyncDue, syncSlot } from './policy.ts';
import { listUnsyncedAccounts, requestDueSyncs, syncWhenDue } from './service/schedule.ts';
import { iamWorld } from './test-world.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

const HOUR = 3_600_000;

/** A tenant with one account that was read just now, and the schedule as it goes at other times. */
async function world() {
  const made = await iamWorld(sandbox);
  const { tenant, cloudAccountId } = made;
  const start = Date.now();
  await syncWhenDue(tenant.job, { cloudAccountId });
  const at = (hours: number) => () => new Date(start + hours * HOUR);
  const unsynced = async (hours: number) => {
    const tenants = await listUnsyncedAccounts({ ...platformSystemCtx('test'), now: at(hours) });
    return tenants.find(({ tenantId }) => tenantId === tenant.tenant.id)?.accounts ?? [];
  };
  return {
    ...made,
    unsynced,
    request: async (hours: number) =>
      (await requestDueSyncs({ ...tenant.job, now: at(hours) }, { accounts: await unsynced(hours) }))
        .requested,
    asked: async () =>
      access(tenant.job, 'cloud-account:sync', async (db) => {
        const rows = await db.outboxEvent.findMany({ where: { name: 'cloud-account/sync.due' } });
        return rows.map(({ data }) => data);
      }),
  };
}

test('a cloud account is read again once a day, and asked for once however often the schedule looks', async () => {
  const { cloudAccountId, request, asked, unsynced } = await world();
  expect(await unsynced(0.5)).toEqual([]);
  expect(await request(23)).toBe(0);
  await request(24.1);
  await request(24.3);
  expect(await asked()).toEqual([{ cloudAccountId }]);
});

test('a tenant may have its accounts read more often, or less', async () => {
  const { tenant, request, asked } = await world();
  const set = (value: number) => setSetting(tenant.as.owner, { key: 'clouds.syncIntervalHours', value });
  await set(48);
  expect(await request(47)).toBe(0);
  await set(2);
  expect(await request(2.1)).toBe(1);
  expect(await asked()).toHaveLength(1);
});

test('accounts that were never read are due, those that are disconnected never', async () => {
  const { tenant, cloudAccountId, request } = await world();
  const change = (data: { syncedAt?: null; disconnectedAt?: Date }) =>
    access(tenant.job, 'cloud-account:sync', (db) =>
      db.cloudAccount.updateMany({ where: { id: cloudAccountId }, data }),
    );
  await change({ syncedAt: null });
  expect(await request(1.1)).toBe(1);
  await change({ disconnectedAt: new Date() });
  expect(await request(30)).toBe(0);
});

test('every account of a tenant is asked for by itself', async () => {
  const { tenant, cloudAccountId, request, asked } = await world();
  const second = await connectSandbox(sandbox, tenant);
  expect(await request(25)).toBe(2);
  const ids = [{ cloudAccountId }, { cloudAccountId: second.cloudAccountId }];
  expect(await asked()).toEqual(expect.arrayContaining(ids));
});

test('the sync reads what was made in the cloud, and one for an account that is gone does nothing', async () => {
  const { tenant, cloud, cloudAccountId } = await world();
  await cloud.users.create({ name: 'newcomer' });
  expect(await syncWhenDue(tenant.job, { cloudAccountId })).toMatchObject({ added: 1 });
  await access(tenant.job, 'cloud-account:sync', (db) =>
    db.cloudAccount.updateMany({ where: { id: cloudAccountId }, data: { disconnectedAt: new Date() } }),
  );
  expect(await syncWhenDue(tenant.job, { cloudAccountId })).toBe(null);
});

test('who may not sync may not ask for it', async () => {
  const { tenant } = await world();
  await expect(requestDueSyncs(tenant.as.viewer, { accounts: [] })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('an interval has one name, whichever moment of it is asked for, and the next has another', () => {
  const noon = new Date('2026-11-20T12:00:00Z');
  const later = (hours: number) => new Date(noon.getTime() + hours * HOUR);
  expect(syncSlot(24, noon)).toBe(syncSlot(24, later(11)));
  expect(syncSlot(24, noon)).not.toBe(syncSlot(24, later(24)));
  expect(syncSlot(24, noon)).not.toBe(syncSlot(12, noon));
  expect(isSyncDue(null, 24, noon)).toBe(true);
  expect(isSyncDue(noon, 24, later(24))).toBe(true);
  expect(isSyncDue(noon, 24, later(23.9))).toBe(false);
});
