// A local PostgreSQL from npm's binaries: nothing to install, nothing to configure.
// In its folder: `port`, `password` and either `data/` or `location`, the path of a data folder elsewhere.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { withLock } from './lock.ts';
import { binaries, canEnter, type ServerUser, SHARED_FOLDER, serverUser } from './pg-user.ts';
import { isFree } from './ports.ts';

export interface PostgresOptions {
  /** The folder that belongs to this server; made when missing. */
  readonly dir: string;
  /** A fixed port. Without it a free one is picked once and remembered in the folder. */
  readonly port?: number;
  /** Trades durability for speed: data may be lost when the machine stops. */
  readonly test?: boolean;
}

export interface Postgres {
  /** Superuser connection string to the database `airgate`. */
  readonly url: string;
  /** Where the data lies. */
  readonly data: string;
  /** Whether it was up before, so that somebody else may be using it. */
  readonly wasRunning: boolean;
  /** Stops the server, closing its connections. Fine to call when it is already down. */
  stop(): Promise<void>;
}

interface Folder {
  readonly dir: string;
  readonly data: string;
  readonly password: string;
  readonly user: ServerUser | null;
  readonly bin: string;
}

const DATABASE = 'airgate';
const START_ATTEMPTS = 40;

/** Starts the server of a folder, or finds it running. Throws an error with one line when it cannot. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  return withLock(`postgres ${dir}`, 90, async () => {
    const folder = await openFolder(dir, options.test ?? false);
    const running = await runningPort(folder);
    const port = running ?? (await start(folder, options));
    const url = connectionString(folder, port, DATABASE);
    await createDatabase(connectionString(folder, port, 'postgres'));
    return { url, data: folder.data, wasRunning: running !== null, stop: () => stop(folder) };
  });
}

async function openFolder(dir: string, test: boolean): Promise<Folder> {
  const user = await serverUser();
  const bin = await binaries(user);
  const password = await remembered(join(dir, 'password'), () => randomBytes(24).toString('hex'));
  const data = await dataFolder(dir, user);
  const folder = { dir, data, password, user, bin };
  if (!(await readIfThere(join(data, 'PG_VERSION')))) await initialise(folder, test);
  return folder;
}

/** Data lies in the folder itself, unless the server's user cannot get there. */
async function dataFolder(dir: string, user: ServerUser | null): Promise<string> {
  const inside = join(dir, 'data');
  if (await readIfThere(join(inside, 'PG_VERSION'))) {
    if (user && !(await canEnter(inside, user)))
      throw new Error(
        `PostgreSQL's user ${user.name} cannot enter ${inside}; let it, or move the data folder`,
      );
    return inside;
  }
  const location = await readIfThere(join(dir, 'location'));
  if (location) return location;
  if (!user || (await canEnter(dir, user))) return inside;
  return remembered(join(dir, 'location'), () => `${SHARED_FOLDER}/data-${randomBytes(6).toString('hex')}`);
}

