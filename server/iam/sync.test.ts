import { afterAll, describe, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { connectSandbox, makeSandbox } from '#tests/sandbox.ts';
import { importSubAccounts, releaseSubAccount } from './service/manage.ts';
import { listSubAccounts } from './service/read.ts';
import { syncCloudAccount } from './service/sync.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

const all = { sort: 'userName', order: 'asc', limit: 200 } as const;

async function world() {
  const tenant = await makeTenant();
  const connected = await connectSandbox(sandbox, tenant);
  const { cloudAccountId } = connected;
  const ctx = tenant.as.admin;
  const sync = () => syncCloudAccount(ctx, { cloudAccountId });
  const list = async (managed: boolean) => (await listSubAccounts(ctx, { ...all, managed })).items;
  const found = async (userName: string) => {
    const everybody = [...(await list(false)), ...(await list(true))];
    const row = everybody.find((s) => s.userName === userName);
    if (!row) throw new Error(`${userName} is not listed`);
    return row;
  };
  return { tenant, ctx, ...connected, sync, list, found };
}

const alertsOf = (tenant: TestTenant) =>
  access(tenant.job, 'alert:read', (db) => db.alert.findMany({ where: { type: 'sub_account_missing' } }));

describe('a sync', () => {
  test('finds new users, unmanaged, and all projects, over many pages', async () => {
    const { account, sync, list } = await world();
    await sandbox.control.bulk({ account, prefix: 'farm', users: 250, keysPerUser: 0, projects: 120 });
    expect(await sync()).toEqual({ added: 250, changed: 0, missing: 0, projects: 121 });
    expect(await list(true)).toEqual([]);
    const names = (await list(false)).map((s) => s.userName);
    expect(names).toHaveLength(200);
    expect(names).toEqual([...names].sort());
    expect(await sync()).toEqual({ added: 0, changed: 0, missing: 0, projects: 121 });
  });

  test('takes over what was changed in the cloud, the name included', async () => {
    const { cloud, sync, found } = await world();
    const { id } = await cloud.users.create({ name: 'anna', displayName: 'Anna' });
    await sync();
    await cloud.users.update('anna', { displayName: '安娜', email: 'anna@example.com' });
    expect(await sync()).toMatchObject({ added: 0, changed: 1 });
    expect(await found('anna')).toMatchObject({
      cloudUserId: id,
      displayName: '安娜',
      email: 'anna@example.com',
    });
  });

  test('marks a missing user, never deletes it, and alerts once for a managed one', async () => {
    const { tenant, ctx, cloud, sync, found } = await world();
    for (const name of ['kept', 'stray']) await cloud.users.create({ name });
    await sync();
    const kept = await found('kept');
    await importSubAccounts(ctx, { subAccountIds: [kept.id] });
    for (const name of ['kept', 'stray']) await cloud.users.delete(name);
    expect(await sync()).toMatchObject({ missing: 2 });
    expect(await sync()).toMatchObject({ missing: 0 });
    expect(await found('kept')).toMatchObject({ status: 'missing', managed: true });
    expect((await found('stray')).missingSince).toBeInstanceOf(Date);
    const alerts = await alertsOf(tenant);
    expect(alerts.map((a) => a.subAccountId)).toEqual([kept.id]);
  });

  test('clears the mark of a user that is back', async () => {
    const { tenant, cloud, sync, found } = await world();
    const user = await cloud.users.create({ name: 'back' });
    await sync();
    const { id } = await found('back');
    await access(tenant.job, 'sub-account:update', (db) =>
      db.subAccount.updateMany({ where: { id }, data: { missingSince: new Date('2026-11-01') } }),
    );
    expect(await sync()).toMatchObject({ changed: 1, missing: 0 });
    expect(await found('back')).toMatchObject({ cloudUserId: user.id, missingSince: null });
  });

  test('takes a user of the same name with another id for somebody else', async () => {
    const { cloud, sync, list } = await world();
    await cloud.users.create({ name: 'twin' });
    await sync();
    await cloud.users.delete('twin');
    await cloud.users.create({ name: 'twin' });
    expect(await sync()).toMatchObject({ added: 1, missing: 1 });
    expect(
      (await list(false))
        .filter((s) => s.userName === 'twin')
        .map((s) => s.status)
        .sort(),
    ).toEqual(['missing', 'unmanaged']);
  });

  test('that is cut short applies nothing and says so on the cloud account', async () => {
    const { tenant, ctx, account, cloudAccountId, sync, list } = await world();
    await sandbox.control.bulk({ account, prefix: 'half', users: 150, keysPerUser: 0 });
    await sandbox.control.fault({ kind: 'server_error', action: 'ListUsers', skip: 1, times: 3 });
    await expect(sync()).rejects.toMatchObject({ reason: 'cloud_failed' });
    await sandbox.control.clearFaults();
    expect(await list(false)).toEqual([]);
    const row = await access(tenant.job, 'cloud-account:read', (db) =>
      db.cloudAccount.findFirstOrThrow({ where: { id: cloudAccountId } }),
    );
    expect(row).toMatchObject({ status: 'failing', syncedAt: null });
    await syncCloudAccount(ctx, { cloudAccountId });
    expect(await list(false)).toHaveLength(150);
  });

  test('two at once add every user once', async () => {
    const { account, sync, list } = await world();
    await sandbox.control.bulk({ account, prefix: 'both', users: 120, keysPerUser: 0 });
    const counts = await Promise.all([sync(), sync(), sync()]);
    expect(counts.reduce((sum, c) => sum + c.added, 0)).toBe(120);
    expect(await list(false)).toHaveLength(120);
  });

  test('is for those who may, and for the own tenant', async () => {
    const { tenant, cloudAccountId } = await world();
    const other = await makeTenant();
    await expect(syncCloudAccount(other.as.owner, { cloudAccountId })).rejects.toMatchObject({
      code: 'not_found',
    });
    for (const ctx of [tenant.as.member, tenant.as.viewer, tenant.key('sub-account:create')]) {
      await expect(syncCloudAccount(ctx, { cloudAccountId })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await syncCloudAccount(tenant.key('cloud-account:sync'), { cloudAccountId });
  });
});

describe('importing and releasing', () => {
  test('imports chosen users once, all or none', async () => {
    const { tenant, ctx, cloud, sync, found, list } = await world();
    for (const name of ['one', 'two', 'three', 'gone']) await cloud.users.create({ name });
    await sync();
    await cloud.users.delete('gone');
    await sync();
    const [one, two, gone] = [await found('one'), await found('two'), await found('gone')];
    const bad = importSubAccounts(ctx, { subAccountIds: [one.id, gone.id] });
    await expect(bad).rejects.toMatchObject({ reason: 'sub_account_missing' });
    expect(await list(true)).toEqual([]);
    expect(await importSubAccounts(ctx, { subAccountIds: [one.id, two.id, one.id] })).toEqual({
      imported: 2,
    });
    expect(await importSubAccounts(ctx, { subAccountIds: [one.id] })).toEqual({ imported: 0 });
    expect((await list(true)).map((s) => [s.userName, s.status])).toEqual([
      ['one', 'no_quota'],
      ['two', 'no_quota'],
    ]);
    const other = await makeTenant();
    const theirs = importSubAccounts(other.as.owner, { subAccountIds: [one.id] });
    await expect(theirs).rejects.toMatchObject({ code: 'not_found' });
    const viewer = importSubAccounts(tenant.as.viewer, { subAccountIds: [one.id] });
    await expect(viewer).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a released user stays in the cloud and can be imported again', async () => {
    const { ctx, cloud, sync, found, list } = await world();
    await cloud.users.create({ name: 'free' });
    await sync();
    const { id } = await found('free');
    await importSubAccounts(ctx, { subAccountIds: [id] });
    expect(await releaseSubAccount(ctx, { subAccountId: id })).toMatchObject({
      userName: 'free',
      projects: [],
    });
    expect(await cloud.users.get('free')).not.toBeNull();
    expect(await list(true)).toEqual([]);
    await expect(releaseSubAccount(ctx, { subAccountId: id })).rejects.toMatchObject({
      reason: 'sub_account_not_managed',
    });
    expect(await importSubAccounts(ctx, { subAccountIds: [id] })).toEqual({ imported: 1 });
  });
});
