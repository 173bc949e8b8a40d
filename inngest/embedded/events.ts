import { applyCommand, isCommand } from './commands.ts';
import { compile, matches } from './expression.ts';
import { completeStep, finishRun } from './finish.ts';
import type { EventPayload } from './json.ts';
import { toRunError } from './json.ts';
import { createStarter } from './start.ts';
import { isActive, isContentFault, type Store, type Tx } from './store.ts';

export const INBOX_BATCH = 100;

type InboxRow = { seq: string; payload: EventPayload };

/** Matches the oldest events of the inbox with everything that waits for them; gives their number. */
export async function matchInbox(store: Store): Promise<number> {
  const select = `SELECT seq, payload FROM ${store.schema}.event
                  WHERE matched_at IS NULL ORDER BY seq LIMIT ${INBOX_BATCH}`;
  const rows = await store.read<InboxRow>(select);
  if (rows.length === 0) return 0;
  try {
    await store.write((tx) => matchAll(store, tx, rows));
  } catch (error) {
    if (!isContentFault(error)) throw error;
    await matchOneByOne(store, rows);
  }
  return rows.length;
}

/** One bad event must not hold up the others: it is set aside with its error. */
async function matchOneByOne(store: Store, rows: InboxRow[]): Promise<void> {
  for (const row of rows) {
    try {
      await store.write((tx) => matchAll(store, tx, [row]));
    } catch (error) {
      if (!isContentFault(error)) throw error;
      store.log.error({ err: error, event: row.payload.id }, 'an event could not be matched');
      await store.write((tx) => markMatched(store, tx, [row], toRunError(error).message));
    }
  }
}

async function matchAll(store: Store, tx: Tx, rows: InboxRow[]): Promise<void> {
  const starter = createStarter(store, tx);
  const waits = await findWaits(store, tx, rows);
  for (const { payload: event } of rows) {
    if (isCommand(event)) {
      await applyCommand(store, tx, event);
      continue;
    }
    await cancelRunsBy(store, tx, event, starter.flush);
    await resolveWaits(store, tx, event, waits);
    for (const spec of store.functions.values()) {
      const hit = spec.events.some(
        (trigger) => trigger.name === event.name && matches(trigger.condition, { event }),
      );
      if (hit) await starter.offer(spec, event);
    }
  }
  await starter.flush();
  await markMatched(store, tx, rows, null);
}

async function markMatched(store: Store, tx: Tx, rows: InboxRow[], error: string | null): Promise<void> {
  await tx.query(
    `UPDATE ${store.schema}.event SET matched_at = $2, error = $3 WHERE seq = ANY($1::bigint[])`,
    [rows.map((row) => row.seq), store.now(), error],
  );
}

/** Cancels the runs whose function says `cancelOn` this event. */
async function cancelRunsBy(
  store: Store,
  tx: Tx,
  event: EventPayload,
  flush: () => Promise<void>,
): Promise<void> {
  for (const spec of store.functions.values()) {
    for (const cancel of spec.cancels) {
      if (cancel.event !== event.name) continue;
      // A run started by an earlier event of the same batch must be found too.
      await flush();
      const runs = await tx.query<{ id: string; event: EventPayload; created_at: Date }>(
        `SELECT id, event, created_at FROM ${store.schema}.run r WHERE function_id = $1 AND ${isActive('r')}`,
        [spec.id],
      );
      for (const run of runs) {
        const age = store.now().getTime() - run.created_at.getTime();
        if (cancel.timeoutMs !== undefined && age > cancel.timeoutMs) continue;
        if (!matches(cancel.condition, { event: run.event, async: event })) continue;
        const error = { name: 'CancelledError', message: `cancelled by the event ${event.name}` };
        await finishRun(store, tx, run.id, { state: 'cancelled', error });
      }
    }
  }
}

type Wait = { run_id: string; id: string; name: string; expression: string | null; event: EventPayload };

/** The steps that wait for any of these events; matching an event starts no new waits. */
function findWaits(store: Store, tx: Tx, rows: InboxRow[]): Promise<Wait[]> {
  const names = [...new Set(rows.map(({ payload }) => payload.name))];
  return tx.query<Wait>(
    `SELECT s.run_id, s.id, s.event AS name, s.expression, r.event
     FROM ${store.schema}.step s JOIN ${store.schema}.run r ON r.id = s.run_id
     WHERE s.event = ANY($1) AND s.state = 'pending' AND ${isActive('r')} ORDER BY s.started_at`,
    [names],
  );
}

/** Gives this event to the steps that wait for it. */
async function resolveWaits(store: Store, tx: Tx, event: EventPayload, waits: Wait[]): Promise<void> {
  for (const wait of waits) {
    if (wait.name !== event.name) continue;
    const condition = wait.expression === null ? undefined : compile(wait.expression);
    if (!matches(condition, { event: wait.event, async: event })) continue;
    await completeStep(store, tx, wait.run_id, wait.id, { data: event });
  }
}
