// Every command that the documentation names is run, or is what runs the tests. A new one has to find its place here.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureAppRole } from '#server/core/app-role.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { createTenantInput } from '#server/tenants/schema.ts';
import { createTenant } from '#server/tenants/service.ts';
import { withoutConfiguration } from './airgate.ts';
import { emptyDatabase, type FreshDatabase } from './database.ts';
import { spawnNode } from './process.ts';
import { filesMatching, read } from './source-files.ts';

/** These run the tests, or a whole AirGate for the browser tests. */
const ALREADY_RUN = ['npm start', 'npm test', 'npm run verify', 'npm run dev'];

const documents = filesMatching('*.md', 'docs/**/*.md');
const commands = [
  ...new Set(
    documents.flatMap((file) =>
      Array.from(
        read(file).matchAll(/\bnpm (?:start|test|run (?:--silent )?[\w:-]+(?: -- [^`)\n|]+)?)/g),
        ([command]) => command.replace(' --silent', '').trim(),
      ),
    ),
  ),
].filter((command) => !ALREADY_RUN.includes(command));

let folder: string;
let empty: FreshDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airgate-docs-'));
  empty = await emptyDatabase();
  await ensureAppRole();
  const input = createTenantInput.parse({ name: 'Demo', slug: 'demo', ownerEmail: 'owner@example.com' });
  await createTenant(platformSystemCtx('docs'), input);
});
afterAll(async () => {
  await empty.drop();
  await rm(folder, { recursive: true });
});

/** What a reader puts in the place of the words in capitals. */
const filled = (command: string) =>
  command
    .replace('NAME@HOST', 'ops@example.com')
    .replace('LIST', 'quota:read,tenant:read')
    .replace('new NAME', 'status')
    .replace('SLUG', 'demo')
    .replace('FILE', join(folder, 'backup.gz'))
    .replace('COMMAND', 'status')
    .replace('NAME', 'Portal');

type Outcome = { code: number; out: string };

function run(command: string, env: Record<string, string> = {}): Promise<Outcome> {
  const [program = '', ...args] = command.split(' ');
  return new Promise((resolve) => {
    execFile(program, args, { env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out: out + err }),
    );
  });
}

const isAdministration = (command: string) => command.startsWith('npm run airgate');

describe('the commands of the documentation', () => {
  test('are found', () => {
    expect(commands.filter(isAdministration).length).toBeGreaterThan(8);
  });

  test('for administrators work in the order of the pages', async () => {
    // A restore wants a backup before it, and a database of its own.
    const order = (command: string) => (command.includes('restore') ? 1 : 0);
    for (const command of commands.filter(isAdministration).sort((a, b) => order(a) - order(b))) {
      const env = command.includes('restore') ? { DATABASE_URL: empty.url } : {};
      const { code, out } = await run(filled(command), env);
      expect({ command, code, out }).toMatchObject({ command, code: 0 });
    }
  }, 120_000);

  test('for the sandbox cloud start it', async () => {
    expect(commands).toContain('npm run sandbox');
    const sandbox = spawnNode('server/clouds/sandbox/main.ts', ['--port', '0'], {
      env: withoutConfiguration(),
    });
    await sandbox.waitFor(/Sandbox cloud at/);
    await sandbox.kill();
  });

  const others = commands.filter((command) => !isAdministration(command) && command !== 'npm run sandbox');
  const long = /^npm run (crash|fuzz|mutants|refusals|shots|conformance)\b/;
  const benchmark = /^npm run bench -- (\w[\w-]*)/;
  test.each(others)(
    '%s says how it is used, or what it found',
    async (command) => {
      // What takes many minutes is asked for its usage, a benchmark looked up in the list.
      const [, name = ''] = benchmark.exec(command) ?? [];
      const [asked = ''] = long.exec(command) ?? [];
      const { code, out } = await run(
        asked ? `${asked} -- --help` : name ? 'npm run bench' : filled(command),
      );
      expect({ command, code }).toEqual({ command, code: 0 });
      expect(out).toMatch(/Usage|pending: none/);
      if (name && name !== 'NAME') expect(out).toContain(`  ${name}\n`);
    },
    60_000,
  );
});
