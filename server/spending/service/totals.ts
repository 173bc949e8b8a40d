/** The totals that the database keeps, compared with the records again and again, and mended when somebody asks for it. */
import { z } from 'zod';
import { formatAmount } from '#lib/money.ts';
import { access, platformAccess, type Tx } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { metrics } from '#server/core/metrics.ts';
import { differenceIn, holdSpending, rebuildSlice, slicesAfter, tenantAfter } from './slices.ts';

/** The work of one run: so many slices, or what can be compared in this time. */
const AT_ONCE = 500;
const BUDGET_MS = 2_000;
const PORTION = 50;
/** More are counted and not listed: something is wrong altogether. */
const KEPT = 500;
const ROUND = 1;

const difference = z.object({
  tenantId: z.string(),
  slice: z.string(),
  parts: z.int(),
  /** Of the parts that differ, amounts as decimal strings. */
  kept: z.string(),
  counted: z.string(),
  since: z.coerce.date(),
  /** Start of the round that saw it last. */
  seen: z.coerce.date(),
});
export type TotalsDifference = z.output<typeof difference>;

/**
 * Compares some slices of the totals with what they are made of and goes on behind them the next time, tenant after
 * tenant, round after round. What differs is kept until it is found equal; nothing is changed.
 */
export async function compareTotals(ctx: PlatformCtx): Promise<{ compared: number; differences: number }> {
  return platformAccess(ctx, 'platform:jobs', (tx) => compareSome(ctx, tx), { timeoutMs: 60_000 });
}

/** Everything once, from the first tenant on, in as many portions as it takes. */
export async function compareAllTotals(
  ctx: PlatformCtx,
): Promise<Pick<TotalsState, 'slices' | 'differences'>> {
  const startedAt = ctx.now();
  await platformAccess(ctx, 'platform:jobs', async (tx) => {
    await lockRound(ctx, tx);
    const anew = { tenant: '', slice: '', startedAt, slices: 0 };
    await tx.totalsRound.update({ where: { id: ROUND }, data: anew });
  });
  for (;;) {
    await compareTotals(ctx);
    const state = await readTotals(ctx);
    if (state?.finishedAt && state.finishedAt >= startedAt) return state;
  }
}

async function compareSome(ctx: PlatformCtx, tx: Tx) {
  const round = await lockRound(ctx, tx);
  const began = performance.now();
  let { tenant, slice, differences: found } = round;
  let compared = 0;
  let isOver = false;
  const mayGoOn = () => compared < AT_ONCE && performance.now() - began < BUDGET_MS;
  while (mayGoOn() && !isOver) {
    const next = tenant === '' ? [] : await slicesAfter(tx, { tenantId: tenant, slice }, PORTION);
    for (const each of next) {
      if (!mayGoOn()) break;
      found = await compareSlice(
        ctx,
        tx,
        { tenantId: tenant, slice: each },
        { found, round: round.startedAt },
      );
      slice = each;
      compared += 1;
    }
    if (next.length > 0) continue;
    const following = await tenantAfter(tx, tenant);
    isOver = following === null;
    [tenant, slice] = [following ?? '', ''];
  }
  const slices = round.slices + compared;
  // What no round comes by any more is gone, such as a deleted tenant.
  if (isOver) found = found.filter((each) => each.seen >= round.startedAt);
  const ended = { startedAt: ctx.now(), slices: 0, finishedAt: ctx.now(), finishedSlices: slices };
  await tx.totalsRound.update({
    where: { id: ROUND },
    data: { tenant, slice, slices, differences: stored(found), ...(isOver && ended) },
  });
  metrics.totalsCompared().inc(compared);
  return { compared, differences: found.length };
}

type Seen = { found: TotalsDifference[]; round: Date };

