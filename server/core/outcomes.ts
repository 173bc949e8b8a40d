/** What is said once something is over: one line in the log and one measurement, whichever door or executor it was. */
import { AppError } from '#lib/errors.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';

export type DoorName = 'rest' | 'trpc' | 'page' | 'api';

type Answered = {
  door: DoorName;
  method: string;
  /** A template such as `/sub-accounts/{subAccountId}`; `unmatched` for whatever is not ours. */
  route: string;
  status: number;
  seconds: number;
  /** What the answer says went wrong. */
  error?: AppError | undefined;
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** A request has been answered. */
export function requestAnswered({ door, route, status, seconds, error, ...rest }: Answered): void {
  const method = METHODS.includes(rest.method) ? rest.method : 'other';
  metrics.requests().inc({ door, method, route, status });
  metrics.requestSeconds().observe({ door, method, route }, seconds);
  if (error?.code === 'unauthenticated') metrics.authFailures().inc({ door, reason: error.reason });
  const fields = {
    ...{ door, method, route, status, ms: Math.round(seconds * 1000) },
    ...(error && { code: error.code, reason: error.reason }),
  };
  // An unexpected error is on record already, with all there is to say about it.
  const cause = error && error.code !== 'internal' ? { err: error } : {};
  if (status < 500) log.info(fields, 'request answered');
  else log.error({ ...fields, ...cause }, 'request failed');
}

/** Measures a verb behind a door, and counts how it was refused or failed. */
export async function verbDone<T>(door: DoorName, verb: string, run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await run();
  } catch (error) {
    metrics.verbErrors().inc({ door, verb, code: error instanceof AppError ? error.code : 'internal' });
    throw error;
  } finally {
    metrics.verbSeconds().observe({ door, verb }, (performance.now() - began) / 1000);
  }
}

export type EndedRun = {
  id: string;
  functionId: string;
  state: 'completed' | 'failed' | 'cancelled';
  event: { name: string; data: Record<string, unknown> };
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date;
  error: { name: string; message: string; stack?: string } | null;
};

/** A run of a job is over for good, or until somebody retries it. */
export function runEnded(run: EndedRun): void {
  const { functionId, state, createdAt, startedAt, finishedAt, error } = run;
  const ms = finishedAt.getTime() - (startedAt ?? finishedAt).getTime();
  metrics.runs().inc({ function: functionId, outcome: state });
  if (startedAt) metrics.runSeconds().observe({ function: functionId }, Math.max(0, ms) / 1000);
  const { tenantId } = run.event.data;
  const fields = {
    ...{ function: functionId, runId: run.id, event: run.event.name, outcome: state, ms },
    waitedMs: Math.max(0, (startedAt ?? finishedAt).getTime() - createdAt.getTime()),
    ...(typeof tenantId === 'string' && { tenantId }),
  };
  if (state === 'failed') log.error({ ...fields, err: error }, 'run failed');
  else log.info({ ...fields, ...(error && { why: error.message }) }, `run ${state}`);
}
