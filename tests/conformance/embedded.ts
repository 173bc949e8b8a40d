// Runs a scenario against the embedded executor, in a schema of its own and with a clock that can be moved.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import pg from 'pg';
import { startExecutor } from '#inngest/embedded/executor.ts';
import { bossTable } from '#inngest/embedded/schema.ts';
import { embeddedFetch } from '#inngest/embedded/transport.ts';
import { until } from '#tests/process.ts';
import { createRecorder, type Exchange } from './recorder.ts';
import { createJournal, type Scenario } from './scenario.ts';

const SIGNING_KEY = `signkey-test-${'5a'.repeat(32)}`;
/** How much time a waiting bench lets pass at once, and how long it then looks. */
const LEAP_MS = 5_000;
const LOOK_MS = 100;

export const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Runs one scenario and gives its traffic. Throws what the scenario finds wrong. */
export async function runEmbedded(
  connectionString: string,
  scenario: Scenario,
): Promise<readonly Exchange[]> {
  const schema = `conformance_${randomBytes(6).toString('hex')}`;
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on('error', () => {});
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const recorder = createRecorder();
  const client = new Inngest({
    id: 'conformance',
    isDev: false,
    eventKey: 'embedded',
    signingKey: SIGNING_KEY,
    baseUrl: 'http://embedded.invalid/',
    logger: quiet,
    internalLogger: quiet,
    fetch: recorder.fetch(embeddedFetch(() => pool, { schema, now })),
  });
  const journal = createJournal(() => now().getTime());
  const executor = await startExecutor({
    connectionString,
    handler: recorder.handler(serve({ client, functions: scenario.functions(client, journal) })),
    url: 'http://127.0.0.1:3000/api/inngest',
    signingKey: SIGNING_KEY,
    capacity: 8,
    now,
    schema,
  });

  async function leap(): Promise<void> {
    offset += LEAP_MS;
    await pool.query(
      `UPDATE ${bossTable} SET start_after = start_after - $2 * interval '1 ms' WHERE name = $1 AND state < 'active'`,
      [schema, LEAP_MS],
    );
  }

  async function isIdle(): Promise<boolean> {
    const { rows } = await pool.query<{ idle: boolean }>(
      `SELECT NOT EXISTS (SELECT 1 FROM ${schema}.event WHERE matched_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM ${bossTable}
                         WHERE name = $1 AND (state = 'active' OR start_after <= now())) AS idle`,
      [schema],
    );
    return rows[0]?.idle ?? false;
  }

  try {
    await scenario.run({
      journal,
      send: async (...events) => {
        await client.send(events);
      },
      until: (condition, seconds = 10) => until(condition, seconds),
      later: async (condition, seconds) => {
        const end = offset + seconds * 1000;
        while (!condition() && offset <= end) {
          await delay(LOOK_MS);
          if (!condition()) await leap();
        }
        await until(condition);
      },
      settle: async () => until(isIdle),
    });
    await until(isIdle);
  } finally {
    await executor.stop({ timeoutMs: 2_000 });
    await pool.end();
  }
  return recorder.exchanges;
}
