/**
 * What Prometheus is told. Labels are words of the program (routes, verbs, functions, actions, codes), never ids of
 * tenants or anything a caller can make up, so the number of series is bounded.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { once } from './registry.ts';

/**
 * This module exists twice in a process, bundled by Next and as it is. The registry and every metric are made once and
 * kept where both find them; two registries would each know half of what happened.
 */
const registry = () =>
  once('metrics', () => {
    const made = new Registry();
    collectDefaultMetrics({ register: made });
    return made;
  });

function counter<Label extends string>(name: string, help: string, labelNames: Label[]) {
  const make = () => new Counter({ name, help, labelNames, registers: [registry()] });
  return () => once(`metric ${name}`, make);
}

function gauge<Label extends string>(name: string, help: string, labelNames: Label[] = []) {
  const make = () => new Gauge({ name, help, labelNames, registers: [registry()] });
  return () => once(`metric ${name}`, make);
}

function histogram<Label extends string>(
  name: string,
  help: string,
  labelNames: Label[],
  buckets: readonly number[],
) {
  const make = () =>
    new Histogram({ name, help, labelNames, buckets: [...buckets], registers: [registry()] });
  return () => once(`metric ${name}`, make);
}

/** Seconds. */
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const SLOW = [0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

/** Everything that is counted and measured; each is made on its first use. */
export const metrics = {
  requests: counter('airgate_http_requests_total', 'Requests answered', [
    'door',
    'method',
    'route',
    'status',
  ]),
  requestSeconds: histogram(
    'airgate_http_request_duration_seconds',
    'From the request to the end of its answer',
    ['door', 'method', 'route'],
    QUICK,
  ),
  verbSeconds: histogram('airgate_verb_duration_seconds', 'Work of a verb', ['door', 'verb'], QUICK),
  verbErrors: counter('airgate_verb_errors_total', 'Verbs that were refused or failed, by error code', [
    'door',
    'verb',
    'code',
  ]),
  authFailures: counter('airgate_auth_failures_total', 'Sign-ins, sessions and keys refused', [
    'door',
    'reason',
  ]),
  transactionSeconds: histogram(
    'airgate_db_transaction_duration_seconds',
    'Database transactions, waiting for a connection included',
    ['scope', 'outcome'],
    QUICK,
  ),
  poolConnections: gauge('airgate_db_pool_connections', 'Open connections', ['pool', 'state']),
  poolWaiting: gauge('airgate_db_pool_waiting', 'Callers waiting for a connection', ['pool']),
  runs: counter('airgate_job_runs_total', 'Runs that are over', ['function', 'outcome']),
  runSeconds: histogram(
    'airgate_job_run_duration_seconds',
    'From the start of a run to its end, sleeps included',
    ['function'],
    SLOW,
  ),
  stepFailures: counter('airgate_job_step_failures_total', 'Attempts of a step that failed', [
    'function',
    'final',
  ]),
  jobsQueued: gauge('airgate_job_queue_depth', 'Runs that are not over', ['state']),
  jobsWaiting: gauge('airgate_job_oldest_waiting_seconds', 'Age of the oldest job that is due and not begun'),
  jobsLed: gauge('airgate_job_executor_led', '1 while some process runs the jobs'),
  outboxWaiting: gauge('airgate_outbox_events_waiting', 'Events that are not handed over yet'),
  outboxAge: gauge('airgate_outbox_oldest_seconds', 'Age of the oldest event that is not handed over yet'),
  cloudCalls: counter('airgate_cloud_calls_total', 'Calls to a cloud, their repeats counted as one', [
    'provider',
    'action',
    'outcome',
  ]),
  cloudSeconds: histogram(
    'airgate_cloud_call_duration_seconds',
    'Calls to a cloud, repeats and pauses included',
    ['provider', 'action'],
    SLOW,
  ),
  checkSeconds: histogram(
    'airgate_spending_check_duration_seconds',
    'Spending checks from their beginning to their end',
    ['outcome'],
    SLOW,
  ),
  checkRows: counter('airgate_spending_check_rows_total', 'Bill rows read by spending checks', []),
  sagas: counter('airgate_cut_off_sagas_total', 'Cut-offs and restores that ended or stopped', [
    'kind',
    'outcome',
  ]),
  cutOffSeconds: histogram(
    'airgate_cut_off_delay_seconds',
    'From noticing that a quota is reached to the proof that its holder is cut off',
    [],
    SLOW,
  ),
  deliveries: counter('airgate_deliveries_total', 'Attempts to deliver an alert', ['kind', 'outcome']),
  totalsCompared: counter(
    'airgate_totals_compared_total',
    'Slices of kept totals compared with what they are made of',
    [],
  ),
  totalsDifferences: gauge(
    'airgate_totals_differences',
    'Slices of kept totals that are not what the records say',
  ),
  healthState: gauge('airgate_health_state', '0 healthy, 1 degraded, 2 down', ['part']),
} as const;

type PoolFigures = { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };

const pools = () => once('metric pools', () => new Map<string, PoolFigures>());

/** Has a pool of connections counted whenever somebody asks. */
export function watchPool<P extends PoolFigures>(name: string, pool: P): P {
  pools().set(name, pool);
  return pool;
}

/** Everything in Prometheus' text format. What is only known by asking has been set by then. */
export async function metricsText(): Promise<{ text: string; contentType: string }> {
  for (const make of Object.values(metrics)) make();
  for (const [pool, { totalCount, idleCount, waitingCount }] of pools()) {
    metrics.poolConnections().set({ pool, state: 'busy' }, totalCount - idleCount);
    metrics.poolConnections().set({ pool, state: 'idle' }, idleCount);
    metrics.poolWaiting().set({ pool }, waitingCount);
  }
  return { text: await registry().metrics(), contentType: registry().contentType };
}
