/** How the installation was: a sample a minute, kept for a week, and summed up by the hour for a quarter. */
import { leadingFigures, partNames } from '#lib/health-parts.ts';
import { platformAccess, type Tx } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { getHealth, type Health } from '#server/platform/health.ts';
import { slotsOf, stateOfSlot, wellBp } from '#server/platform/policy.ts';
import { rollUp, type SlotRow, samplesBySlot } from '#server/platform/queries.ts';
import type { GetHealthHistoryInput, GetSystemHealthInput, HealthPart } from '#server/platform/schema.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MINUTES_KEPT_MS = 7 * 24 * HOUR_MS;
const HOURS_KEPT_MS = 91 * 24 * HOUR_MS;
/** How far back a roll-up looks for hours that it may have missed. */
const MISSED_MS = 3 * 24 * HOUR_MS;

/** Every part with its figures, and since when it is as it is where it is not well. */
export async function getSystemHealth(ctx: PlatformCtx, _input: GetSystemHealthInput = {}): Promise<Health> {
  await platformAccess(ctx, 'platform:read', async () => {});
  const health = await getHealth(ctx);
  const unknown = health.parts.filter((part) => part.state !== 'ok' && part.since === null);
  if (unknown.length === 0) return health;
  // Without the database nobody knows since when.
  const since = await sinceWhen(ctx, unknown).catch(() => new Map<string, Date>());
  const parts = health.parts.map((part) => ({ ...part, since: part.since ?? since.get(part.name) ?? null }));
  return { ...health, parts };
}

/** The first sample after the last one that was well. */
async function sinceWhen(ctx: PlatformCtx, unwell: readonly HealthPart[]): Promise<Map<string, Date>> {
  return platformAccess(ctx, 'platform:read', async (tx) => {
    const found = new Map<string, Date>();
    for (const { name } of unwell) {
      const at = { part: name, grain: 'minute' as const };
      const well = await tx.healthSample.findFirst({
        where: { ...at, state: 'ok' },
        orderBy: { at: 'desc' },
      });
      const first = await tx.healthSample.findFirst({
        where: { ...at, ...(well && { at: { gt: well.at } }) },
        orderBy: { at: 'asc' },
      });
      if (first) found.set(name, first.at);
    }
    return found;
  });
}

/** Keeps how every part is in this minute; a second sample of the same minute is left out. */
export async function sampleHealth(ctx: PlatformCtx): Promise<{ state: string; parts: number }> {
  const at = new Date(Math.floor(ctx.now().getTime() / MINUTE_MS) * MINUTE_MS);
  const health = await getHealth(ctx);
  const data = health.parts.map(({ name, state, detail }) => {
    const value = detail[leadingFigures[name].key];
    const figure = typeof value === 'number' ? value : null;
    return {
      part: name,
      grain: 'minute' as const,
      at,
      state,
      degraded: Number(state === 'degraded'),
      down: Number(state === 'down'),
      figure,
      peak: figure,
    };
  });
  await platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.healthSample.createMany({ data, skipDuplicates: true }),
  );
  return { state: health.state, parts: data.length };
}

/** Sums up the hours that are over. Safe to repeat; also makes up for hours in which it did not run. */
export async function rollUpHealth(ctx: PlatformCtx): Promise<{ hours: number }> {
  const until = new Date(Math.floor(ctx.now().getTime() / HOUR_MS) * HOUR_MS);
  const from = new Date(until.getTime() - MISSED_MS);
  return platformAccess(ctx, 'platform:jobs', async (tx) => ({ hours: await rollUp(tx, from, until) }));
}

/** Deletes samples that are too old to be shown. Returns how many. */
export async function purgeHealth(tx: Tx, now: Date): Promise<number> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  const minutes = await tx.healthSample.deleteMany({
    where: { grain: 'minute', at: before(MINUTES_KEPT_MS) },
  });
  const hours = await tx.healthSample.deleteMany({ where: { grain: 'hour', at: before(HOURS_KEPT_MS) } });
  return minutes.count + hours.count;
}

const NOTHING = { samples: 0, degraded: 0, down: 0, figure: null, peak: null };

/** Every part over a day, a week or a quarter, in slots of equal length; those without a sample say so. */
export async function getHealthHistory(ctx: PlatformCtx, { range }: GetHealthHistoryInput) {
  const { from, slots, slotMinutes } = slotsOf(range, ctx.now());
  const rows = await platformAccess(ctx, 'platform:read', (tx) => samplesBySlot(tx, { from, slotMinutes }));
  const bySlot = new Map(rows.map((row) => [`${row.part} ${row.slot}`, row]));
  const known = partNames.filter((name) => rows.some((row) => row.part === name));
  return {
    slotMinutes,
    parts: known.map((name) => {
      const own = Array.from({ length: slots }, (_, slot) => {
        const at = new Date(from.getTime() + slot * slotMinutes * MINUTE_MS);
        return { at, ...present(bySlot.get(`${name} ${slot}`)) };
      });
      return { name, wellBp: wellBp(own), slots: own };
    }),
  };
}

function present(row: SlotRow | undefined) {
  const { samples, degraded, down, figure, peak } = row ?? NOTHING;
  return { state: stateOfSlot({ samples, degraded, down }), samples, degraded, down, figure, peak };
}
