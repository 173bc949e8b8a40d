/**
 * Keys whose answer was lost. Nobody has the secret of such a key, so it is of use to nobody and a danger to all: it is
 * found by its claim and deleted before another one is made.
 */
import { AppError } from '#lib/errors.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { type Cloud, CloudError } from '#server/clouds/provider.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { standingOf } from '#server/iam/policy.ts';
import { type Claim, openClaim, settleClaim, stillOpen } from './key-claims.ts';

type Account = {
  id: string;
  userName: string;
  cloudUserId: string;
  cloudAccountId: string;
  deletedAt: Date | null;
};
type Found =
  | { outcome: 'nothing' }
  | { outcome: 'deleted'; accessKeyId: string }
  | { outcome: 'unclear'; accessKeyIds: string[] };

/**
 * Looks in the cloud for the key of a claim whose call is over for sure: a key that was not there before and that no
 * other claim made. One that was used is somebody's; of several nobody can say which it is, so they stay.
 */
export async function resolveLostKey(ctx: Ctx, cloud: Cloud, account: Account, claim: Claim): Promise<void> {
  const unknown = await newKeys(ctx, cloud, account, claim);
  // Who closed the claim meanwhile has dealt with it; keys of later claims may be among those that were listed.
  if (unknown === null) return;
  const unused: string[] = [];
  for (const id of unknown) if (!(await wasUsed(cloud, account.userName, id))) unused.push(id);
  const [lost, ...others] = unused;
  if (lost === undefined) return close(ctx, account, claim, { outcome: 'nothing' });
  if (others.length > 0) return close(ctx, account, claim, { outcome: 'unclear', accessKeyIds: unused });
  await viaCloud(() => cloud.keys.delete(account.userName, lost));
  const left = await viaCloud(() => cloud.keys.list(account.userName));
  if (left.some((key) => key.id === lost)) {
    const params = { action: 'DeleteAccessKey', code: 'read_back_differs', message: '' };
    throw new AppError('upstream_failed', 'cloud_failed', { params });
  }
  await close(ctx, account, claim, { outcome: 'deleted', accessKeyId: lost });
}

/** Whether its answer left before its process ended cannot be told any more: the key stays, and somebody is told. */
export async function giveUpOn(ctx: Ctx, account: Account, claim: Claim): Promise<void> {
  const accessKeyIds = claim.accessKeyId === null ? [] : [claim.accessKeyId];
  await close(ctx, account, claim, { outcome: 'unclear', accessKeyIds });
}

/** The same for whoever looks at the keys, without standing in the way of looking. */
export async function resolveInPassing(ctx: Ctx, cloud: Cloud, account: Account): Promise<void> {
  const claim = await openClaim(ctx, account.id);
  if (!claim || standingOf(claim, ctx.now()).is !== 'lost') return;
  await resolveLostKey(ctx, cloud, account, claim).catch((err: unknown) => {
    if (!(err instanceof AppError)) throw err;
    log.warn({ err, claim: claim.id }, 'iam: a key whose answer was lost could not be looked for');
  });
}

/** Settles one claim that nobody is at work on any more; does nothing once it is settled. */
export async function settleLostClaim(ctx: Ctx, { claimId }: { claimId: string }): Promise<void> {
  const found = await access(ctx, 'access-key:create', async (db) => {
    const claim = await stillOpen(db, ctx, claimId);
    if (!claim) return null;
    const tenantId_id = { tenantId: ctx.tenant.id, id: claim.subAccountId };
    return { claim, account: await db.subAccount.findUniqueOrThrow({ where: { tenantId_id } }) };
  });
  if (!found) return;
  const { claim, account } = found;
  const { is } = standingOf(claim, ctx.now());
  if (is === 'stale') return giveUpOn(ctx, account, claim);
  if (is !== 'lost') return;
  try {
    const cloud = await openCloudAccount(ctx, account.cloudAccountId);
    await resolveLostKey(ctx, cloud, account, claim);
  } catch (error) {
    const gone = error instanceof AppError && error.reason === 'cloud_account_disconnected';
    if (!gone) throw error;
    await giveUpOn(ctx, account, claim);
  }
}

/** Null when the claim is closed. A user that is gone took its keys along. */
async function newKeys(ctx: Ctx, cloud: Cloud, account: Account, claim: Claim): Promise<string[] | null> {
  const listed = await viaCloud(async () => {
    const user = account.deletedAt ? null : await cloud.users.get(account.userName);
    return user?.id === account.cloudUserId ? cloud.keys.list(account.userName) : [];
  });
  return access(ctx, 'access-key:create', async (db) => {
    if (!(await stillOpen(db, ctx, claim.id))) return null;
    const made = await db.accessKeyClaim.findMany({
      where: { tenantId: ctx.tenant.id, subAccountId: account.id, accessKeyId: { not: null } },
      select: { accessKeyId: true },
    });
    const known = new Set([...claim.keysBefore, ...made.map((m) => m.accessKeyId)]);
    return listed.map((key) => key.id).filter((id) => !known.has(id));
  });
}

/** Nobody can use a key without its secret. */
async function wasUsed(cloud: Cloud, userName: string, keyId: string): Promise<boolean> {
  try {
    return (await cloud.keys.lastUsed(userName, keyId)).at !== null;
  } catch (error) {
    if (error instanceof CloudError && error.kind === 'not_found') return false;
    return viaCloud(() => Promise.reject(error));
  }
}

async function close(ctx: Ctx, account: Account, claim: Claim, found: Found): Promise<void> {
  await access(ctx, 'access-key:create', async (db) => {
    if (!(await settleClaim(db, ctx, claim.id, found.outcome))) return;
    await db.audit({
      action: 'access-key.lost-answer-resolved',
      target: { kind: 'sub-account', id: account.id },
      after: { userName: account.userName, requestedBy: claim.requestedBy, ...found },
    });
    if (found.outcome !== 'nothing') await tell(ctx, db, account, claim, found);
  });
}

async function tell(
  ctx: Ctx,
  db: Db,
  account: Account,
  claim: Claim,
  found: Exclude<Found, { outcome: 'nothing' }>,
): Promise<void> {
  const deleted = found.outcome === 'deleted';
  await raiseAlert(within(ctx, db), {
    type: 'access_key_lost',
    severity: deleted ? 'info' : 'warning',
    dedupeKey: `access-key-lost:${claim.id}`,
    subAccountId: account.id,
    cloudAccountId: account.cloudAccountId,
    details: {
      userName: account.userName,
      requestedBy: claim.requestedBy,
      outcome: found.outcome,
      accessKey: deleted ? found.accessKeyId : found.accessKeyIds.join(', '),
    },
  });
}
