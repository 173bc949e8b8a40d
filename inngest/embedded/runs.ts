import type { Pool } from 'pg';
import { sendCommand } from './commands.ts';
import { ulid } from './ids.ts';
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
  /** What keeps its function from being called, while that lasts; it uses up no attempt. */
  unreachable: { failures: number; since: string; reason: string } | null;
  /** The name of the event that it was started by. */
  trigger: string;
  /** Whom it works for; null for work over all tenants. */
  tenantId: string | null;
};

export type RunStep = {
  id: string;
  name: string;
  op: string;
  state: 'pending' | 'retrying' | 'done' | 'failed' | 'cancelled';
  attempts: number;
  /** `{data}` of a finished step, `{error}` of a failed or retrying one, null while it is under way. */
  value: { data?: unknown; error?: unknown } | null;
  /** What a waiting step waits for. */
  event: string | null;
  expression: string | null;
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

/** What the runs of one function have been doing of late. */
export type FunctionActivity = {
  functionId: string;
  runs: number;
  failed: number;
  /** Half of the completed runs were faster; null without any. */
  medianMs: number | null;
};

// An `onFailure` function is started by an event that carries the event of the run that failed.
const SUMMARY = `id, function_id AS "functionId", state, attempt AS attempts, created_at AS "createdAt",
  started_at AS "startedAt", finished_at AS "finishedAt", error, unreachable, event->>'name' AS trigger,
  coalesce(event #>> '{data,tenantId}', event #>> '{data,event,data,tenantId}') AS "tenantId"`;

const PAGE = 50;

export type RunFilter = {
  functionId?: string | undefined;
  state?: RunState | undefined;
  /** A part of the run's id, of its event or of its error. */
  text?: string | undefined;
  /** The id of the last run of the page before. */
  before?: string | undefined;
  limit?: number | undefined;
};

/** Runs, newest first. */
export async function listRuns(
  pool: Pool,
  filter: RunFilter = {},
  schema: string = DEFAULT_SCHEMA,
): Promise<RunSummary[]> {
  const { rows } = await pool.query<RunSummary>(
    `SELECT ${SUMMARY} FROM ${schema}.run
     WHERE ($1::text IS NULL OR function_id = $1) AND ($2::text IS NULL OR state = $2)
       AND ($3::text IS NULL OR id < $3)
       AND ($4::text IS NULL OR strpos(lower(concat_ws(' ', id, event, error->>'message')), lower($4)) > 0)
     ORDER BY id DESC LIMIT $5`,
    [
      filter.functionId ?? null,
      filter.state ?? null,
      filter.before ?? null,
      filter.text ?? null,
      filter.limit ?? PAGE,
    ],
  );
  return rows;
}

/** What each function has done since then, and its latest run of all. */
export async function listActivity(
  pool: Pool,
  since: Date,
  schema: string = DEFAULT_SCHEMA,
): Promise<{ activity: FunctionActivity[]; latest: RunSummary[] }> {
  // Ids sort by the time they were made, and they are what is indexed.
  const first = ulid(since.getTime(), new Uint8Array(10));
  const activity = await pool.query<FunctionActivity>(
    `SELECT function_id AS "functionId", count(*)::int AS runs,
       count(*) FILTER (WHERE state = 'failed')::int AS failed,
       (1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at))
         FILTER (WHERE state = 'completed'))::float8 AS "medianMs"
     FROM ${schema}.run WHERE id >= $1 GROUP BY function_id`,
    [first],
  );
  const latest = await pool.query<RunSummary>(
    `SELECT last.* FROM ${schema}.function f CROSS JOIN LATERAL (
       SELECT ${SUMMARY} FROM ${schema}.run WHERE function_id = f.id ORDER BY id DESC LIMIT 1) AS last`,
  );
  return { activity: activity.rows, latest: latest.rows };
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
    `SELECT id, name, op, state, attempt AS attempts, value, event, expression, due_at AS "dueAt",
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
