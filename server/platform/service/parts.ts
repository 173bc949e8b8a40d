/** The parts of an installation, each of which answers for itself. */

import { statfs } from 'node:fs/promises';
import { getHeapStatistics } from 'node:v8';
import type { PartName } from '#lib/health-parts.ts';
import { platformAccess, type Tx } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { jobDesk } from '#server/core/job-desk.ts';
import { executorPool, jobsAreEmbedded } from '#server/core/jobs.ts';
import { maskText } from '#server/core/mask.ts';
import { checkInvariants } from '#server/ledger/service.ts';
import { grade, gradeDisk, gradeMemory } from '#server/platform/policy.ts';
import { failingChannels, type Unwell, unwellClouds } from '#server/platform/queries.ts';
import type { HealthPart, Trouble } from '#server/platform/schema.ts';
import { readTotals } from '#server/spending/service/totals.ts';

export type Finding = Pick<HealthPart, 'state' | 'detail'> & { since?: Date | null; troubles?: Trouble[] };

/** Longer than this and a part counts as silent. */
export const ANSWER_MS = 5_000;
const LEDGER_SAMPLE = 200;
const SHOWN = 5;
const HOUR_MS = 3_600_000;
/** A round of the comparison of totals that takes longer has stopped, or the installation has outgrown its pace. */
const ROUND_HOURS = 72;

/** Null means that this installation has no such part. */
export const parts: Record<PartName, (ctx: PlatformCtx) => Promise<Finding | null>> = {
  database: async (ctx) => {
    const { ms, size } = await read(ctx, async (tx) => {
      const began = performance.now();
      await tx.$queryRaw`select 1`;
      const ms = Math.round(performance.now() - began);
      const [row] = await tx.$queryRaw<
        { size: bigint }[]
      >`select pg_database_size(current_database()) as size`;
      return { ms, size: Number(row?.size ?? 0) };
    });
    return {
      state: grade(ms, { degraded: 250, down: ANSWER_MS }),
      detail: { ms, megabytes: Math.round(size / 1e6) },
    };
  },
  jobs: async () => {
    if (!jobsAreEmbedded()) return { state: 'ok', detail: { embedded: false } };
    const led = await somebodyLeads();
    const figures = await jobDesk()?.figures();
    const waiting = Math.max(0, Math.round(figures?.oldestSeconds ?? 0));
    return {
      state: led ? grade(waiting, { degraded: 60, down: 900 }) : 'down',
      detail: { embedded: true, led, waiting, failed: figures?.failed24h ?? 0 },
    };
  },
  queue: async () => {
    const figures = await jobDesk()?.figures();
    if (!figures) return null;
    const { queued, running } = figures;
    // A deep queue that moves is work, not a fault; a fault shows in how long the oldest job waits.
    return {
      state: grade(queued, { degraded: 1_000, down: 100_000 }),
      detail: { depth: queued + running, queued, running },
    };
  },
  outbox: async (ctx) => {
    const { count, oldest } = await read(ctx, async (tx) => {
      const found = await tx.outboxEvent.aggregate({
        where: { sentAt: null, tenant: { status: { not: 'deleted' } } },
        _count: true,
        _min: { createdAt: true },
      });
      return { count: found._count, oldest: found._min.createdAt };
    });
    const seconds = oldest ? Math.max(0, Math.round((ctx.now().getTime() - oldest.getTime()) / 1000)) : 0;
    return { state: grade(seconds, { degraded: 60, down: 900 }), detail: { count, seconds }, since: oldest };
  },
  clouds: async (ctx) => {
    const { unwell, all } = await read(ctx, async (tx) => ({
      unwell: await unwellClouds(tx, ctx.now(), SHOWN),
      all: await tx.cloudAccount.count({ where: { disconnectedAt: null } }),
    }));
    const { failing, stale } = unwell[0] ?? { failing: 0, stale: 0 };
    return {
      state: failing + stale > 0 ? 'degraded' : 'ok',
      detail: { all, failing, stale, unwell: failing + stale },
      troubles: troublesOf(unwell),
    };
  },
  channels: async (ctx) => {
    const { unwell, all } = await read(ctx, async (tx) => ({
      unwell: await failingChannels(tx, SHOWN),
      all: await tx.channel.count({ where: { enabled: true } }),
    }));
    const failing = unwell[0]?.failing ?? 0;
    return {
      state: failing > 0 ? 'degraded' : 'ok',
      detail: { all, failing },
      troubles: troublesOf(unwell),
    };
  },
  ledger: async (ctx) => {
    const { buckets, findings } = await checkInvariants(ctx, { sample: LEDGER_SAMPLE });
    const shown = findings.slice(0, SHOWN);
    const whose = await tenantsOf(ctx, shown);
    const troubles = shown.map(({ tenantId, kind, bucketId, expected, actual }) => ({
      id: `${bucketId} ${kind}`,
      tenant: whose(tenantId),
      kind,
      what: bucketId,
      message: `${expected} ≠ ${actual}`,
      wellAt: null,
    }));
    return {
      state: findings.length > 0 ? 'down' : 'ok',
      detail: { buckets, findings: findings.length },
      troubles,
    };
  },
  totals: async (ctx) => {
    const state = await readTotals(ctx);
    if (!state) return { state: 'ok', detail: { slices: 0, differences: 0, hours: 0 } };
    const { startedAt, finishedAt, slices, differences } = state;
    const hours = Math.floor((ctx.now().getTime() - (finishedAt ?? startedAt).getTime()) / HOUR_MS);
    const shown = differences.toSorted((a, b) => a.since.getTime() - b.since.getTime()).slice(0, SHOWN);
    const whose = await tenantsOf(ctx, shown);
    return {
      state: differences.length > 0 ? 'down' : grade(hours, { degraded: ROUND_HOURS, down: Infinity }),
      detail: { slices, differences: differences.length, hours: Math.max(0, hours) },
      since: shown[0]?.since ?? null,
      troubles: shown.map(({ tenantId, slice, kept, counted }) => ({
        id: `${tenantId} ${slice}`,
        tenant: whose(tenantId),
        kind: 'totals_differ',
        what: slice,
        message: `${counted} ≠ ${kept}`,
        wellAt: null,
      })),
    };
  },
  disk: async () => {
    const disk = await statfs(env().AIRGATE_DATA_DIR).catch(() => null);
    if (!disk) return null;
    const [free, total] = [disk.bavail * disk.bsize, disk.blocks * disk.bsize];
    const percent = total > 0 ? Math.round((free / total) * 100) : 0;
    return { state: gradeDisk(free, total), detail: { gigabytes: Math.round(free / 1e8) / 10, percent } };
  },
  memory: async () => {
    const { rss } = process.memoryUsage();
    const { used_heap_size: heapUsed, heap_size_limit: heapLimit } = getHeapStatistics();
    const available = process.availableMemory();
    const megabytes = (bytes: number) => Math.round(bytes / 1024 ** 2);
    return {
      state: gradeMemory({ heapUsed, heapLimit, available }),
      detail: {
        megabytes: megabytes(rss),
        heap: Math.round((heapUsed / heapLimit) * 100),
        available: megabytes(available),
      },
    };
  },
};

