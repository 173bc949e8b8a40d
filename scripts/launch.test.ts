import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withoutConfiguration } from '#tests/airgate.ts';
import { freshDatabase } from '#tests/database.ts';
import { spawnNode } from '#tests/process.ts';
import { tryLock } from './lock.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'airgate-launch-'));
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

/** Starts the launcher and returns how it ended. */
async function launch(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const launcher = spawnNode('scripts/launch.ts', ['--dev'], {
    env: { ...withoutConfiguration(), PORT: '0', AIRGATE_DATA_DIR: dataDir, ...env },
  });
  const { code } = await launcher.exited;
  return { code, said: launcher.output().trim() };
}

const newKey = () => randomBytes(32).toString('base64');

describe('a start that cannot work ends with one line and exit code 1', () => {
  test('when the port is taken', async () => {
    const squatter = createServer();
    const port = await new Promise<number>((done) => {
      squatter.listen(0, '127.0.0.1', () => {
        const address = squatter.address();
        done(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
    try {
      expect(await launch({ PORT: String(port) })).toEqual({
        code: 1,
        said: `Port ${port} on 127.0.0.1 is taken; choose another one: PORT=${port + 1} npm start`,
      });
    } finally {
      squatter.close();
    }
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('when the port is no port', async () => {
    const { code, said } = await launch({ PORT: 'http' });
    expect({ code, said }).toEqual({
      code: 1,
      said: 'PORT must be a port number from 0 to 65535, not "http"',
    });
  });

  test('when a database of its own comes without a key', async () => {
    const { code, said } = await launch({ DATABASE_URL: 'postgresql://airgate@127.0.0.1:1/airgate' });
    expect(code).toBe(1);
    expect(said).toMatch(/^AIRGATE_SECRET_KEY is missing: [^\n]+$/);
  });

  test('when the database cannot be reached, without telling its password', async () => {
    const { code, said } = await launch({
      DATABASE_URL: 'postgresql://airgate:hunter2@127.0.0.1:1/airgate',
      AIRGATE_SECRET_KEY: newKey(),
    });
    expect(code).toBe(1);
    expect(said).toBe('The database at 127.0.0.1:1/airgate cannot be used: connect ECONNREFUSED 127.0.0.1:1');
  });

  test('when the database was set up with another key, and leaves it as it was', async () => {
    const { url } = await freshDatabase();
    const { code, said } = await launch({ DATABASE_URL: url, AIRGATE_SECRET_KEY: newKey() });
    expect(code).toBe(1);
    expect(said.split('\n').at(-1)).toMatch(
      /^AIRGATE_SECRET_KEY is not the key that this database was set up with/,
    );
  });

  test('when AirGate already runs on the same data folder', async () => {
    const release = await tryLock(`data folder ${dataDir}`);
    const { code, said } = await launch({});
    await release?.();
    expect(code).toBe(1);
    expect(said).toMatch(/^AirGate already runs on [^\n]+$/);
  });
});
