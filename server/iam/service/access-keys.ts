/** Access keys of a sub-account, live from the cloud. A secret is in one answer only and is kept nowhere. */
import { AppError, notFound } from '#lib/errors.ts';
import { type Cloud, CloudError, type CloudKey } from '#server/clouds/provider.ts';
import { providerOf } from '#server/clouds/providers.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import type { AccessKeyRef, SetAccessKeyActiveInput, SubAccountRef } from '#server/iam/schema.ts';
import { subAccountForChange } from '#server/projects/service/sub-account.ts';
import { assertSameUser } from './same-user.ts';

export async function listAccessKeys(ctx: Ctx, { subAccountId }: SubAccountRef) {
  const account = await access(ctx, 'access-key:read', (db) =>
    subAccountForChange(db, ctx, subAccountId, { cutOff: true, underWay: true }),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  const items = await viaCloud(async () => {
    const keys = await cloud.keys.list(account.userName);
    return Promise.all(keys.map((key) => withLastUse(cloud, account.userName, key)));
  });
  return { items, max: maxKeys(ctx, account) };
}

/** Not safe to repeat blindly: `access_key_uncertain` says that a key may have been made whose secret is lost. */
export async function createAccessKey(ctx: Ctx, { subAccountId }: SubAccountRef) {
  const account = await access(ctx, 'access-key:create', (db) => subAccountForChange(db, ctx, subAccountId));
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  const max = maxKeys(ctx, account);
  const tooMany = () => new AppError('limit_exceeded', 'access_key_limit', { params: { max } });
  const existing = await viaCloud(() => cloud.keys.list(account.userName));
  if (existing.length >= max) throw tooMany();
  const made = await viaCloud(async () => {
    try {
      return await cloud.keys.create(account.userName);
    } catch (cause) {
      if (!(cause instanceof CloudError)) throw cause;
      if (cause.effectUnknown) throw new AppError('upstream_timeout', 'access_key_uncertain', { cause });
      if (cause.kind === 'limit') throw tooMany();
      throw cause;
    }
  });
  await access(ctx, 'access-key:create', (db) => note(db, 'access-key.create', account, made.id));
  return { accessKeyId: made.id, secretAccessKey: made.secret };
}

/** While cut off, keys can be switched off but not on: that is for the restore. */
export async function setAccessKeyActive(ctx: Ctx, { subAccountId, keyId, active }: SetAccessKeyActiveInput) {
  const account = await access(ctx, 'access-key:update', (db) =>
    subAccountForChange(db, ctx, subAccountId, { cutOff: !active }),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  await viaCloud(async () => {
    await assertOwnKey(cloud, account.userName, keyId);
    await cloud.keys.setActive(account.userName, keyId, active);
  });
  const action = active ? 'access-key.activate' : 'access-key.deactivate';
  await access(ctx, 'access-key:update', (db) => note(db, action, account, keyId));
  return { id: keyId, state: active ? ('active' as const) : ('inactive' as const) };
}

export async function deleteAccessKey(ctx: Ctx, { subAccountId, keyId }: AccessKeyRef) {
  const account = await access(ctx, 'access-key:update', (db) =>
    subAccountForChange(db, ctx, subAccountId, { cutOff: true }),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  await viaCloud(async () => {
    await assertOwnKey(cloud, account.userName, keyId);
    await cloud.keys.delete(account.userName, keyId);
  });
  await access(ctx, 'access-key:update', (db) => note(db, 'access-key.delete', account, keyId));
  return { id: keyId, state: 'deleted' as const };
}

async function withLastUse(cloud: Cloud, userName: string, key: CloudKey) {
  try {
    const { at, service, region } = await cloud.keys.lastUsed(userName, key.id);
    return { ...key, lastUsed: at && { at, service, region } };
  } catch (error) {
    // Some clouds refuse to speak of a key that was never used; the list is worth more than its last column.
    if (error instanceof CloudError && (error.kind === 'not_found' || error.kind === 'denied')) {
      return { ...key, lastUsed: null };
    }
    throw error;
  }
}

async function assertOwnKey(cloud: Cloud, userName: string, keyId: string): Promise<void> {
  const keys = await cloud.keys.list(userName);
  if (!keys.some((key) => key.id === keyId)) throw notFound('access key');
}

const maxKeys = (ctx: Ctx, { cloudAccount }: { cloudAccount: { provider: string } }) =>
  providerOf(cloudAccount.provider, ctx.now).capabilities.maxKeysPerUser;

async function note(db: Db, action: string, account: { id: string; userName: string }, accessKeyId: string) {
  const target = { kind: 'sub-account', id: account.id };
  await db.audit({ action, target, after: { userName: account.userName, accessKeyId } });
}