/** Sets up beside the final place and moves at the end, so that an interrupted set-up leaves nothing half done. */
async function initialise(folder: Folder, test: boolean): Promise<void> {
  const { data, user, password } = folder;
  const part = `${data}.part`;
  const passwordFile = `${data}.password`;
  await rm(part, { recursive: true, force: true });
  await mkdir(dirname(data), { recursive: true });
  await mkdir(part, { mode: 0o700 });
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) await Promise.all([part, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    const { code, output } = await run(folder, 'initdb', [
      ...['-D', part, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
      ...(test ? ['--no-sync'] : []),
    ]);
    if (code !== 0) throw new Error(`PostgreSQL could not set up ${data}: ${lastLine(output)}`);
    await rm(data, { recursive: true, force: true });
    await rename(part, data);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(part, { recursive: true, force: true });
  }
}

/** The port on which this folder's server answers now. */
async function runningPort(folder: Folder): Promise<number | null> {
  const lines = (await readIfThere(join(folder.data, 'postmaster.pid')))?.split('\n');
  const port = Number(lines?.[3]);
  return port && (await answers(connectionString(folder, port, 'postgres'))) ? port : null;
}

async function start(folder: Folder, options: PostgresOptions): Promise<number> {
  let port = options.port ?? (await rememberedPort(folder.dir));
  for (let attempt = 1; ; attempt++) {
    // A log of its own for each start, so that the reason found below is this start's.
    await rename(logFile(folder), `${logFile(folder)}.previous`).catch(() => {});
    const { code } = await run(folder, 'pg_ctl', startArguments(folder, port, options.test ?? false));
    if (code === 0) return port;
    const already = await runningPort(folder);
    if (already) return already;
    const reason = lastLine((await readIfThere(logFile(folder))) ?? '', /FATAL|PANIC|could not bind/);
    const taken = /could not bind|could not create any TCP/.test(reason);
    if (taken && options.port !== undefined)
      throw new Error(`PostgreSQL cannot use port ${port}: it is taken`);
    if (taken) port = await pickPort(folder.dir);
    // After a kill -9 the dead server can hold its lock and shared memory for a moment longer.
    const lingering = /lock file|shared memory|pre-existing/.test(reason);
    if (!(taken || lingering) || attempt >= START_ATTEMPTS)
      throw new Error(`PostgreSQL did not start: ${reason || 'no reason given'} (log: ${logFile(folder)})`);
    await delay(250);
  }
}

function startArguments(folder: Folder, port: number, test: boolean): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    // Whatever the data folder lies on, it has no arm that has to move: an index is worth using early.
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_checkpoints: 'off',
    ...(test && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  const flags = Object.entries(settings).map(([key, value]) => `-c ${key}='${value}'`);
  return ['-D', folder.data, '-w', '-t', '60', '-s', '-l', logFile(folder), '-o', flags.join(' '), 'start'];
}

async function stop(folder: Folder): Promise<void> {
  const { code, output } = await run(folder, 'pg_ctl', [
    '-D',
    folder.data,
    '-m',
    'fast',
    '-w',
    '-t',
    '30',
    'stop',
  ]);
  if (code !== 0 && !/no server running|PID file .* does not exist|No such process/.test(output))
    throw new Error(`PostgreSQL did not stop: ${lastLine(output)}`);
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function rememberedPort(dir: string): Promise<number> {
  const port = Number(await readIfThere(join(dir, 'port')));
  return port && (await isFree(port)) ? port : pickPort(dir);
}

/** Picks below the range from which the kernel hands out ports to outgoing connections. */
async function pickPort(dir: string): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 21_000 + (randomBytes(2).readUInt16BE() % 10_000);
    if (!(await isFree(port))) continue;
    await writeFile(join(dir, 'port'), `${port}\n`);
    return port;
  }
  throw new Error('No free port for PostgreSQL between 21000 and 31000');
}

function run(folder: Folder, program: string, args: string[]): Promise<{ code: number; output: string }> {
  const { user } = folder;
  const options = {
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    ...(user && { uid: user.uid, gid: user.gid }),
  };
  return new Promise((done) => {
    const child = execFile(join(folder.bin, program), args, options, (error, stdout, stderr) =>
      done({
        code: error ? Number(child.exitCode ?? 1) || 1 : 0,
        output: stdout + stderr || (error?.message ?? ''),
      }),
    );
  });
}

const connectionString = (folder: Folder, port: number, database: string) =>
  `postgresql://postgres:${folder.password}@127.0.0.1:${port}/${database}`;

const logFile = (folder: Folder) => join(folder.data, 'server.log');

function lastLine(text: string, matching = /\S/): string {
  return (
    text
      .split('\n')
      .findLast((line) => matching.test(line))
      ?.trim() ?? ''
  );
}

async function remembered(file: string, make: () => string): Promise<string> {
  const known = await readIfThere(file);
  if (known) return known;
  const value = make();
  await writeFile(file, `${value}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return value;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
