import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Clock } from './clock.ts';
import type { Log } from './store.ts';

const STANDBY_POLL_MS = 300;
const RECONNECT_MS = 1_000;
const CONNECT_LIMIT_MS = 10_000;
const HEARTBEAT_MS = 5_000;

/** The right to be the only executor at work: a session lock on a connection of its own, and an epoch. */
export type Lease = {
  epoch: string;
  /** Aborted when the lock's connection is lost; another process may lead from then on. */
  lost: AbortSignal;
  release(): Promise<void>;
};

/**
 * Waits until this process is the leader. Null when `stop` is aborted before that.
 * `onNotify` is called whenever events have been stored.
 */
export async function acquireLease(options: {
  connectionString: string;
  schema: string;
  now: Clock;
  log: Log;
  stop: AbortSignal;
  onNotify: () => void;
}): Promise<Lease | null> {
  const { stop, log } = options;
  while (!stop.aborted) {
    const client = new Client({
      connectionString: options.connectionString,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      application_name: `${options.schema} leader`,
    });
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    try {
      await client.connect();
      const epoch = await takeLock(client, options, lost.signal);
      if (epoch !== null) return holdLease(client, epoch, lost, options);
    } catch (error) {
      log.warn({ err: error }, 'the executor cannot reach its database');
    }
    await client.end().catch(() => {});
    if (!stop.aborted) await pause(RECONNECT_MS, stop);
  }
  return null;
}

async function takeLock(
  client: Client,
  options: { schema: string; now: Clock; stop: AbortSignal },
  lost: AbortSignal,
): Promise<string | null> {
  const { schema } = options;
  while (!options.stop.aborted && !lost.aborted) {
    const { rows } = await client.query<{ locked: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1 || '.leader', 0)) AS locked",
      [schema],
    );
    if (rows[0]?.locked) return raiseEpoch(client, schema, options.now());
    await pause(STANDBY_POLL_MS, options.stop);
  }
  return null;
}

/** Ends the former leader's epoch. Waits for its open transactions, which hold the fence shared. */
async function raiseEpoch(client: Client, schema: string, at: Date): Promise<string> {
  await client.query('BEGIN');
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1 || '.fence', 0))", [schema]);
  const { rows } = await client.query<{ epoch: string }>(
    `UPDATE ${schema}.lease SET epoch = epoch + 1, holder = $1, since = $2 RETURNING epoch::text`,
    [`pid ${process.pid}`, at],
  );
  await client.query('COMMIT');
  const epoch = rows[0]?.epoch;
  if (!epoch) throw new Error(`${schema}.lease has no row`);
  return epoch;
}

async function holdLease(
  client: Client,
  epoch: string,
  lost: AbortController,
  options: { schema: string; onNotify: () => void },
): Promise<Lease> {
  client.on('notification', options.onNotify);
  await client.query(`LISTEN ${options.schema}`);
  // A dead network shows no error by itself; an unanswered heartbeat counts as a lost lock.
  const heartbeat = setInterval(() => {
    const timer = setTimeout(() => lost.abort(), HEARTBEAT_MS);
    client.query('SELECT 1').then(
      () => clearTimeout(timer),
      () => lost.abort(),
    );
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const release = async () => {
    clearInterval(heartbeat);
    client.removeAllListeners('notification');
    await client.end().catch(() => {});
  };
  return { epoch, lost: lost.signal, release };
}

async function pause(millis: number, stop: AbortSignal): Promise<void> {
  await delay(millis, undefined, { signal: stop }).catch(() => {});
}
