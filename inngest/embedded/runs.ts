import type { Pool } from 'pg';
import { sendCommand } from './commands.ts';
import type { EventPayload, RunError } from './json.ts';
import { DEFAULT_SCHEMA } from './schema.ts';

export type RunState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export type RunSummary = {
  id: string;
  functionId: string;
  state: RunState;
  /** The number of attempts that the step under way, or the function itself, has used up. */
  attempts: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  error: RunError | null;
};

export type RunStep = {
  id: string;
  name: string;
  op: string;
  state: 'pending' | 'retrying' | 'done' | 'failed' | 'cancelled';
  attempts: number;
  /** `{data}` of a finished step, `{error}` of a failed or retrying one, null while it is under way. */
  value: { data?: unknown; error?: unknown } | null;
  dueAt: Date | null;
  startedAt: Date;
  finishedAt: Date | null;
};

export type RunDetail = RunSummary & { event: EventPayload; output: unknown; steps: RunStep[] };

export type FunctionSummary = {
  id: string;
  name: string;
  events: string[];
  crons: { cron: string; nextTick: Date | null }[];
};

const SUMMARY = `id, function_id AS "functionId", state, attempt AS attempts, created_at AS "createdAt",
  started_at AS "startedAt", finished_at AS "finishedAt", error`;

const PAGE = 50;

/** Runs, newest first. `before` is the id of the last run of the page before. */
export async function listRuns(
  pool: Pool,
  filter: { functionId?: string; state?: RunState; before?: string; limit?: number } = {},
  schema: string = DEFAULT_SCHEMA,
): Promise<RunSummary[]> {
  const { rows } = await pool.query<RunSummary>(
    `SELECT ${SUMMARY} FROM ${schema}.run
     WHERE ($1::text IS NULL OR function_id = $1) AND ($2::text IS NULL OR state = $2)
       AND ($3::text IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [filter.functionId ?? null, filter.state ?? null, filter.before ?? null, filter.limit ?? PAGE],
  );
  return rows;
}

/** One run with its steps in the order in which they started; null when it is unknown or purged. */
export async function getRun(
  pool: Pool,
  id: string,
  schema: string = DEFAULT_SCHEMA,
): Promise<RunDetail | null> {
  const { rows } = await pool.query<Omit<RunDetail, 'steps'>>(
    `SELECT ${SUMMARY}, event, output FROM ${schema}.run WHERE id = $1`,
    [id],
  );
  const run = rows[0];
  if (!run) return null;
  const steps = await pool.query<RunStep>(
    `SELECT id, name, op, state, attempt AS attempts, value, due_at AS "dueAt",
            started_at AS "startedAt", finished_at AS "finishedAt"
     FROM ${schema}.step WHERE run_id = $1 ORDER BY started_at, position NULLS LAST`,
    [id],
  );
  return { ...run, steps: steps.rows };
}

/** The functions as the leader knows them, with the next tick of each cron trigger. */
export async function listFunctions(pool: Pool, schema: string = DEFAULT_SCHEMA): Promise<FunctionSummary[]> {
  const { rows } = await pool.query<FunctionSummary & { crons: { cron: string; nextTick: string | null }[] }>(
    `SELECT f.id, f.name, f.triggers->'events' AS events,
       (SELECT coalesce(json_agg(json_build_object('cron', c.cron, 'nextTick', s.next_at) ORDER BY c.cron), '[]')
        FROM jsonb_array_elements_text(f.triggers->'crons') AS c (cron)
        LEFT JOIN ${schema}.schedule s ON s.function_id = f.id AND s.cron = c.cron) AS crons
     FROM ${schema}.function f ORDER BY f.id`,
  );
  return rows.map((row) => ({
    ...row,
    crons: row.crons.map(({ cron, nextTick }) => ({ cron, nextTick: nextTick ? new Date(nextTick) : null })),
  }));
}

/** Asks for a failed run to be taken up again where it failed. False when it is not failed. */
export async function retryRun(pool: Pool, id: string, schema: string = DEFAULT_SCHEMA): Promise<boolean> {
  const run = await getRun(pool, id, schema);
  if (run?.state !== 'failed') return false;
  await sendCommand(pool, schema, 'retry', id);
  return true;
}

/** Asks for a run to be cancelled. False when it is over already. */
export async function cancelRun(pool: Pool, id: string, schema: string = DEFAULT_SCHEMA): Promise<boolean> {
  const run = await getRun(pool, id, schema);
  if (run?.state !== 'queued' && run?.state !== 'running') return false;
  await sendCommand(pool, schema, 'cancel', id);
  return true;
}
