/** Access keys of a sub-account, live from the cloud. A secret is in one answer, and kept only until that has left. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, notFound } from '#lib/errors.ts';
import { type Cloud, CloudError, type CloudKey } from '#server/clouds/provider.ts';
import { providerOf } from '#server/clouds/providers.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { type AfterAnswer, afterAnswer } from '#server/core/answer.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { standingOf } from '#server/iam/policy.ts';
import type { AccessKeyRef, SetAccessKeyActiveInput, SubAccountRef } from '#server/iam/schema.ts';
import { subAccountForChange } from '#server/projects/service/sub-account.ts';
import {
  type Claim,
  claimKey,
  keyOf,
  keyUnderWay,
  type NewKey,
  openClaim,
  recordKey,
  settleClaim,
} from './key-claims.ts';
import { giveUpOn, resolveInPassing, resolveLostKey } from './lost-keys.ts';
import { assertSameUser } from './same-user.ts';

export async function listAccessKeys(ctx: Ctx, { subAccountId }: SubAccountRef) {
  const account = await access(ctx, 'access-key:read', (db) =>
    subAccountForChange(db, ctx, subAccountId, { cutOff: true, underWay: true }),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  await resolveInPassing(asSystem(ctx, 'access-keys'), cloud, account);
  const items = await viaCloud(async () => {
    const keys = await cloud.keys.list(account.userName);
    return Promise.all(keys.map((key) => withLastUse(cloud, account.userName, key)));
  });
  return { items, max: maxKeys(ctx, account) };
}

/**
 * Makes a key. Asking again is safe: a key whose answer was lost is deleted first, and one that was made without its
 * answer getting through is given to who asked for it. Throws `conflict` while neither can be told yet.
 */
export async function createAccessKey(ctx: Ctx, { subAccountId }: SubAccountRef): Promise<NewKey> {
  const { key, given } = await makeAccessKey(ctx, subAccountId);
  await afterAnswer(ctx, given);
  return key;
}

type Made = { key: NewKey; given: AfterAnswer };

/**
 * The same for a caller whose answer comes later: `given` is due once that is on its way. The `first` key is refused to a
 * user that has one.
 */
export async function makeAccessKey(ctx: Ctx, subAccountId: string, { first = false } = {}): Promise<Made> {
  const account = await access(ctx, 'access-key:create', (db) => subAccountForChange(db, ctx, subAccountId));
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  const earlier = await settleEarlier(ctx, cloud, account);
  const existing = await viaCloud(() => cloud.keys.list(account.userName));
  if (earlier && existing.some((key) => key.id === earlier.accessKeyId))
    return handOut(earlier, await keyOf(ctx, earlier));
  // Somebody has deleted it in the cloud meanwhile.
  if (earlier) await settle(ctx, earlier, 'nothing');
  if (first && existing.length > 0) throw new AppError('conflict', 'access_key_exists');
  if (existing.length >= maxKeys(ctx, account)) throw tooMany(ctx, account);
  const claim = await claimKey(
    ctx,
    account.id,
    existing.map((key) => key.id),
  );
  const { id, secret } = await viaCloud(() => askCloud(ctx, cloud, account, claim));
  const key = { accessKeyId: id, secretAccessKey: secret };
  if (await recordKey(ctx, claim, account, key)) return handOut(claim, key);
  // So late that the claim was given up: what came after it must not find this key.
  await viaCloud(() => cloud.keys.delete(account.userName, id));
  throw new AppError('upstream_timeout', 'access_key_uncertain');
}

type Account = Awaited<ReturnType<typeof subAccountForChange>>;

/** What an earlier attempt left: returns the claim of a key that is still to be given to this very actor. */
async function settleEarlier(ctx: Ctx, cloud: Cloud, account: Account): Promise<Claim | null> {
  const system = asSystem(ctx, 'access-keys');
  const claim = await claimOnceLeft(system, account.id);
  if (!claim) return null;
  const standing = standingOf(claim, ctx.now());
  if (standing.is === 'busy') throw keyUnderWay(standing.seconds);
  if (standing.is === 'lost') await resolveLostKey(system, cloud, account, claim);
  else if (standing.is === 'unsent' && claim.actorId === ctx.actor.id) return claim;
  else await giveUpOn(system, account, claim);
  return null;
}

const LEAVING_LOOKS = 20;

/** The open claim. A key whose answer is just leaving is waited for: who asks one after the other is not refused. */
async function claimOnceLeft(ctx: Ctx, subAccountId: string): Promise<Claim | null> {
  for (let looks = 1; ; looks += 1) {
    const claim = await openClaim(ctx, subAccountId);
    const leaving = claim?.madeAt && standingOf(claim, ctx.now()).is === 'busy';
    if (!leaving || looks === LEAVING_LOOKS) return claim;
    await delay(100);
  }
}

/** A clear no closes the claim; after silence it stays open. */
async function askCloud(ctx: Ctx, cloud: Cloud, account: Account, claim: Claim) {
  try {
    return await cloud.keys.create(account.userName);
  } catch (cause) {
    if (!(cause instanceof CloudError)) throw cause;
    if (cause.effectUnknown) throw new AppError('upstream_timeout', 'access_key_uncertain', { cause });
    await settle(ctx, claim, 'refused');
    throw cause.kind === 'limit' ? tooMany(ctx, account) : cause;
  }
}

const handOut = (claim: Claim, key: NewKey): Made => ({
  key,
  given: (then) => settle(then, claim, 'given'),
});

async function settle(ctx: Ctx, claim: Claim, outcome: 'given' | 'refused' | 'nothing') {
  await access(ctx, 'access-key:create', (db) => settleClaim(db, ctx, claim.id, outcome));
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

type OfProvider = { cloudAccount: { provider: string } };

const maxKeys = (ctx: Ctx, { cloudAccount }: OfProvider) =>
  providerOf(cloudAccount.provider, ctx.now).capabilities.maxKeysPerUser;

const tooMany = (ctx: Ctx, account: OfProvider) =>
  new AppError('limit_exceeded', 'access_key_limit', { params: { max: maxKeys(ctx, account) } });

async function note(db: Db, action: string, account: { id: string; userName: string }, accessKeyId: string) {
  const target = { kind: 'sub-account', id: account.id };
  await db.audit({ action, target, after: { userName: account.userName, accessKeyId } });
}
