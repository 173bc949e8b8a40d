import { lastTick, nextTick } from './cron.ts';
import { toJson } from './json.ts';
import { createStarter } from './start.ts';
import type { Store } from './store.ts';

/** Writes the synced functions down and gives every cron trigger its next tick, keeping known ones. */
export async function saveFunctions(store: Store): Promise<void> {
  const { schema } = store;
  const now = store.now();
  const specs = [...store.functions.values()];
  const functions = specs.map(({ id, name, events, crons }) => ({
    id,
    name,
    triggers: { events: events.map((trigger) => trigger.name), crons },
  }));
  const schedules = specs.flatMap((spec) =>
    spec.crons.map((cron) => ({ function_id: spec.id, cron, next_at: nextTick(cron, now) })),
  );
  await store.write(async (tx) => {
    await tx.query(`DELETE FROM ${schema}.function`);
    await tx.query(
      `INSERT INTO ${schema}.function (id, name, triggers, synced_at)
       SELECT id, name, triggers, $2 FROM json_to_recordset($1) AS x (id text, name text, triggers jsonb)`,
      [toJson(functions), now],
    );
    await tx.query(
      `DELETE FROM ${schema}.schedule s WHERE NOT EXISTS (
         SELECT 1 FROM json_to_recordset($1) AS x (function_id text, cron text)
         WHERE x.function_id = s.function_id AND x.cron = s.cron)`,
      [toJson(schedules)],
    );
    await tx.query(
      `INSERT INTO ${schema}.schedule (function_id, cron, next_at)
       SELECT * FROM json_to_recordset($1) AS x (function_id text, cron text, next_at timestamptz)
       ON CONFLICT DO NOTHING`,
      [toJson(schedules)],
    );
  });
}

type Schedule = { function_id: string; cron: string; next_at: Date };

/**
 * Starts a run for every cron trigger that is due and gives the time of the next tick, or null without
 * cron triggers. Ticks that were missed give one run, for the latest of them.
 */
export async function fireSchedules(store: Store): Promise<Date | null> {
  const { schema } = store;
  const now = store.now();
  const schedules = await store.read<Schedule>(`SELECT * FROM ${schema}.schedule ORDER BY next_at`);
  const due = schedules.filter((schedule) => schedule.next_at <= now);
  if (due.length === 0) return schedules[0]?.next_at ?? null;
  await store.write(async (tx) => {
    const starter = createStarter(store, tx);
    for (const { function_id, cron } of due) {
      const spec = store.functions.get(function_id);
      const tick = lastTick(cron, now);
      if (spec) await starter.start(spec, timerEvent(cron, tick, now), { tick });
      await tx.query(`UPDATE ${schema}.schedule SET next_at = $3 WHERE function_id = $1 AND cron = $2`, [
        function_id,
        cron,
        nextTick(cron, now),
      ]);
    }
    await starter.flush();
  });
  return fireSchedules(store);
}

function timerEvent(cron: string, tick: Date, now: Date) {
  const slot = tick.toISOString();
  const data = { cron, scheduledAt: slot, fireAt: now.toISOString() };
  return { id: slot, name: 'inngest/scheduled.timer', ts: tick.getTime(), data };
}
