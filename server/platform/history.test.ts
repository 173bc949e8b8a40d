import { tmpdir } from 'node:os';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PartName } from '#lib/health-parts.ts';
import { appPool } from '#server/core/db.ts';
import { env } from '#server/core/env.ts';
import { withIdentity } from '#server/core/identity.ts';
import { executorPool } from '#server/core/jobs.ts';
import { platformJob } from '#tests/factories.ts';
import { getPublicHealth } from './health.ts';
import type { HealthState } from './schema.ts';
import { getHealthHistory, getSystemHealth, rollUpHealth, sampleHealth } from './service/history.ts';
import { cleanUp } from './service.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const noon = new Date('2026-11-20T12:07:30Z');
const at = (now: Date) => ({ ...platformJob(), now: () => now });
const ago = (ms: number) => new Date(Math.floor(noon.getTime() / MINUTE) * MINUTE - ms);

type Made = { part?: PartName; at: Date; state?: HealthState; figure?: number };

/** Samples of one minute each. */
async function keep(...made: Made[]) {
  const data = made.map(({ part = 'database', at, state = 'ok', figure = 2 }) => ({
    ...{ part, at, state, grain: 'minute' as const, figure, peak: figure },
    degraded: Number(state === 'degraded'),
    down: Number(state === 'down'),
  }));
  await withIdentity((tx) => tx.healthSample.createMany({ data }));
}

const rows = (grain: 'minute' | 'hour') =>
  withIdentity((tx) => tx.healthSample.findMany({ where: { grain }, orderBy: { at: 'asc' } }));

let leader: pg.Client;
beforeAll(async () => {
  env().AIRGATE_DATA_DIR = tmpdir();
  leader = new pg.Client({ connectionString: env().DATABASE_URL });
  await leader.connect();
  await leader.query("select pg_advisory_lock(hashtextextended('executor.leader', 0))");
});
beforeEach(() => withIdentity((tx) => tx.healthSample.deleteMany()));
afterAll(async () => {
  await leader.end();
  await executorPool().end();
});

test('a sample keeps every part of its minute, once', async () => {
  const { parts } = await sampleHealth(at(noon));
  expect(parts).toBeGreaterThan(6);
  await sampleHealth(at(new Date(noon.getTime() + 20_000)));
  const kept = await rows('minute');
  expect(kept).toHaveLength(parts);
  expect(new Set(kept.map((row) => row.at.toISOString()))).toEqual(new Set(['2026-11-20T12:07:00.000Z']));
  const database = kept.find((row) => row.part === 'database');
  expect(database).toMatchObject({ state: 'ok', samples: 1, degraded: 0, down: 0 });
  expect(database?.figure).toBeGreaterThanOrEqual(0);
  await sampleHealth(at(new Date(noon.getTime() + MINUTE)));
  expect(await rows('minute')).toHaveLength(2 * parts);
});

test('a day is shown in quarters of an hour, the worst of each first, and none where nobody looked', async () => {
  await keep(
    { at: ago(0), figure: 4 },
    { at: ago(MINUTE), state: 'degraded', figure: 300 },
    { at: ago(MINUTE * 20), figure: 6 },
    { at: ago(2 * HOUR), state: 'down' },
    { at: ago(25 * HOUR), state: 'down' },
  );
  const { slotMinutes, parts } = await getHealthHistory(at(noon), { range: 'day' });
  expect(slotMinutes).toBe(15);
  const [database] = parts;
  expect(parts.map((part) => part.name)).toEqual(['database']);
  expect(database?.slots).toHaveLength(96);
  expect(database?.slots.at(-1)).toEqual({
    at: new Date('2026-11-20T12:00:00Z'),
    ...{ state: 'degraded', samples: 2, degraded: 1, down: 0, figure: 152, peak: 300 },
  });
  expect(database?.slots.at(-2)).toMatchObject({ state: 'ok', samples: 1, figure: 6 });
  expect(database?.slots.at(-3)).toMatchObject({ state: null, samples: 0, figure: null });
  expect(database?.slots.filter((slot) => slot.state === 'down')).toHaveLength(1);
  expect(database?.wellBp).toBe(5000);
});

