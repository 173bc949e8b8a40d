// A whole AirGate as a person would start it: launcher, database, sandbox cloud and web server, in a fresh data folder.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextFreePort } from '#scripts/ports.ts';
import { type RunningProcess, spawnNode } from './process.ts';

export interface RunningAirGate {
  readonly url: string;
  readonly sandboxUrl: string;
  /** The first operator. */
  readonly email: string;
  readonly password: string;
  readonly dataDir: string;
  readonly launcher: RunningProcess;
  /** Stops it in order and removes its data. */
  stop(): Promise<void>;
}

const OPERATOR = { email: 'operator@airgate.test', password: 'correct horse battery staple' };

/** Starts one and waits until it is healthy, a first build included. `env` goes over everything else. */
export async function startAirGate(
  env: Record<string, string> = {},
  { limitSeconds = 300 } = {},
): Promise<RunningAirGate> {
  const dataDir = env.AIRGATE_DATA_DIR ?? (await newDataDir());
  const port = await nextFreePort(3100);
  const url = `http://127.0.0.1:${port}`;
  const sandboxPort = await nextFreePort(4100);
  const launcher = spawnNode('scripts/launch.ts', [], {
    ipc: true,
    detached: true,
    env: {
      ...withoutConfiguration(),
      PORT: String(port),
      AIRGATE_DATA_DIR: dataDir,
      AIRGATE_PUBLIC_URL: url,
      AIRGATE_SANDBOX_PORT: String(sandboxPort),
      AIRGATE_ADMIN_EMAIL: OPERATOR.email,
      AIRGATE_ADMIN_PASSWORD: OPERATOR.password,
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
  try {
    await launcher.waitFor(/AirGate is ready/, limitSeconds);
  } catch (error) {
    await launcher.kill('SIGKILL');
    await removeData(dataDir);
    throw error;
  }
  const stop = async () => {
    await launcher.kill('SIGTERM');
    await removeData(dataDir);
  };
  return { url, sandboxUrl: `http://127.0.0.1:${sandboxPort}`, ...OPERATOR, dataDir, launcher, stop };
}

/** An empty folder that the database's user can enter. */
export async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'airgate-'));
  await chmod(dataDir, 0o755);
  return dataDir;
}

/** Takes the developer's own configuration out of a child's environment. */
export function withoutConfiguration(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) =>
    /^(AIRGATE_(?!E2E)|DATABASE_|INNGEST_|NEXTAUTH_|SMTP_|VOLCENGINE_)|^(PORT|NODE_ENV|LOG_LEVEL)$/.test(
      name,
    ),
  );
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** The database's files may lie elsewhere, when its user could not reach the folder. */
export async function removeData(dataDir: string): Promise<void> {
  const elsewhere = await readFile(join(dataDir, 'postgres/location'), 'utf8').catch(() => '');
  if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
