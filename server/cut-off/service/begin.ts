/** Beginning a cut-off or a restore: its rows and its event in one transaction; the job does the rest. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { formatAmount } from '#lib/money.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { providerOf } from '#server/clouds/providers.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { assertCanCutOff, assertCanRestore, stepNames } from '#server/cut-off/policy.ts';
import type { CutOffInput, SagaReason } from '#server/cut-off/schema.ts';
import { settingOf } from '#server/settings/service.ts';
import { sagaWithSteps } from './read.ts';

/** Cuts off by hand. */
export async function cutOff(ctx: Ctx, { subAccountId }: CutOffInput) {
  return access(ctx, 'sub-account:cut-off', async (db) => {
    const account = await lockSubAccount(db, ctx, subAccountId);
    assertCanCutOff(account, account.lastSaga);
    return begin(ctx, db, account, 'cut_off', 'manual', null);
  });
}

/** Restores by hand what a cut-off disabled. Refused while spending is at or above the quota. */
export async function restore(ctx: Ctx, { subAccountId }: CutOffInput) {
  return access(ctx, 'sub-account:restore', (db) => beginRestore(ctx, db, subAccountId, 'manual'));
}

type AtLimit = { subAccountId: string; bucketId: string };

/**
 * Cuts off because spending has reached the quota. Does nothing when a later allocation has cleared the limit or it is
 * cut off already; a protected sub-account is only alerted. Throws `conflict` while a restore runs: come back later.
 */
export async function cutOffAtLimit(ctx: Ctx, { subAccountId, bucketId }: AtLimit) {
  return access(ctx, 'sub-account:cut-off', async (db) => {
    const account = await findLocked(db, ctx, subAccountId);
    if (!account) return 'cleared';
    const quota = openQuota(account);
    if (!quota || quota.id !== bucketId || quota.spent < quota.granted) return 'cleared';
    if (account.state === 'cut_off' || account.state === 'cutting_off') return 'already';
    if (account.protected) {
      await raiseAlert(within(ctx, db), {
        type: 'protected_over_limit',
        severity: 'critical',
        dedupeKey: `protected-over-limit:${bucketId}`,
        subAccountId,
        cloudAccountId: account.cloudAccountId,
        details: { userName: account.userName, ...figures(quota) },
      });
      return 'protected';
    }
    assertCanCutOff(account, account.lastSaga);
    await begin(ctx, db, account, 'cut_off', 'limit', quota);
    return 'begun';
  });
}

/** After an allocation cleared the limit: restores what the limit had cut off, where the tenant wants that by itself. */
export async function restoreWhenCleared(ctx: Ctx, { subAccountId, bucketId }: AtLimit) {
  if ((await settingOf(ctx, 'quota.restoreMode')) !== 'automatic') return 'offered';
  return access(ctx, 'sub-account:restore', async (db) => {
    const account = await findLocked(db, ctx, subAccountId);
    if (!account || openQuota(account)?.id !== bucketId || account.state === 'active')
      return 'nothing to restore';
    if (account.lastSaga?.kind !== 'cut_off' || account.lastSaga.reason !== 'limit')
      return 'not cut off by the limit';
    await beginRestore(ctx, db, subAccountId, 'allocation');
    return 'begun';
  });
}

async function beginRestore(ctx: Ctx, db: Db, subAccountId: string, reason: SagaReason) {
  const account = await lockSubAccount(db, ctx, subAccountId);
  assertCanRestore(account, account.lastSaga);
  const quota = openQuota(account);
  if (quota && quota.spent >= quota.granted) {
    throw new AppError('precondition_failed', 'sub_account_over_limit', { params: figures(quota) });
  }
  return begin(ctx, db, account, 'restore', reason, quota);
}

type Account = Awaited<ReturnType<typeof lockSubAccount>>;
type Quota = { id: string; spent: bigint; granted: bigint; currency: string };

async function begin(
  ctx: Ctx,
  db: Db,
  account: Account,
  kind: 'cut_off' | 'restore',
  reason: SagaReason,
  quota: Quota | null,
) {
  const id = newId('saga');
  const tenantId = ctx.tenant.id;
  const { valveSteps } = providerOf(account.cloudAccount.provider, ctx.now).capabilities;
  // A saga that failed half-way is closed by the one that turns it round.
  await db.saga.updateMany({
    where: { tenantId, subAccountId: account.id, finishedAt: null },
    data: { finishedAt: ctx.now() },
  });
  await db.saga.create({
    data: {
      id,
      tenantId,
      subAccountId: account.id,
      kind,
      reason,
      requestedBy: ctx.actor.name,
      startedAt: ctx.now(),
      ...(account.openCutOff && { reverses: account.openCutOff.id }),
      steps: {
        create: stepNames(kind, valveSteps).map((name, position) => ({
          id: newId('sagaStep'),
          position,
          name,
        })),
      },
    },
  });
  const state = kind === 'cut_off' ? 'cutting_off' : 'restoring';
  await db.subAccount.update({ where: { tenantId_id: { tenantId, id: account.id } }, data: { state } });
  await db.audit({
    action: kind === 'cut_off' ? 'sub-account.cut-off' : 'sub-account.restore',
    target: { kind: 'sub-account', id: account.id },
    before: { state: account.state },
    after: { state, reason, saga: id, ...(quota && figures(quota)) },
  });
  await db.emit('cut-off/saga.started', { sagaId: id, subAccountId: account.id }, `${id}:1`);
  return sagaWithSteps(ctx, db, id);
}

async function lockSubAccount(db: Db, ctx: Ctx, subAccountId: string) {
  const account = await findLocked(db, ctx, subAccountId);
  if (!account) throw notFound('sub-account');
  return account;
}

/**
 * The sub-account under a row lock, with its quota and its latest sagas: whoever decides about it decides alone. Null
 * once it is deleted.
 */
async function findLocked(db: Db, ctx: Ctx, subAccountId: string) {
  const tenantId = ctx.tenant.id;
  await db.$queryRaw`
    select 1 from sub_account where tenant_id = ${tenantId} and id = ${subAccountId} for no key update`;
  const row = await db.subAccount.findFirst({
    where: { tenantId, id: subAccountId, deletedAt: null },
    include: {
      cloudAccount: { select: { provider: true } },
      buckets: { where: { endsAt: null } },
      sagas: { orderBy: { id: 'desc' }, take: 10 },
    },
  });
  if (!row) return null;
  const lastSaga = row.sagas[0] ?? null;
  // The cut-off that still holds, wholly or in part. A restore reverses it; a cut-off that turns a failed restore round
  // goes on from its snapshot, so that what is off because of AirGate is not taken for off before AirGate.
  const openCutOff = row.state === 'active' ? null : (row.sagas.find((s) => s.kind === 'cut_off') ?? null);
  return { ...row, lastSaga, openCutOff };
}

function openQuota(account: { buckets: Quota[] }): Quota | null {
  return account.buckets[0] ?? null;
}

function figures(quota: Quota) {
  return { spent: formatAmount(quota.spent), granted: formatAmount(quota.granted), currency: quota.currency };
}
