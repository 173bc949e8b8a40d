import { AsyncResource } from 'node:async_hooks';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
import { httpDoor } from './http-door.ts';
import { makeLogger } from './log.ts';
import { once } from './registry.ts';
import { fieldsInScope, peerInScope } from './scope.ts';

const lines: Record<string, unknown>[] = [];
once('log', () => makeLogger('info', { write: (line) => lines.push(JSON.parse(line)) }));

type Seen = { peer: string | null; requestId: unknown; forwarded: unknown };

/** A server behind the door, which tells what it saw; it answers with the status in the query. */
async function serve(behindProxy: boolean) {
  const seen: Seen[] = [];
  const held: (() => Readonly<Record<string, unknown>>)[] = [];
  const handle = httpDoor(
    async (request, response) => {
      await Promise.resolve();
      const { requestId } = fieldsInScope();
      seen.push({ peer: peerInScope(), requestId, forwarded: request.headers['x-forwarded-for'] });
      const { searchParams } = new URL(request.url ?? '', 'http://a');
      response.statusCode = Number(searchParams.get('status') ?? 200);
      if (searchParams.has('hold')) held.push(AsyncResource.bind(fieldsInScope));
      else response.end('answer');
    },
    { behindProxy },
  );
  const server = http.createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, seen, held };
}

const lineOf = async (requestId: unknown) => {
  await until(() => lines.some((line) => line.requestId === requestId));
  return lines.filter((line) => line.requestId === requestId);
};

test('a page is told of in one line, with its route, status and the id in the answer', async () => {
  const { url, seen } = await serve(false);
  const answer = await fetch(`${url}/acme/alerts?status=404&secret=1`);
  const id = answer.headers.get('x-request-id');
  expect(seen).toMatchObject([{ requestId: id, peer: '127.0.0.1' }]);
  expect(await lineOf(id)).toMatchObject([
    { level: 'info', door: 'page', method: 'GET', route: '/[tenant]/alerts', status: 404 },
  ]);
  const [line] = await lineOf(id);
  expect(line?.ms).toBeTypeOf('number');
  expect(JSON.stringify(line)).not.toContain('secret');
});

test('a failure is an error, and what the app does not have is unmatched', async () => {
  const { url } = await serve(false);
  const answer = await fetch(`${url}/wp-admin/setup.php?status=500`);
  expect(await lineOf(answer.headers.get('x-request-id'))).toMatchObject([
    { level: 'error', route: 'unmatched', status: 500 },
  ]);
});

test('doors that tell of their requests themselves are left to it, and so are files', async () => {
  const { url, seen } = await serve(false);
  for (const path of ['/api/v1/quotas', '/api/trpc/a,b', '/_next/static/a.js']) await fetch(url + path);
  const last = await fetch(`${url}/api/health`);
  expect(await lineOf(last.headers.get('x-request-id'))).toMatchObject([
    { door: 'api', route: '/api/health' },
  ]);
  const silent = seen.slice(0, 3).map((each) => each.requestId);
  expect(lines.filter((line) => silent.includes(line.requestId))).toEqual([]);
});

test('files that are there are left out, and those that are not are unmatched', async () => {
  const { url } = await serve(false);
  const there = await fetch(`${url}/icon.svg`);
  const missing = await fetch(`${url}/wp-login.php?status=404`);
  expect(await lineOf(missing.headers.get('x-request-id'))).toMatchObject([
    { level: 'info', route: 'unmatched', status: 404 },
  ]);
  expect(lines.filter((line) => line.requestId === there.headers.get('x-request-id'))).toEqual([]);
});

test('a caller who goes away is told as gone, and what fails after that knows it', async () => {
  const { url, held } = await serve(false);
  const leaving = new AbortController();
  const asked = fetch(`${url}/acme?hold=1`, { signal: leaving.signal }).catch(() => null);
  await until(() => held.length === 1);
  leaving.abort();
  await asked;
  await until(() => lines.some((line) => line.status === 499));
  expect(lines.filter((line) => line.status === 499)).toMatchObject([{ route: '/[tenant]', gone: true }]);
  expect(held[0]?.()).toMatchObject({ gone: true });
});

test('the peer is known only where nothing stands between, and nobody makes up an address', async () => {
  const direct = await serve(false);
  await fetch(direct.url);
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
    await fetch(direct.url, { headers: { [name]: '127.0.0.1' } });
  expect(direct.seen.map((each) => each.peer)).toEqual(['127.0.0.1', null, null, null, null]);
  expect(new Set(direct.seen.map((each) => each.forwarded))).toEqual(new Set(['127.0.0.1']));
  const proxied = await serve(true);
  await fetch(proxied.url, { headers: { 'x-forwarded-for': '203.0.113.9' } });
  await fetch(proxied.url);
  expect(proxied.seen).toMatchObject([{ peer: null, forwarded: '203.0.113.9' }, { peer: null }]);
});

test('requests at the same time keep to their own ids', async () => {
  const { url, seen } = await serve(false);
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/operator`)));
  const ids = answers.map((answer) => answer.headers.get('x-request-id'));
  expect(new Set(ids).size).toBe(20);
  expect(new Set(seen.map((each) => each.requestId))).toEqual(new Set(ids));
  for (const id of ids) expect(await lineOf(id)).toHaveLength(1);
});

test('pieces of an answer leave together, and all of them arrive, also when it ends in the same breath', async () => {
  const handle = httpDoor(
    async (request, response) => {
      for (const piece of ['one ', 'two ', 'three ']) response.write(piece);
      if (request.url === '/later') await new Promise((resolve) => setTimeout(resolve, 5));
      response.write('four ');
      response.end(request.url === '/empty' ? undefined : 'five');
    },
    { behindProxy: false },
  );
  const server = http.createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [path, answer] of [
    ['/now', 'one two three four five'],
    ['/later', 'one two three four five'],
    ['/empty', 'one two three four '],
  ])
    expect(await (await fetch(origin + path)).text()).toBe(answer);
});
