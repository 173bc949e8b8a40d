/** The sweep of one check: it asks the cloud for its date, reads slice by slice, and replaces each only when it is whole. */
import { AppError, notFound } from '#lib/errors.ts';
import { dayOf } from '#lib/periods.ts';
import { type BillSlice, CloudError } from '#server/clouds/provider.ts';
import { noteContact, openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { billingOf } from '#server/quotas/service/freshness.ts';
import { daysOf, planSlices } from '#server/spending/policy.ts';
import { replaceSlice } from '#server/spending/queries.ts';
import type { CheckError, CheckRef } from '#server/spending/schema.ts';
import { type Aggregate, billSums } from './aggregate.ts';

/** A bill may move while it is read; then the slice is read again from its start. */
const READINGS = 3;
/** Pages after which a long slice gives a sign of life. */
const HEARTBEAT_PAGES = 25;

/** Asks the cloud for its date and plans the slices; null when the check has ended meanwhile. */
export async function beginCheck(ctx: Ctx, { checkId }: CheckRef): Promise<{ slices: BillSlice[] } | null> {
  const check = await findCheck(ctx, checkId);
  if (check.state !== 'running') return null;
  return keepingError(ctx, checkId, async () => {
    const cloud = await openCloudAccount(ctx, check.cloudAccountId);
    const { cloudTime } = await viaCloud(() => cloud.identity());
    const today = dayOf(cloudTime, billingOf(check.cloudAccount.provider, ctx).billTimeZone);
    const slices = planSlices(today, check.deep);
    await access(ctx, 'spending:check', async (db) => {
      await progress(ctx, db, checkId, { cloudTime, slicesTotal: slices.length });
      await noteContact(within(ctx, db), check.cloudAccountId, 'ok');
    });
    return { slices };
  });
}

/**
 * Reads one slice to its end, then replaces what was known of it in one transaction. Throws without having changed
 * anything when a page fails, the pages do not add up, or the check has ended.
 */
export async function readSlice(
  ctx: Ctx,
  { checkId, slice, index }: CheckRef & { slice: BillSlice; index: number },
) {
  const { cloudAccountId } = await findCheck(ctx, checkId);
  return keepingError(ctx, checkId, async () => {
    const { sums, pages, rows } = await readWhole(ctx, { checkId, cloudAccountId, slice });
    return access(
      ctx,
      'spending:check',
      async (db) => {
        const place = { tenantId: ctx.tenant.id, cloudAccountId };
        const { slicesDone } = await lockRunning(ctx, db, checkId);
        const days = daysOf(slice);
        const cause = {
          ...days,
          source: slice.source,
          currency: ctx.tenant.currency,
          checkId,
          at: ctx.now(),
        };
        const changed = await replaceSlice(db, place, cause, sums);
        // A step that is repeated after its commit must not count twice.
        const counts = slicesDone > index ? {} : { pages: { increment: pages }, rows: { increment: rows } };
        await progress(ctx, db, checkId, {
          slicesDone: Math.max(slicesDone, index + 1),
          changed: { increment: changed },
          ...counts,
        });
        return { pages, rows, changed };
      },
      { timeoutMs: 60_000 },
    );
  });
}

type Reading = { sums: Aggregate[]; pages: number; rows: number };
type Wanted = { checkId: string; cloudAccountId: string; slice: BillSlice };

async function readWhole(ctx: Ctx, wanted: Wanted): Promise<Reading> {
  const cloud = await openCloudAccount(ctx, wanted.cloudAccountId);
  return viaCloud(async () => {
    for (let reading = 1; ; reading += 1) {
      try {
        return await readOnce(ctx, wanted, cloud.bills.read(wanted.slice));
      } catch (error) {
        const moved = error instanceof CloudError && error.code === 'bill_changed';
        if (!moved || reading === READINGS) throw error;
      }
    }
  });
}

async function readOnce(
  ctx: Ctx,
  { checkId }: Wanted,
  bill: AsyncIterable<{ rows: Parameters<ReturnType<typeof billSums>['add']>[0] }>,
): Promise<Reading> {
  const sums = billSums(ctx.tenant.currency);
  let pages = 0;
  let rows = 0;
  for await (const page of bill) {
    sums.add(page.rows);
    pages += 1;
    rows += page.rows.length;
    if (pages % HEARTBEAT_PAGES === 0)
      await access(ctx, 'spending:check', (db) => progress(ctx, db, checkId, {}));
  }
  return { sums: sums.result(), pages, rows };
}

/** The check's row under a lock. */
export async function lockCheck(ctx: Ctx, db: Db, checkId: string) {
  const tenantId = ctx.tenant.id;
  await db.$queryRaw`
    select 1 from spending_check where tenant_id = ${tenantId} and id = ${checkId} for no key update`;
  return db.spendingCheck.findFirst({ where: { tenantId, id: checkId } });
}

async function lockRunning(ctx: Ctx, db: Db, checkId: string) {
  const row = await lockCheck(ctx, db, checkId);
  if (row?.state !== 'running') throw new AppError('conflict', 'check_closed');
  return row;
}

async function findCheck(ctx: Ctx, checkId: string) {
  const row = await access(ctx, 'spending:check', (db) =>
    db.spendingCheck.findFirst({
      where: { tenantId: ctx.tenant.id, id: checkId },
      include: { cloudAccount: { select: { provider: true } } },
    }),
  );
  if (!row) throw notFound('spending check');
  return row;
}

type Progress = Parameters<Db['spendingCheck']['updateMany']>[0]['data'];

async function progress(ctx: Ctx, db: Db, checkId: string, data: Progress) {
  await db.spendingCheck.updateMany({
    where: { tenantId: ctx.tenant.id, id: checkId, state: 'running' },
    data: { ...data, error: JSON_NULL, progressAt: ctx.now() },
  });
}

/** Keeps why the last attempt failed beside the running check, for whoever watches and for the end of it. */
async function keepingError<T>(ctx: Ctx, checkId: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    const known = cause instanceof AppError;
    const error: CheckError = {
      reason: known ? cause.reason : 'internal',
      params: known ? cause.params : {},
      at: ctx.now().toISOString(),
    };
    await access(ctx, 'spending:check', (db) =>
      db.spendingCheck.updateMany({
        where: { tenantId: ctx.tenant.id, id: checkId, state: 'running' },
        data: { error, progressAt: ctx.now() },
      }),
    );
    throw cause;
  }
}
