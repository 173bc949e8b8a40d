/** The ledger: counters move only together with an entry that says why, and can be proved from the entries at any time. */
import { newId } from '#lib/ids.ts';
import { access, platformAccess } from '#server/core/access.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { contradictions, lockMoved, type Moved, writeSpending } from './queries.ts';
import type { CheckInvariantsInput } from './schema.ts';

/** The state of a sub-account's open bucket, as the next epoch takes it over. */
export type Opening = { id: string; epoch: number; granted: bigint; spent: bigint };

export type NextEpoch = {
  subAccountId: string;
  currency: string;
  /** The open bucket, null for the first epoch. */
  from: Opening | null;
  amount: bigint;
  reason: string;
  /** Hundredths of a percent: alert steps at or below it count as passed. */
  armedAbove: number;
};

/**
 * Ends the open epoch and begins the next: what was granted and spent is carried over, then the allocation is posted.
 * The caller holds the sub-account's row lock and has decided that the amount is allowed.
 */
export async function openEpoch(
  ctx: Ctx,
  { from, subAccountId, currency, amount, reason, armedAbove }: NextEpoch,
) {
  return access(ctx, 'quota:allocate', async (db) => {
    const tenantId = ctx.tenant.id;
    const at = ctx.now();
    const before = from?.granted ?? 0n;
    const spent = from?.spent ?? 0n;
    if (from) {
      await db.bucket.update({ where: { tenantId_id: { tenantId, id: from.id } }, data: { endsAt: at } });
    }
    const bucket = await db.bucket.create({
      data: {
        id: newId('bucket'),
        tenantId,
        kind: 'quota',
        subAccountId,
        epoch: (from?.epoch ?? 0) + 1,
        currency,
        granted: before + amount,
        spent,
        armedAbove,
        startsAt: at,
      },
    });
    const common = {
      tenantId,
      bucketId: bucket.id,
      actorKind: ctx.actor.kind,
      actorName: ctx.actor.name,
      causeId: ctx.requestId,
      at,
    };
    const carried = from
      ? { ...common, kind: 'carry' as const, before: 0n, counterparty: `bucket:${from.id}` }
      : null;
    const carry = carried && [
      { ...carried, id: newId('entry'), side: 'granted' as const, amount: before, after: before },
      { ...carried, id: newId('entry'), side: 'spent' as const, amount: spent, after: spent },
    ];
    const allocation = {
      ...common,
      id: newId('entry'),
      kind: 'allocation' as const,
      side: 'granted' as const,
      amount,
      before,
      after: bucket.granted,
      counterparty: `tenant:${tenantId}`,
      reason,
    };
    await db.entry.createMany({ data: [...(carry ?? []), allocation] });
    return { bucket, entry: allocation };
  });
}

/**
 * Brings the open buckets to new totals after the fact, up or down, with one entry for each that changes. The number of
 * statements does not grow with the number of totals. Returns what changed.
 */
export async function postSpending(
  ctx: Ctx,
  totals: readonly { subAccountId: string; spent: bigint }[],
  causeId: string,
): Promise<Moved[]> {
  return access(ctx, 'spending:check', async (db) => {
    const moved = await lockMoved(db, ctx.tenant.id, totals);
    if (moved.length === 0) return [];
    const entries = moved.map(({ bucketId, before, after, cloudAccountId }) => ({
      id: newId('entry'),
      bucketId,
      before,
      after,
      counterparty: `cloud:${cloudAccountId}`,
    }));
    const stamp = { actorKind: ctx.actor.kind, actorName: ctx.actor.name, causeId, at: ctx.now() };
    await writeSpending(db, ctx.tenant.id, entries, stamp);
    return moved;
  });
}

/**
 * Proves the counters from the entries, over all tenants: sums agree, epochs follow each other without a gap and take
 * over exactly, no hard limit is passed. No finding is the proof.
 */
export async function checkInvariants(ctx: PlatformCtx, { sample = 1_000_000 }: CheckInvariantsInput = {}) {
  return platformAccess(ctx, 'platform:read', (tx) => contradictions(tx, sample), { timeoutMs: 60_000 });
}