test('hours are summed up once they are over, again and again with the same result', async () => {
  await keep(
    ...[0, 1, 2].map((minute) => ({ at: new Date(`2026-11-20T10:0${minute}:00Z`), figure: minute })),
    { at: new Date('2026-11-20T10:59:00Z'), state: 'degraded', figure: 9 },
    { at: new Date('2026-11-20T12:01:00Z'), state: 'down', figure: 50 },
  );
  expect(await rollUpHealth(at(noon))).toEqual({ hours: 1 });
  expect(await rollUpHealth(at(noon))).toEqual({ hours: 1 });
  expect(await rows('hour')).toMatchObject([
    {
      at: new Date('2026-11-20T10:00:00Z'),
      ...{ part: 'database', state: 'degraded', samples: 4, degraded: 1, down: 0, figure: 3, peak: 9 },
    },
  ]);
  // A sample that came late is counted by the next run.
  await keep({ at: new Date('2026-11-20T10:30:00Z'), state: 'down', figure: 3 });
  await rollUpHealth(at(noon));
  expect(await rows('hour')).toMatchObject([{ state: 'down', samples: 5, down: 1 }]);
});

test('a week joins summed-up hours with the minutes after them, and counts nothing twice', async () => {
  await keep(
    { at: ago(3 * DAY), state: 'down', figure: 10 },
    { at: ago(3 * HOUR), figure: 20 },
    { at: ago(MINUTE), figure: 30 },
  );
  const before = await getHealthHistory(at(noon), { range: 'week' });
  await rollUpHealth(at(noon));
  const after = await getHealthHistory(at(noon), { range: 'week' });
  expect(after).toEqual(before);
  const seen = after.parts[0]?.slots.filter((slot) => slot.samples > 0);
  expect(after.parts[0]?.slots).toHaveLength(84);
  expect(seen).toMatchObject([
    { state: 'down', samples: 1, figure: 10 },
    { state: 'ok', samples: 1, figure: 20 },
    { state: 'ok', samples: 1, figure: 30 },
  ]);
  await keep({ at: ago(10 * DAY), figure: 1 });
  const quarter = await getHealthHistory(at(noon), { range: 'quarter' });
  expect(quarter.parts[0]?.slots).toHaveLength(90);
});

test('minutes go after a week, hours after a quarter, what is shown stays', async () => {
  await keep({ at: ago(8 * DAY) }, { at: ago(6 * DAY) });
  const hour = (age: number) => ({ part: 'disk', grain: 'hour' as const, at: ago(age), state: 'ok' });
  await withIdentity((tx) => tx.healthSample.createMany({ data: [hour(92 * DAY), hour(89 * DAY)] }));
  expect(await cleanUp(at(noon))).toMatchObject({ samples: 2 });
  expect((await rows('minute')).map((row) => row.at)).toEqual([ago(6 * DAY)]);
  expect((await rows('hour')).map((row) => row.at)).toEqual([ago(89 * DAY)]);
});

test('a part that is not well says since when, by its samples', async () => {
  env().AIRGATE_DATA_DIR = tmpdir();
  await keep(
    ...[5, 4].map((minutes) => ({ part: 'jobs' as const, at: ago(minutes * MINUTE) })),
    ...[3, 2, 1].map((minutes) => ({
      part: 'jobs' as const,
      at: ago(minutes * MINUTE),
      state: 'down' as const,
    })),
  );
  await leader.query("select pg_advisory_unlock(hashtextextended('executor.leader', 0))");
  try {
    const health = await getSystemHealth(at(noon));
    expect(health.parts.find((part) => part.name === 'jobs')).toMatchObject({
      state: 'down',
      since: ago(3 * MINUTE),
    });
  } finally {
    await leader.query("select pg_advisory_lock(hashtextextended('executor.leader', 0))");
  }
});

test('a probe hears of what was sampled without anybody looking again', async () => {
  const now = platformJob().now();
  await keep(
    { part: 'ledger', at: new Date(now.getTime() - 2 * MINUTE), state: 'down' },
    { part: 'disk', at: new Date(now.getTime() - 20 * MINUTE), state: 'down' },
  );
  const { state, parts } = await getPublicHealth();
  expect(parts).toMatchObject({ database: 'ok', jobs: 'ok', ledger: 'down' });
  expect(parts).not.toHaveProperty('disk');
  expect(state).toBe('down');
});

test('the application cannot reach the samples outside of the platform role', async () => {
  await expect(appPool().query('SELECT 1 FROM health_sample')).rejects.toMatchObject({ code: '42501' });
  await expect(appPool().query('SELECT 1 FROM operator_entry')).rejects.toMatchObject({ code: '42501' });
});