async function compareSlice(
  ctx: PlatformCtx,
  tx: Tx,
  at: { tenantId: string; slice: string },
  { found, round }: Seen,
): Promise<TotalsDifference[]> {
  const isSame = (each: TotalsDifference) => each.tenantId === at.tenantId && each.slice === at.slice;
  const known = found.find(isSame);
  const differs = await differenceIn(tx, at);
  if (!differs && !known) return found;
  const others = found.filter((each) => !isSame(each));
  if (!differs) return others;
  const [kept, counted] = [formatAmount(differs.kept), formatAmount(differs.counted)];
  const { parts } = differs;
  if (!known)
    log.error({ ...at, parts, kept, counted }, 'totals differ from the records that they are made of');
  if (!known && others.length >= KEPT) return others;
  return [...others, { ...at, parts, kept, counted, since: known?.since ?? ctx.now(), seen: round }];
}

export type TotalsState = {
  startedAt: Date;
  finishedAt: Date | null;
  /** Slices of the last complete round. */
  slices: number;
  differences: TotalsDifference[];
};

/** How far the comparison is and what it has found, longest known first; null before it has run. */
export async function readTotals(ctx: PlatformCtx): Promise<TotalsState | null> {
  return platformAccess(ctx, 'platform:read', async (tx) => {
    const row = await tx.totalsRound.findUnique({ where: { id: ROUND } });
    if (!row) return null;
    const { startedAt, finishedAt, finishedSlices: slices } = row;
    return { startedAt, finishedAt, slices, differences: parsed(row.differences) };
  });
}

/** Makes the slices that are known to differ what the records say, each in a transaction of its own. Returns them. */
export async function repairTotals(ctx: PlatformCtx): Promise<TotalsDifference[]> {
  const found = (await readTotals(ctx))?.differences ?? [];
  const ids = found.map(({ tenantId }) => tenantId);
  const tenants = await platformAccess(ctx, 'platform:read', (tx) =>
    tx.tenant.findMany({ where: { id: { in: ids }, status: { not: 'deleted' } }, select: { id: true } }),
  );
  // A total is made of months, so these come first. A tenant may be gone by now.
  const known = found
    .filter(({ tenantId }) => tenants.some(({ id }) => id === tenantId))
    .toSorted((a, b) => (a.slice < b.slice ? -1 : 1));
  for (const each of known) await repairSlice(ctx, each);
  return known;
}

async function repairSlice(ctx: PlatformCtx, { tenantId, slice, kept, counted }: TotalsDifference) {
  const inside = { ...(await jobCtx(ctx.actor.name, tenantId, ctx.requestId)), source: ctx.source };
  await access(inside, 'spending:check', async (db) => {
    await holdSpending(db, tenantId);
    await rebuildSlice(db, { tenantId, slice });
    await db.audit({
      action: 'totals.repair',
      target: { kind: 'tenant', id: tenantId },
      before: { slice, amount: kept },
      after: { amount: counted },
    });
  });
  await platformAccess(ctx, 'platform:jobs', async (tx) => {
    const { differences } = await lockRound(ctx, tx);
    const left = differences.filter((other) => other.tenantId !== tenantId || other.slice !== slice);
    await tx.totalsRound.update({ where: { id: ROUND }, data: { differences: stored(left) } });
  });
}

/** The one row, made where it is missing. Who comes second waits. */
async function lockRound(ctx: PlatformCtx, tx: Tx) {
  const data = { id: ROUND, startedAt: ctx.now(), differences: [] };
  await tx.totalsRound.createMany({ data: [data], skipDuplicates: true });
  await tx.$queryRaw`select 1 from totals_round where id = ${ROUND} for update`;
  const row = await tx.totalsRound.findUniqueOrThrow({ where: { id: ROUND } });
  return { ...row, differences: parsed(row.differences) };
}

const parsed = (value: unknown) => z.array(difference).parse(value);

const stored = (differences: readonly TotalsDifference[]) =>
  differences.map((each) => ({ ...each, since: each.since.toISOString(), seen: each.seen.toISOString() }));
