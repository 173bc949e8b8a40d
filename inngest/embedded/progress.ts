import { createBatcher } from './batch.ts';
import type { EventPayload } from './json.ts';
import { bossTable } from './schema.ts';
import { type ActiveJob, type EndedRun, isActive, isContentFault, type Store } from './store.ts';

type StepState = 'pending' | 'retrying' | 'done' | 'failed' | 'cancelled';
export type StepRow = { id: string; state: StepState; attempt: number; value: unknown };

export type Run = {
  id: string;
  function_id: string;
  state: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  event: EventPayload;
  attempt: number;
  parent_run: string | null;
  created_at: Date;
  steps: StepRow[];
};

/** A step that was run for the last time, with its `{data}` or `{error}` as JSON. */
export type SavedStep = {
  runId: string;
  id: string;
  name: string;
  op: string;
  state: 'done' | 'failed';
  json: string;
  startedAt: Date;
};

/**
 * What is read and written for every run and step. Calls of many runs share their statements, which is
 * most of what makes the executor fast; each statement is fenced.
 */
export function createProgress(store: Store) {
  const { schema, fence } = store;

  async function load(ids: string[]): Promise<(Run | null)[]> {
    const rows = await store.read<Run>(
      `SELECT r.id, r.function_id, r.state, r.event, r.attempt, r.parent_run, r.created_at,
         (SELECT coalesce(json_agg(json_build_object('id', s.id, 'state', s.state, 'attempt', s.attempt,
            'value', s.value) ORDER BY s.position), '[]')
          FROM ${schema}.step s WHERE s.run_id = r.id) AS steps
       FROM ${schema}.run r WHERE r.id = ANY($1)`,
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async function begin(ids: string[]): Promise<boolean[]> {
    const rows = await store.read<{ id: string }>(
      `UPDATE ${schema}.run r SET state = 'running', started_at = $2
       WHERE id = ANY($1) AND ${isActive('r')} AND (SELECT ${fence}) RETURNING id`,
      [ids, store.now()],
    );
    const begun = new Set(rows.map(({ id }) => id));
    return ids.map((id) => begun.has(id));
  }

  async function save(steps: SavedStep[]): Promise<boolean[]> {
    const rows = await store.read<{ run_id: string }>(
      `WITH x AS (
         SELECT * FROM json_to_recordset($1) AS x ("runId" text, id text, name text, op text, state text,
           json text, "startedAt" timestamptz)
       ), reset AS (
         UPDATE ${schema}.run r SET attempt = 0, unreachable = NULL FROM x
         WHERE r.id = x."runId" AND (r.attempt > 0 OR r.unreachable IS NOT NULL) AND ${isActive('r')}
           AND (SELECT ${fence})
       )
       INSERT INTO ${schema}.step AS s
         (run_id, id, name, op, state, attempt, value, started_at, finished_at, position)
       SELECT r.id, x.id, x.name, x.op, x.state, r.attempt, x.json::jsonb, x."startedAt", $2,
         nextval('${schema}.step_position')
       FROM x JOIN ${schema}.run r ON r.id = x."runId" WHERE ${isActive('r')} AND (SELECT ${fence})
       ON CONFLICT (run_id, id) DO UPDATE SET state = excluded.state, attempt = excluded.attempt,
         value = excluded.value, finished_at = excluded.finished_at, position = excluded.position
         WHERE s.state IN ('pending', 'retrying')
       RETURNING run_id`,
      [JSON.stringify(steps), store.now()],
    );
    const saved = new Set(rows.map((row) => row.run_id));
    return steps.map(({ runId }) => saved.has(runId));
  }

  async function complete(done: { runId: string; output: string; job: ActiveJob }[]): Promise<undefined[]> {
    const rows = await store.read<Omit<EndedRun, 'state' | 'error'>>(
      `WITH settled AS (
         DELETE FROM ${bossTable} WHERE name = $3 AND id = ANY($4::uuid[]) AND (SELECT ${fence})
       )
       UPDATE ${schema}.run r
       SET state = 'completed', output = x.output::jsonb, error = NULL, unreachable = NULL, finished_at = $2
       FROM json_to_recordset($1) AS x ("runId" text, output text)
       WHERE r.id = x."runId" AND ${isActive('r')} AND (SELECT ${fence})
       RETURNING r.id, function_id AS "functionId", event, created_at AS "createdAt",
         started_at AS "startedAt", finished_at AS "finishedAt"`,
      [JSON.stringify(done), store.now(), schema, done.map(({ job }) => job.id)],
    );
    for (const run of rows) store.tell({ ...run, state: 'completed', error: null });
    return done.map(() => undefined);
  }

  return {
    /** A run with its steps in the order in which they finished; null when it is unknown. */
    load: createBatcher(load, isContentFault),
    /** Marks a run as started. False when it is over. */
    begin: createBatcher(begin, isContentFault),
    /** Saves a step. False when its run is over. */
    save: createBatcher(save, isContentFault),
    /** Ends a run that nobody waits for and takes its job out of the queue. `output` is JSON. */
    complete: createBatcher(complete, isContentFault),
  };
}

export type Progress = ReturnType<typeof createProgress>;
