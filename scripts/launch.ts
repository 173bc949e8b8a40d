// One running AirGate: database, migrations, build, sandbox cloud, web server; and all of it down again in order.
// Started by start.mjs; the benchmarks and browser tests start it too and get the ready message over IPC.
import { join, resolve } from 'node:path';
import { buildIfStale } from './build.ts';
import { type ChildOptions, type Ready, startChild } from './child.ts';
import { openDataFolder } from './data-folder.ts';
import { type Database, openDatabase, prepareDatabase } from './launch-database.ts';
import { isFree, nextFreePort } from './ports.ts';

const root = join(import.meta.dirname, '..');
const dev = process.argv.includes('--dev');
const env = process.env;

const running: { name: string; stop(): Promise<unknown>; kill?(): void }[] = [];
let stopping: Promise<void> | undefined;

async function launch(): Promise<void> {
  const began = performance.now();
  const dataDir = resolve(root, env.AIRGATE_DATA_DIR || '.airgate');
  const port = readPort('PORT', 3000);
  const host = env.AIRGATE_HOST || '127.0.0.1';
  Object.assign(env, {
    AIRGATE_DATA_DIR: dataDir,
    PORT: String(port),
    NODE_ENV: dev ? 'development' : 'production',
    // The demo belongs to the embedded database; a database of one's own starts empty.
    AIRGATE_DEMO: env.AIRGATE_DEMO || (env.DATABASE_URL ? '0' : '1'),
    // The summary should not drown in lines meant for machines.
    LOG_LEVEL: env.LOG_LEVEL || 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
  });

  const folder = await openDataFolder(dataDir);
  if (port !== 0 && !(await isFree(port, host)))
    throw new Error(`Port ${port} on ${host} is taken; choose another one: PORT=${port + 1} npm start`);
  const opening = openDatabase(folder);
  running.push({ name: 'database', stop: async () => (await opening.catch(() => null))?.stop?.() });
  const database = await step('Database', () => opening);
  env.DATABASE_URL = database.url;
  env.AIRGATE_SECRET_KEY = database.secretKey;
  await step('Migrations', () => prepareDatabase(database));
  if (!dev) {
    const building = new AbortController();
    running.push({ name: 'build', stop: async () => building.abort() });
    await step('Console', () => buildIfStale(building.signal));
  }
  if (!env.AIRGATE_SANDBOX_URL) await step('Sandbox cloud', () => startSandbox());
  const ready = await step('Web server', () => startPart('web server', 'server/main.ts'));
  report(ready, database, Math.round((performance.now() - began) / 1000));
}

async function startSandbox(): Promise<string> {
  const port = env.AIRGATE_SANDBOX_PORT ? readPort('AIRGATE_SANDBOX_PORT', 0) : await nextFreePort(3999);
  const state = join(env.AIRGATE_DATA_DIR ?? '', 'sandbox.jsonl');
  const { url } = await startPart('sandbox cloud', 'server/clouds/sandbox/main.ts', {
    args: ['--port', String(port), '--state', state, ...(env.AIRGATE_DEMO === '0' ? [] : ['--demo'])],
    readyLine: /^Sandbox cloud at (\S+)/m,
  });
  env.AIRGATE_SANDBOX_URL = url ?? '';
  return env.AIRGATE_SANDBOX_URL;
}

/** One without the other is no AirGate: when a part ends by itself, the rest goes down and the exit code says so. */
async function startPart(name: string, file: string, options: ChildOptions = {}): Promise<Ready> {
  const child = startChild(name, file, options);
  running.push({ name, stop: child.stop, kill: child.kill });
  const ready = await child.ready;
  void child.ended.then((how) => {
    if (stopping) return;
    console.error(`The ${name} ended (${how}); stopping the rest.`);
    void stop().then(() => process.exit(1));
  });
  return ready;
}

function report(ready: Ready, database: Database, seconds: number): void {
  const rows: [string, string][] = [['Open', ready.url ?? '']];
  if (ready.credentials) {
    rows.push(['E-mail', ready.credentials.email]);
    rows.push(['Password', ready.credentials.password ?? 'as set before']);
  }
  rows.push(['Sandbox cloud', env.AIRGATE_SANDBOX_URL ?? ''], ...database.places, ['Stop', 'Ctrl-C']);
  const width = Math.max(...rows.map(([label]) => label.length));
  console.log(`\nAirGate is ready (${seconds} s).\n`);
  for (const [label, value] of rows) console.log(`  ${label.padEnd(width)}  ${value}`);
  console.log('');
  process.send?.({ ...ready, type: 'ready' });
}

/** Runs one part of the start and says how it went. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  if (stopping) throw new Error('Stopped.');
  const note = typeof result === 'string' ? ` ${result}` : '';
  console.log(`✓ ${name}${note} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}

function readPort(name: string, fallback: number): number {
  const text = env[name];
  if (!text) return fallback;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`${name} must be a port number from 0 to 65535, not "${text}"`);
}

/** The web server first, so that open requests still find their database; each part at its own pace. */
function stop(): Promise<void> {
  stopping ??= (async () => {
    for (const part of running.toReversed())
      await part
        .stop()
        .catch((error: unknown) => console.error(`The ${part.name} did not stop: ${message(error)}`));
  })();
  return stopping;
}

let firstSignal = 0;
function onSignal(): void {
  // A Ctrl-C reaches this process from the terminal and from its parent: two signals at once are one wish.
  if (firstSignal && performance.now() - firstSignal > 500) {
    for (const part of running) part.kill?.();
    process.exit(130);
  }
  if (firstSignal) return;
  firstSignal = performance.now();
  console.log('\nStopping …');
  void stop().then(() => process.exit(0));
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

// Nobody may be reading any more when it is time to stop.
process.stdout.on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
if (process.channel) process.on('disconnect', onSignal);

try {
  await launch();
} catch (error) {
  if (!stopping) {
    // Empty when a part has said it itself.
    if (message(error)) console.error(message(error));
    await stop();
    process.exit(1);
  }
}
