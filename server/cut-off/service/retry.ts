/** Sagas that stopped: by a person's click, or by the watch that finds what nobody is working on. */
import { AppError } from '#lib/errors.ts';
import { access, type Db, platformAccess } from '#server/core/access.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import type { SagaRef } from '#server/cut-off/schema.ts';
import { sagaWithSteps } from './read.ts';

/** A saga without news for this long has lost its run. */
const STALLED_MS = 30 * 60_000;

/** Goes on with a failed saga from its first unfinished step. */
export async function retrySaga(ctx: Ctx, { sagaId }: SagaRef) {
  return access(ctx, 'sub-account:cut-off', async (db) => {
    const saga = await sagaWithSteps(ctx, db, sagaId);
    if (saga.state !== 'failed' || saga.finishedAt) throw new AppError('conflict', 'sub_account_busy');
    await db.saga.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: sagaId } },
      data: { state: 'running' },
    });
    await db.audit({
      action: saga.kind === 'cut_off' ? 'sub-account.cut-off.retry' : 'sub-account.restore.retry',
      target: { kind: 'sub-account', id: saga.subAccountId },
      after: { saga: sagaId },
    });
    await startAgain(db, saga);
    return sagaWithSteps(ctx, db, sagaId);
  });
}

/** Sagas that failed or stand still, over all tenants: a cut-off must not stay half done because nobody looked. */
export async function listStoppedSagas(ctx: PlatformCtx): Promise<{ tenantId: string; sagaId: string }[]> {
  const before = new Date(ctx.now().getTime() - STALLED_MS);
  return platformAccess(ctx, 'platform:jobs', async (tx) => {
    const rows = await tx.saga.findMany({
      where: {
        finishedAt: null,
        subAccount: { deletedAt: null },
        tenant: { status: { not: 'deleted' } },
        OR: [
          { state: 'failed', kind: 'cut_off' },
          { state: 'running', startedAt: { lt: before } },
        ],
        steps: { none: { finishedAt: { gte: before } } },
      },
      select: { id: true, tenantId: true },
      take: 500,
    });
    return rows.map((r) => ({ tenantId: r.tenantId, sagaId: r.id }));
  });
}

/** Sends a stopped saga on its way again. */
export async function resumeSaga(ctx: Ctx, { sagaId }: SagaRef): Promise<void> {
  await access(ctx, 'sub-account:cut-off', async (db) => {
    const saga = await sagaWithSteps(ctx, db, sagaId);
    if (!saga.finishedAt) await startAgain(db, saga);
  });
}

/** Closes what is open for a sub-account that is being deleted: what it had, it has no more. */
export async function closeSagas(ctx: Ctx, { subAccountId }: { subAccountId: string }): Promise<void> {
  await access(ctx, 'sub-account:cut-off', (db) =>
    db.saga.updateMany({
      where: { tenantId: ctx.tenant.id, subAccountId, finishedAt: null },
      data: { state: 'failed', finishedAt: ctx.now() },
    }),
  );
}

type Saga = Awaited<ReturnType<typeof sagaWithSteps>>;

/** The id holds the attempts made so far, so that two watchers send one event. */
async function startAgain(db: Db, saga: Saga): Promise<void> {
  const attempts = saga.steps.reduce((sum, s) => sum + s.attempts, 0);
  await db.emit(
    'cut-off/saga.started',
    { sagaId: saga.id, subAccountId: saga.subAccountId },
    `${saga.id}:again:${attempts}`,
  );
}
