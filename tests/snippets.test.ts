// The programs of the page "Connect a system": each is run word for word against a running AirGate.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  fileNames,
  type Language,
  languages,
  snippetPermissions,
  snippetsFor,
  type Task,
} from '#app/(console)/[tenant]/connect/_components/snippets.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { createKey } from '#server/keys/service.ts';
import { until } from './process.ts';
import { makeSandbox } from './sandbox.ts';
import { root } from './source-files.ts';
import { type Farm, makeStory, type Story } from './story.ts';
import { freePort, startWeb, type Web } from './web.ts';

const sandbox = await makeSandbox();
let web: Web;
let folder: string;
let story: Story;
let farms: Farm[];
let key: string;
beforeAll(async () => {
  web = await startWeb(await freePort());
  folder = await mkdtemp(join(tmpdir(), 'airgate-snippets-'));
  story = await makeStory(sandbox);
  const { id } = await story.connect();
  farms = [await story.createFarm(id), await story.createFarm(id), await story.createFarm(id)];
  await raiseAlert(story.tenant.job, {
    type: 'check_failed',
    severity: 'critical',
    dedupeKey: 'snippets',
    details: { reason: 'cloud_denied' },
  });
  const permissions = [...snippetPermissions];
  key = (await createKey(story.tenant.as.owner, { name: 'connected', permissions })).secret;
}, 90_000);
afterAll(async () => {
  await Promise.all([web.process.kill('SIGKILL'), sandbox.close()]);
  await rm(folder, { recursive: true });
});

type Outcome = { code: number; out: string; err: string };
type Env = Record<string, string>;

function run(program: string, args: string[], env: Env = {}): Promise<Outcome> {
  const options = { cwd: folder, env: { ...process.env, AIRGATE_KEY: key, ...env } };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

const isThere = async (program: string) => (await run('bash', ['-c', `command -v ${program}`])).code === 0;

/** Runs a shell's lines; without curl on the machine, with a stand-in that knows these options. */
const shell = (script: string, env: Env = {}) => {
  const curl = `command -v curl >/dev/null || curl() { node ${join(root, 'tests/e2e/curl.mjs')} "$@"; }`;
  return run('bash', ['-euo', 'pipefail', '-c', `${curl}\n${script}`], env);
};

/** The first of these programs that is there. A machine without Python runs what does not need it. */
const runners: Record<Exclude<Language, 'curl'>, string> = {
  typescript: process.execPath,
  python: 'python3',
};
const runnable: Language[] = [];
for (const language of languages) {
  if (language !== 'python' || (await isThere('python3'))) runnable.push(language);
}

const snippets = () => snippetsFor(web.url);

async function perform(language: Language, task: Task, env: Env = {}): Promise<Outcome> {
  const text = snippets()[language][task];
  if (language === 'curl') return shell(text, env);
  const file = join(folder, fileNames[language][task] ?? task);
  await writeFile(file, text);
  return run(runners[language], [file], env);
}

describe.each(runnable)('in %s', (language) => {
  test('getting ready works', async () => {
    const script = snippets()[language].setup.replace('ag_…', key);
    expect(await shell(script)).toMatchObject({ code: 0 });
  });

  test('sub-accounts are listed, page after page', async () => {
    const { code, out, err } = await perform(language, 'list');
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('rror') });
    for (const { id, userName } of farms) {
      expect(out).toContain(id);
      expect(out).toContain(userName);
    }
  });

  test('quota is allocated once, however often it is run', async () => {
    const farm = farms[languages.indexOf(language)];
    const env = { SUB_ACCOUNT_ID: farm?.id ?? '' };
    for (const _ of [1, 2]) expect((await perform(language, 'allocate', env)).out).toContain('100.00');
    // Each farm and each language share one key of the caller, which belongs to one request.
    expect((await farm?.quota())?.granted).toBe('100.00');
    await newKey();
  });

  test('alerts are read', async () => {
    const { code, out } = await perform(language, 'alerts');
    expect(code).toBe(0);
    expect(out).toContain('check_failed');
    expect(out).toContain('cloud_denied');
  });
});

/** The snippets name one idempotency key, and a caller's keys are their own. */
async function newKey(): Promise<void> {
  const permissions = [...snippetPermissions];
  key = (await createKey(story.tenant.as.owner, { name: 'next', permissions })).secret;
}

const secret = `whsec_${randomBytes(24).toString('base64')}`;

function signed(body: string, seconds = Math.floor(Date.now() / 1000), by = secret) {
  const id = `dlv_${'0'.repeat(32)}`;
  const mac = createHmac('sha256', Buffer.from(by.replace('whsec_', ''), 'base64'));
  const signature = `v1,${mac.update(`${id}.${seconds}.${body}`).digest('base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature };
}

describe('a webhook', () => {
  const body = JSON.stringify({ type: 'quota_step', subject: '用量 80%' });
  const other = signed(body, undefined, `whsec_${randomBytes(24).toString('base64')}`);
  const both = {
    ...other,
    'webhook-signature': `${other['webhook-signature']} ${signed(body)['webhook-signature']}`,
  };
  const messages: [string, Record<string, string>, boolean][] = [
    ['that is signed', signed(body), true],
    ['with two signatures, one of which fits', both, true],
    ['of somebody else', other, false],
    ['of an hour ago', signed(body, Math.floor(Date.now() / 1000) - 3_600), false],
    ['with another body', signed(`${body} `), false],
  ];

  test.each(messages)('%s is told from others by a shell', async (_, headers, good) => {
    if (!(await isThere('openssl'))) return expect(snippets().curl.webhook).toContain('openssl dgst -sha256');
    await writeFile(join(folder, 'body.json'), body);
    const { code } = await shell(snippets().curl.webhook, {
      WEBHOOK_SECRET: secret,
      WEBHOOK_ID: headers['webhook-id'] ?? '',
      WEBHOOK_TIMESTAMP: headers['webhook-timestamp'] ?? '',
      WEBHOOK_SIGNATURE: headers['webhook-signature'] ?? '',
    });
    expect(code === 0).toBe(good);
  });

  test.each(runnable.filter((language) => language !== 'curl'))(
    'is received by the program in %s',
    async (language) => {
      const file = join(folder, fileNames[language].webhook ?? '');
      await writeFile(file, snippets()[language].webhook);
      const port = await freePort();
      const env = { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret };
      const child = spawn(runners[language as keyof typeof runners], [file], { env });
      const heard = listened(child);
      const post = (headers: Record<string, string>) =>
        fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
      try {
        await until(async () => (await post(signed(body)).catch(() => null))?.status === 204, 15);
        for (const [, headers, good] of messages) expect((await post(headers)).status).toBe(good ? 204 : 401);
        await expect.poll(() => heard().match(/quota_step 用量 80%/g)?.length).toBe(3);
      } finally {
        child.kill('SIGKILL');
      }
    },
    30_000,
  );
});

function listened(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return () => text;
}
