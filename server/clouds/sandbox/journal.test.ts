import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxControl } from './control.ts';
import { monthOf } from './days.ts';
import { seededAccount } from './seed.ts';
import { startSandbox } from './server.ts';
import { signedCaller } from './signed-caller.ts';

const main = new URL('./main.ts', import.meta.url).pathname;
let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  stateFile = join(folder, 'state', 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Launched = {
  line: Promise<string>;
  failure: Promise<string>;
  ended: Promise<number | null>;
  child: ReturnType<typeof spawn>;
};

function launch(...args: string[]): Launched {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const firstText = (stream: NodeJS.ReadableStream | null) =>
    new Promise<string>((resolve) => stream?.once('data', (data: Buffer) => resolve(data.toString().trim())));
  return {
    child,
    line: firstText(child.stdout),
    failure: firstText(child.stderr),
    ended: new Promise((resolve) => child.once('exit', resolve)),
  };
}

const urlIn = (line: string): string => /http:\/\/\S+/.exec(line)?.[0] ?? '';

describe('the journal', () => {
  test('brings back everything answered before a kill', async () => {
    const first = launch('--port', '0', '--state', stateFile, '--seed', '7');
    const url = urlIn(await first.line);
    const root = signedCaller(url, seededAccount(7));
    const control = sandboxControl(url);
    await control.config({ frozen: true });
    await control.bulk({ users: 5, projects: 2, rows: 40 });
    await control.demo();
    await root('iam', 'UpdateUser', { UserName: 'bulk-user-1', NewUserName: 'renamed' });
    await root(
      'iam',
      'CreateLoginProfile',
      { UserName: 'renamed', Password: 'Correct-horse-1' },
      { post: true },
    );
    await control.spend({ project: 'bulk-project-1', product: 'tos', amount: '12.5' });
    await control.advance({ days: 2, hours: 5 });
    const { result } = await root('iam', 'CreateAccessKey', { UserName: 'bulk-user-2' });
    const state = await control.state();
    const month = monthOf(state.clock.today);
    const totals = await control.totals({ month });
    first.child.kill('SIGKILL');
    await first.ended;

    const again = await startSandbox({ stateFile, seed: 99 });
    try {
      expect(await sandboxControl(again.url).state()).toEqual(state);
      expect(await sandboxControl(again.url).totals({ month })).toEqual(totals);
      const key = result.AccessKey as { AccessKeyId: string; SecretAccessKey: string };
      const own = signedCaller(again.url, {
        accessKeyId: key.AccessKeyId,
        secretAccessKey: key.SecretAccessKey,
      });
      expect((await own('sts', 'GetCallerIdentity', {}, { post: true })).result.IdentityType).toBe('User');
    } finally {
      await again.close();
    }
  });

  test('ignores a last line that was torn, and goes on after it', async () => {
    const first = await startSandbox({ stateFile });
    await sandboxControl(first.url).createProject({ name: 'kept' });
    await first.close();
    await appendFile(stateFile, '{"type":"project.create","at":1,"bo');
    const second = await startSandbox({ stateFile });
    await sandboxControl(second.url).createProject({ name: 'later' });
    await second.close();
    const third = await startSandbox({ stateFile });
    const { account } = await sandboxControl(third.url).state();
    await third.close();
    expect(account.projects.map((project) => project.name)).toEqual(['default', 'kept', 'later']);
  });

  test('that is damaged in the middle is not half replayed', async () => {
    const first = await startSandbox({ stateFile });
    await sandboxControl(first.url).createProject({ name: 'kept' });
    await first.close();
    const text = await readFile(stateFile, 'utf8');
    await writeFile(stateFile, `garbage\n${text}`);
    await expect(startSandbox({ stateFile })).rejects.toThrow('line 1 cannot be replayed');
  });

  test('the same seed makes the same keys, another seed makes others', async () => {
    const make = async (seed: number) => {
      const sandbox = await startSandbox({ seed });
      const root = signedCaller(sandbox.url, seededAccount(seed));
      await root('iam', 'CreateUser', { UserName: 'ann' });
      const { result } = await root('iam', 'CreateAccessKey', { UserName: 'ann' });
      await sandbox.close();
      const { AccessKeyId, SecretAccessKey } = result.AccessKey as Record<string, string>;
      return [sandbox.root.accountId, AccessKeyId, SecretAccessKey];
    };
    expect(await make(5)).toEqual(await make(5));
    expect(await make(5)).not.toEqual(await make(6));
  });
});

describe('the command line', () => {
  test('says where it is and with which key, and ends on SIGTERM', async () => {
    const run = launch('--port', '0');
    const line = await run.line;
    expect(line).toContain(seededAccount(1).accessKeyId);
    expect((await fetch(`${urlIn(line)}/_sandbox`)).status).toBe(200);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  test('ends when the process that started it is gone', async () => {
    const run = launch('--port', '0');
    await run.line;
    run.child.disconnect();
    expect(await run.ended).toBe(0);
  });

  test('names a taken port in one line', async () => {
    const holder = await startSandbox();
    const run = launch('--port', String(holder.port));
    const failure = await run.failure;
    expect(failure).toContain(`port ${holder.port} is already in use`);
    expect(failure.split('\n').length).toBe(1);
    expect(await run.ended).toBe(1);
    await holder.close();
  });
});
