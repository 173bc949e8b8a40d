// The client that AirGate gives out: it compiles in strict TypeScript, knows its types, and works against a running server.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typeOf } from '#server/client/types.ts';
import { createKey } from '#server/keys/service.ts';
import { makeSandbox } from './sandbox.ts';
import { root } from './source-files.ts';
import { type Farm, makeStory, type Story } from './story.ts';
import { startWeb, type Web } from './web.ts';

type Row = { id: string; userName: string };
type Page = { items: Row[]; nextCursor: string | null };
type Options = { idempotencyKey?: string; signal?: AbortSignal; timeoutMs?: number };
type Client = {
  tenant: { get(input?: object, options?: Options): Promise<{ id: string }> };
  subAccounts: {
    list(input?: object, options?: Options): Promise<Page>;
    all(input?: object, options?: Options): AsyncIterable<Row>;
    get(input: object): Promise<Row>;
  };
  quotas: {
    allocate(input: object, options?: Options): Promise<{ after: string }>;
    getQuota(input: object): Promise<{ granted: string }>;
  };
  apiKeys: {
    create(input: object): Promise<{ id: string; secret: string }>;
    list(input: object): Promise<Page>;
    delete(input: object, options?: Options): Promise<{ id: string }>;
  };
};
type Ask = (url: string, init: RequestInit) => Promise<Response>;
type ClientModule = {
  createClient(options: {
    apiKey: string;
    baseUrl: string;
    fetch?: Ask;
    timeoutMs?: number;
    retries?: number;
    language?: string;
  }): Client;
  AirGateError: new () => Error;
};

const sandbox = await makeSandbox();
let web: Web;
let folder: string;
let client: ClientModule;
let story: Story;
let farms: Farm[];
beforeAll(async () => {
  web = await startWeb();
  folder = await mkdtemp(join(tmpdir(), 'airgate-client-'));
  const text = await (await fetch(`${web.url}/api/v1/client.ts`)).text();
  await writeFile(join(folder, 'client.ts'), text);
  client = await import(join(folder, 'client.ts'));
  story = await makeStory(sandbox);
  const { id } = await story.connect();
  farms = [await story.createFarm(id), await story.createFarm(id), await story.createFarm(id)];
}, 90_000);
afterAll(async () => {
  await Promise.all([web.process.kill('SIGKILL'), sandbox.close()]);
  await rm(folder, { recursive: true });
});

const made = (options: Partial<Parameters<ClientModule['createClient']>[0]> = {}) =>
  client.createClient({ apiKey: story.secret, baseUrl: web.url, ...options });

/** The answers to the first requests get lost on their way; `sent` is what was asked. */
function losing(count: number) {
  const sent: RequestInit[] = [];
  const ask: Ask = async (url, init) => {
    sent.push(init);
    const response = await fetch(url, init);
    if (sent.length <= count) throw new TypeError('connection reset');
    return response;
  };
  return { ask, sent };
}
const keysOf = (sent: RequestInit[]) =>
  sent.map(({ headers }) => (headers as Record<string, string>)['idempotency-key']);

