/** How the parts of the installation are, each asked on its own so that a broken one hides no other. */
import { type PartName, partNames } from '#lib/health-parts.ts';
import { platformAccess } from '#server/core/access.ts';
import { type PlatformCtx, platformSystemCtx } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { once } from '#server/core/registry.ts';
import { worst } from './policy.ts';
import { type HealthPart, type HealthState, healthStates } from './schema.ts';
import { ANSWER_MS, type Finding, parts } from './service/parts.ts';

export type Health = { state: HealthState; at: Date; parts: HealthPart[] };

const KEPT_MS = 5_000;
/** An older sample says nothing about now. */
const SAMPLE_HOLDS_MS = 10 * 60_000;
/** What everything stands on, and what a probe asks anew; the rest is looked at once a minute. */
const QUICK: readonly PartName[] = ['database', 'jobs', 'outbox'];

/** Took too long, which says nothing about what the answer would have been. */
class Late extends Error {}

/**
 * Asks the parts. One that fails is down. One that takes longer than five seconds is degraded, or down where everything
 * else waits for it.
 */
export async function getHealth(ctx: PlatformCtx, names: readonly PartName[] = partNames): Promise<Health> {
  const asked = names.map(async (name): Promise<HealthPart[]> => {
    const found = await bounded(parts[name](ctx)).catch((error: unknown): Finding => {
      log.warn({ err: error, part: name }, 'health: a part does not answer');
      const only = error instanceof Late && !QUICK.includes(name);
      return { state: only ? 'degraded' : 'down', detail: {} };
    });
    return found ? [{ ...found, name, troubles: found.troubles ?? [], since: found.since ?? null }] : [];
  });
  const found = (await Promise.all(asked)).flat();
  return { state: worst(found.map((part) => part.state)), at: ctx.now(), parts: found };
}

type Brief = { state: HealthState; parts: Partial<Record<PartName, HealthState>> };
type Kept = { at: number; health: Promise<Brief> };
const kept = () => once('public-health', (): { last?: Kept } => ({}));

/** The state of every part without a figure, for probes; asked anew at most every five seconds. */
export async function getPublicHealth(): Promise<Brief> {
  const ctx = platformSystemCtx('health');
  const at = ctx.now().getTime();
  const holder = kept();
  if (!holder.last || at - holder.last.at >= KEPT_MS) holder.last = { at, health: brief(ctx) };
  return holder.last.health;
}

async function brief(ctx: PlatformCtx): Promise<Brief> {
  const quick = await getHealth(ctx, QUICK);
  const sampled = await sampledStates(ctx).catch(() => ({}));
  const asked = Object.fromEntries(quick.parts.map((part) => [part.name, part.state]));
  const states: Brief['parts'] = { ...sampled, ...asked };
  return { state: worst(Object.values(states)), parts: states };
}

/** The states of the last sample, unless it is too old to count. */
export async function sampledStates(ctx: PlatformCtx): Promise<Partial<Record<PartName, HealthState>>> {
  const since = new Date(ctx.now().getTime() - SAMPLE_HOLDS_MS);
  const rows = await platformAccess(ctx, 'platform:read', (tx) =>
    tx.healthSample.findMany({
      where: { grain: 'minute', at: { gte: since } },
      orderBy: { at: 'asc' },
      select: { part: true, state: true },
    }),
  );
  const known = rows.flatMap(({ part, state }) => {
    const name = partNames.find((each) => each === part);
    const value = healthStates.find((each) => each === state);
    return name && value ? [[name, value]] : [];
  });
  return Object.fromEntries(known);
}

async function bounded<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`no answer in ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
