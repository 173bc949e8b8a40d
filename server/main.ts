/** The process: one HTTP server, the job executor and the outbox relay, with ordered draining. */
import http from 'node:http';
import next from 'next';
import { executorDesk } from '#inngest/desk.ts';
import { runJobs } from '#inngest/run-jobs.ts';
import { apiAddresses } from '#server/core/api-address.ts';
import { ensureAppRole } from '#server/core/app-role.ts';
import { closeDatabase } from '#server/core/db.ts';
import { EnvError, env, exportPublicUrl, publicUrl } from '#server/core/env.ts';
import { httpDoor } from '#server/core/http-door.ts';
import { openDesk } from '#server/core/job-desk.ts';
import { executorPool, jobsAreEmbedded } from '#server/core/jobs.ts';
import { closeKeys } from '#server/core/key-identity.ts';
import { log } from '#server/core/log.ts';
import { refuseUnreadable } from '#server/core/unreadable-request.ts';
import { prepareInstallation } from '#server/platform/install.ts';

const DRAIN_MS = 20_000;

type Part = { stop(): Promise<void> };

/** Starts everything in order; returns how to stop it in the reverse one. */
async function start(): Promise<Part> {
  const { PORT, AIRGATE_HOST, NODE_ENV, AIRGATE_JOBS, AIRGATE_TRUST_PROXY } = env();
  await ensureAppRole();
  const parts: Part[] = [];
  exportPublicUrl();

  const app = next({ dev: NODE_ENV === 'development', hostname: AIRGATE_HOST, port: PORT });
  await app.prepare();
  const handle = httpDoor(apiAddresses(app.getRequestHandler()), { behindProxy: AIRGATE_TRUST_PROXY });
  const server = http.createServer((request, response) => void handle(request, response));
  server.keepAliveTimeout = 65_000;
  server.on('clientError', refuseUnreadable);
  if (NODE_ENV === 'development') server.on('upgrade', app.getUpgradeHandler());

  const credentials = await prepareInstallation();
  if (jobsAreEmbedded()) openDesk(executorDesk());
  if (AIRGATE_JOBS) parts.push(await runJobs({ drainMs: DRAIN_MS }));
  await listen(server, PORT, AIRGATE_HOST);
  parts.push({
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await app.close();
    },
  });

  const url = publicUrl();
  log.info({ url }, 'ready');
  process.send?.({ type: 'ready', url, credentials });
  return {
    stop: async () => {
      for (const part of parts.reverse()) await part.stop();
      await closeKeys();
      await Promise.all([closeDatabase(), executorPool().end()]);
    },
  };
}

function listen(server: http.Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** What stops a start, in one line for the terminal. */
function explain(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `Port ${env().PORT} is taken. Choose another with PORT.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
    return 'The database at DATABASE_URL cannot be reached.';
  }
  if (code === '28P01' || code === '28000') return 'The database refuses the credentials of DATABASE_URL.';
  return `AirGate could not start: ${error.message}`;
}

try {
  const running = await start();
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS + 5_000).unref();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  // The launcher is gone without a word: nobody would stop this process any more.
  process.on('disconnect', () => void stop());
} catch (error) {
  console.error(explain(error));
  log.debug({ err: error }, 'start failed');
  process.exit(1);
}
