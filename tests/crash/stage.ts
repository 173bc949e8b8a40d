// Everything a process under test lives with and that outlives it: database, cloud, bot and mail server; and its end.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { createExecutorSchema } from '#inngest/embedded/schema.ts';
import { setVariable } from '#tests/environment.ts';
import type { request } from '#tests/procedures.ts';
import { type RunningProcess, spawnNode, until } from '#tests/process.ts';
import { makeSandbox, type TestSandbox } from '#tests/sandbox.ts';
import { type FeishuServer, startFeishu } from '#tests/servers/feishu.ts';
import { type MailServer, startMail } from '#tests/servers/mail.ts';
import { type Gate, openGate } from './gate.ts';
import { requestTo } from './request.ts';

export type Stage = {
  sandbox: TestSandbox;
  feishu: FeishuServer;
  mail: MailServer;
  gate: Gate;
  /** The database as its owner. */
  db: Pool;
  /** A request to the process, like `request` to the door in this one. Rejects when the process dies meanwhile. */
  ask: typeof request;
  /** Ends the process without a word to it. */
  kill(): Promise<void>;
  /** Starts it anew, unless it runs. */
  start(): Promise<void>;
  /** Makes what waits for a time, or for somebody's time to be over, due now. */
  passTime(): Promise<void>;
  close(): Promise<void>;
};

/** Times that are moved, past the gate's triggers. */
const PASSING = [
  `UPDATE idempotency_key SET created_at = created_at - interval '3 minutes' WHERE status IS NULL`,
  `UPDATE sub_account_creation SET busy_until = busy_until - interval '3 minutes'`,
  `UPDATE access_key_claim SET started_at = started_at - interval '1 minute', made_at = made_at - interval '1 minute'
   WHERE settled_at IS NULL`,
  `UPDATE outbox_event SET claimed_until = claimed_until - interval '3 minutes' WHERE sent_at IS NULL`,
  `UPDATE executor.step SET due_at = now() WHERE state IN ('pending', 'retrying') AND due_at > now()`,
  `UPDATE pgboss.job SET start_after = now() WHERE state < 'active' AND start_after > now()`,
];

/** Comes first in a test file or script: the addresses are read once. */
export async function openStage(connectionString: string): Promise<Stage> {
  const [feishu, mail] = await Promise.all([startFeishu(), startMail()]);
  setVariable('AIRGATE_EGRESS_ALLOW', feishu.hostPort);
  setVariable('SMTP_URL', mail.url);
  const sandbox = await makeSandbox();
  const db = new Pool({ connectionString, max: 2 });
  db.on('error', () => {});
  await createExecutorSchema(db);
  const gate = await openGate(connectionString);
  const server = runServer();
  return {
    sandbox,
    feishu,
    mail,
    gate,
    db,
    ask: server.ask,
    kill: server.kill,
    start: server.start,
    passTime: async () => {
      await db.query(`BEGIN; SET LOCAL session_replication_role = replica; ${PASSING.join('; ')}; COMMIT`);
    },
    close: async () => {
      await server.close();
      await Promise.all([gate.close(), db.end(), feishu.close(), mail.close(), sandbox.close()]);
    },
  };
}

/** One process after the other, the next one always loaded already: a start is short, whatever there is to load. */
function runServer() {
  // What Node makes of the source files is kept for the next process.
  const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'airgate-compiled') };
  const load = () => spawnNode('tests/airgate-process.ts', ['--wait'], { ipc: true, env });
  let next = load();
  let running: { process: RunningProcess; url: string } | undefined;
  const start = async () => {
    if (running && running.process.child.exitCode === null) return;
    const process = next;
    await process.waitFor(/loaded/, 60);
    process.child.send('start');
    const [, url = ''] = await process.waitFor(/AirGate at (\S+)/, 60);
    running = { process, url };
    next = load();
  };
  const kill = async () => {
    await running?.process.kill('SIGKILL');
    running = undefined;
  };
  const ask: typeof request = async (...asked) => {
    await until(() => running !== undefined, 60);
    return requestTo(running?.url ?? '')(...asked);
  };
  return { start, kill, ask, close: async () => void (await Promise.all([kill(), next.kill('SIGKILL')])) };
}