/** Names of the tenants that something was found in. */
async function tenantsOf(ctx: PlatformCtx, found: readonly { tenantId: string }[]) {
  const ids = [...new Set(found.map(({ tenantId }) => tenantId))];
  const select = { id: true, slug: true, name: true };
  const tenants =
    ids.length > 0 ? await read(ctx, (tx) => tx.tenant.findMany({ where: { id: { in: ids } }, select })) : [];
  return (tenantId: string) => tenants.find(({ id }) => id === tenantId) ?? { slug: '', name: tenantId };
}

const read = <T>(ctx: PlatformCtx, fn: (tx: Tx) => Promise<T>) => platformAccess(ctx, 'platform:read', fn);

function troublesOf(rows: readonly Unwell[]): Trouble[] {
  return rows.map(({ id, slug, tenant, kind, what, message, wellAt }) => ({
    id,
    tenant: { slug, name: tenant },
    kind,
    what,
    message: message === null ? null : maskText(message),
    wellAt,
  }));
}

/** Whether any process holds the executor's lock; this one may be standing by or run no jobs at all. */
export async function somebodyLeads(): Promise<boolean> {
  const { rowCount } = await executorPool().query(
    `select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 1
       and database = (select oid from pg_database where datname = current_database())
       and ((classid::bigint << 32) | objid::bigint) = hashtextextended('executor.leader', 0)`,
  );
  return rowCount !== 0;
}