describe('the file', () => {
  test('is given to everybody, under a tag that spares the next download', async () => {
    const first = await fetch(`${web.url}/api/v1/client.ts`);
    expect([first.status, first.headers.get('content-type')]).toEqual([
      200,
      'text/typescript; charset=utf-8',
    ]);
    expect(first.headers.get('cache-control')).toContain('max-age');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await fetch(`${web.url}/api/v1/client.ts`, { headers: { 'if-none-match': `W/${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('compiles under the strictest rules, and its types know right from wrong', async () => {
    const lines = USAGE.split('\n');
    await writeFile(join(folder, 'usage.ts'), USAGE);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(STRICT));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const out = await new Promise<string>((resolve) => {
      execFile(join(root, 'node_modules/.bin/tsc'), ['-p', folder], (_, stdout) => resolve(stdout));
    });
    const complaints = Array.from(out.matchAll(/^(\S+\.ts)\((\d+),/gm), ([, file = '', line]) => [
      file.split('/').at(-1),
      lines[Number(line) - 1]?.trim(),
    ]);
    const wrong = lines.filter((line) => line.endsWith('// wrong')).map((line) => ['usage.ts', line.trim()]);
    expect(complaints).toEqual(wrong);
  }, 120_000);

  test('cannot be made from a schema that the generator does not know', () => {
    expect(() => typeOf({ type: 'object', patternProperties: {} }, 'output')).toThrow('patternProperties');
    expect(() => typeOf({ type: 'tuple' }, 'output')).toThrow('tuple');
    expect(typeOf({ type: ['string', 'null'], description: 'x' }, 'input')).toBe('string | null');
  });
});

describe('against a running server', () => {
  test('lists go through all pages, asking for each when it is needed', async () => {
    const { ask, sent } = losing(0);
    const seen: string[] = [];
    for await (const { id } of made({ fetch: ask }).subAccounts.all({ limit: 1, sort: 'userName' })) {
      seen.push(id);
      if (seen.length === 2) expect(sent).toHaveLength(2);
    }
    expect([...seen].sort()).toEqual(farms.map(({ id }) => id).sort());
    const several = await made().subAccounts.list({ state: ['active', 'no_quota'], limit: 2 });
    expect(several.items).toHaveLength(2);
  });

  test('a refusal says status, code, reason, request and the wrong fields', async () => {
    const [farm] = farms;
    const refused = made({ language: 'zh-CN' }).quotas.allocate({
      subAccountId: farm?.id ?? '',
      amount: 'ten',
      reason: 'Test',
    });
    await expect(refused).rejects.toBeInstanceOf(client.AirGateError);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'invalid_input',
      reason: 'invalid_input',
      requestId: expect.stringMatching(/^req_/),
      fields: [{ path: 'amount', message: expect.stringMatching(/[一-龥]/) }],
    });
    const stranger = client.createClient({ apiKey: 'ag_nobody', baseUrl: web.url });
    await expect(stranger.tenant.get()).rejects.toMatchObject({ status: 401, reason: 'key_unknown' });
  });

  test('a change whose answer got lost is asked for again and happens once', async () => {
    const [, farm] = farms;
    const { ask, sent } = losing(2);
    const allocate = { subAccountId: farm?.id ?? '', amount: '7', reason: 'Once' };
    expect(await made({ fetch: ask }).quotas.allocate(allocate)).toMatchObject({ after: '7.00' });
    expect(sent).toHaveLength(3);
    expect(new Set(keysOf(sent)).size).toBe(1);
    expect(await made().quotas.getQuota({ subAccountId: farm?.id })).toMatchObject({ granted: '7.00' });
    // A key of one's own spans calls.
    const options = { idempotencyKey: `order-${story.account}` };
    await made().quotas.allocate(allocate, options);
    await made().quotas.allocate(allocate, options);
    expect(await made().quotas.getQuota({ subAccountId: farm?.id })).toMatchObject({ granted: '14.00' });
  });

  test('a deletion whose answer got lost succeeds when it is asked for again', async () => {
    const { ask, sent } = losing(1);
    const key = await made().apiKeys.create({ name: 'short-lived', permissions: ['tenant:read'] });
    expect(await made({ fetch: ask }).apiKeys.delete({ keyId: key.id })).toMatchObject({ id: key.id });
    expect(keysOf(sent)).toEqual([expect.any(String), keysOf(sent)[0]]);
  });

  test('a limit is waited for as long as it says, and not at all where that is long', async () => {
    const limited = await createKey(story.tenant.as.owner, {
      name: 'limited',
      permissions: ['tenant:read'],
      perMonth: 1,
    });
    const one = made({ apiKey: limited.secret });
    await one.tenant.get();
    const began = performance.now();
    await expect(one.tenant.get()).rejects.toMatchObject({ status: 429, reason: 'key_limit_exceeded' });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('against what goes wrong on the way', () => {
  /** A server that answers with the next of these, and with the last one for ever. */
  async function answering(
    ...answers: { status: number; headers?: Record<string, string>; body?: object }[]
  ) {
    let asked = 0;
    const server = createServer((_, response) => {
      const { status, headers, body } = answers[Math.min(asked++, answers.length - 1)] ?? { status: 500 };
      response.writeHead(status, headers).end(body ? JSON.stringify(body) : '<html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
    return { baseUrl: `http://127.0.0.1:${port}`, asked: () => asked, close };
  }
  const again = { 'retry-after': '0' };

  test('429 and 503 are asked again, as often as was agreed', async () => {
    const server = await answering(
      { status: 429, headers: again },
      { status: 503, headers: again },
      {
        status: 200,
        body: { id: 'ten_1' },
      },
    );
    expect(await made(server).tenant.get()).toEqual({ id: 'ten_1' });
    expect(server.asked()).toBe(3);
    const stubborn = await answering({ status: 503, headers: again });
    const asked = made({ ...stubborn, retries: 2 }).tenant.get();
    await expect(asked).rejects.toMatchObject({ status: 503, code: 'unexpected', retryAfter: 0 });
    expect(stubborn.asked()).toBe(3);
    await Promise.all([server.close(), stubborn.close()]);
  });

  test('any other failure is told at once', async () => {
    const server = await answering({
      status: 502,
      body: { code: 'upstream_failed', reason: 'cloud_failed' },
    });
    await expect(made(server).tenant.get()).rejects.toMatchObject({ status: 502, reason: 'cloud_failed' });
    expect(server.asked()).toBe(1);
    await server.close();
  });

  test('nobody there, and an answer that takes too long, are errors of their own', async () => {
    const nowhere = made({ baseUrl: 'http://127.0.0.1:1', retries: 0 });
    await expect(nowhere.tenant.get()).rejects.toMatchObject({ status: 0, code: 'unreachable' });
    const slow: Ask = (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const late = made({ fetch: slow, timeoutMs: 20, retries: 1 });
    await expect(late.tenant.get()).rejects.toMatchObject({ status: 0, code: 'timeout' });
  });

  test('who gives up is told so, at once and while waiting', async () => {
    const giveUp = new AbortController();
    const server = await answering({ status: 503, headers: { 'retry-after': '30' } });
    const asked = made(server).tenant.get({}, { signal: giveUp.signal });
    setTimeout(() => giveUp.abort(new Error('no more')), 50);
    await expect(asked).rejects.toThrow('no more');
    await expect(made(server).tenant.get({}, { signal: giveUp.signal })).rejects.toThrow('no more');
    await server.close();
  });
});

const STRICT = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    incremental: false,
    skipLibCheck: true,
    plugins: [],
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: ['*.ts'],
};

const USAGE = `import { AirGateError, createClient, type AirGate } from './client.ts';
const airgate: AirGate = createClient({ apiKey: 'ag_live' });
export async function use(): Promise<string> {
  const page = await airgate.subAccounts.list({ limit: 20, state: ['active'] });
  const name: string | undefined = page.items[0]?.userName;
  const cursor: string | null = page.nextCursor;
  await airgate.quotas.allocate({ subAccountId: 'sub_1', amount: '100.00', reason: 'November' }, { idempotencyKey: 'k' });
  for await (const account of airgate.subAccounts.all({ limit: 200 })) console.log(account.userName);
  await airgate.tenant.get();
  try {
    await airgate.subAccounts.delete({ subAccountId: 'sub_1', confirmation: 'render-farm' });
  } catch (error) {
    if (error instanceof AirGateError && error.reason === 'sub_account_busy') return String(error.retryAfter);
  }
  await airgate.quotas.allocate({ subAccountId: 'sub_1', amount: 100, reason: 'November' }); // wrong
  await airgate.quotas.allocate({ subAccountId: 'sub_1', reason: 'November' }); // wrong
  await airgate.subAccounts.list({ limt: 20 }); // wrong
  await airgate.subAccounts.get(); // wrong
  airgate.subAccounts.list({ state: 'sleeping' }); // wrong
  for await (const alert of airgate.alerts.all({ cursor: 'x' })) console.log(alert.id); // wrong
  const amount: number = (await airgate.quotas.getQuota({ subAccountId: 'sub_1' })).granted; // wrong
  createClient({ baseUrl: 'https://airgate.example.com' }); // wrong
  return name ?? cursor ?? String(amount);
}
`;
