/** How the parts of the installation are, each asked on its own so that a broken one hides no other. */
import { statfs } from 'node:fs/promises';
import { JSON_NULL, platformAccess, type Tx } from '#server/core/access.ts';
import { type PlatformCtx, platformSystemCtx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { executorPool, jobsAreEmbedded } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { once } from '#server/core/registry.ts';
import { checkInvariants } from '#server/ledger/service.ts';
import { grade, gradeDisk, worst } from './policy.ts';
import { type HealthPart, type HealthState, type PartName, partNames } from './schema.ts';

export type ExecutorHealth = () => Promise<{
  leader: boolean;
  queued: number;
  running: number;
  oldestSeconds: number | null;
  failed24h: number;
}>;

export type Health = { state: HealthState; at: Date; parts: HealthPart[] };

type Finding = Omit<HealthPart, 'name' | 'since'> & { since?: Date | null };

const ANSWER_MS = 5_000;
const KEPT_MS = 5_000;
const LEDGER_SAMPLE = 500;

/** The executor of this process, kept where both instances of this module in it find it. */
const executor = () => once('executor-health', (): { health?: ExecutorHealth } => ({}));

/** Lets health ask the job executor of this process. */
export function reportExecutor(health: ExecutorHealth): void {
  executor().health = health;
}

/** Asks every part; one that fails or takes longer than five seconds is down. */
export async function getHealth(ctx: PlatformCtx): Promise<Health> {
  const asked = partNames.map(async (name): Promise<HealthPart[]> => {
    const found = await bounded(parts[name](ctx)).catch((error: unknown): Finding => {
      log.warn({ err: error, part: name }, 'health: a part does not answer');
      return { state: 'down', detail: {} };
    });
    return found ? [{ ...found, name, since: found.since ?? null }] : [];
  });
  const found = (await Promise.all(asked)).flat();
  return { state: worst(found.map((part) => part.state)), at: ctx.now(), parts: found };
}

type Kept = { at: number; health: Promise<Health> };
const kept = () => once('public-health', (): { last?: Kept } => ({}));

/** The state of every part without a figure, for probes; asked anew at most every five seconds. */
export async function getPublicHealth() {
  const ctx = platformSystemCtx('health');
  const at = ctx.now().getTime();
  const holder = kept();
  if (!holder.last || at - holder.last.at >= KEPT_MS) holder.last = { at, health: getHealth(ctx) };
  const { state, parts: all } = await holder.last.health;
  return { state, parts: Object.fromEntries(all.map((part) => [part.name, part.state])) };
}

/** Each answers for itself; null means that this installation has no such part. */
const parts: Record<PartName, (ctx: PlatformCtx) => Promise<Finding | null>> = {
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
    const health = await executor().health?.();
    const waiting = Math.max(0, Math.round(health?.oldestSeconds ?? 0));
    const { queued = 0, running = 0, failed24h = 0 } = health ?? {};
    const late = grade(waiting, { degraded: 60, down: 900 });
    return {
      state: led ? late : 'down',
      detail: { embedded: true, led, queued, running, failed: failed24h, waiting },
    };
  },
  outbox: async (ctx) => {
    const { count, oldest } = await read(ctx, async (tx) => {
      const found = await tx.outboxEvent.aggregate({
        where: { sentAt: null },
        _count: true,
        _min: { createdAt: true },
      });
      return { count: found._count, oldest: found._min.createdAt };
    });
    const seconds = oldest ? Math.max(0, Math.round((ctx.now().getTime() - oldest.getTime()) / 1000)) : 0;
    return { state: grade(seconds, { degraded: 60, down: 900 }), detail: { count, seconds }, since: oldest };
  },
  clouds: async (ctx) => {
    const { failing, all } = await read(ctx, async (tx) => ({
      failing: await tx.cloudAccount.count({ where: { status: 'failing', disconnectedAt: null } }),
      all: await tx.cloudAccount.count({ where: { disconnectedAt: null } }),
    }));
    return { state: failing > 0 ? 'degraded' : 'ok', detail: { failing, all } };
  },
  channels: async (ctx) => {
    const { failing, all } = await read(ctx, async (tx) => ({
      failing: await tx.channel.count({ where: { enabled: true, lastError: { not: JSON_NULL } } }),
      all: await tx.channel.count({ where: { enabled: true } }),
    }));
    return { state: failing > 0 ? 'degraded' : 'ok', detail: { failing, all } };
  },
  ledger: async (ctx) => {
    const { buckets, findings } = await checkInvariants(ctx, { sample: LEDGER_SAMPLE });
    return { state: findings.length > 0 ? 'down' : 'ok', detail: { buckets, findings: findings.length } };
  },
  disk: async () => {
    const disk = await statfs(env().AIRGATE_DATA_DIR).catch(() => null);
    if (!disk) return null;
    const [free, total] = [disk.bavail * disk.bsize, disk.blocks * disk.bsize];
    const percent = total > 0 ? Math.round((free / total) * 100) : 0;
    return { state: gradeDisk(free, total), detail: { gigabytes: Math.round(free / 1e8) / 10, percent } };
  },
};

const read = <T>(ctx: PlatformCtx, fn: (tx: Tx) => Promise<T>) => platformAccess(ctx, 'platform:read', fn);

/** Whether any process holds the executor's lock; this one may be standing by or run no jobs at all. */
async function somebodyLeads(): Promise<boolean> {
  const { rowCount } = await executorPool().query(
    `select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 1
       and database = (select oid from pg_database where datname = current_database())
       and ((classid::bigint << 32) | objid::bigint) = hashtextextended('executor.leader', 0)`,
  );
  return rowCount !== 0;
}

async function bounded<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
