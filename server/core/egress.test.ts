import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWebhook, type WebhookServer } from '#tests/servers/webhook.ts';
import { filesMatching, isTest, read } from '#tests/source-files.ts';
import { createEgress, type Egress, type EgressLimits, type Resolve } from './egress.ts';

const message = { headers: { 'content-type': 'application/json' }, body: '{}' };
const v4 = (...addresses: string[]) => addresses.map((address) => ({ address, family: 4 }));
/** A public address; nothing here ever connects to it. */
const ELSEWHERE = '8.8.8.8';

let server: WebhookServer;
let egress: Egress | undefined;
beforeEach(async () => {
  server = await startWebhook();
});
afterEach(async () => {
  await egress?.close();
  await server.close();
});

type Options = { allow?: string[]; resolve?: Resolve; limits?: Partial<EgressLimits> };
const out = ({ allow = [], resolve, limits }: Options = {}): Egress => {
  egress = createEgress({ allow, ...(resolve && { resolve }), ...(limits && { limits }) });
  return egress;
};
const fault = (name: string) => expect.objectContaining({ name: 'EgressError', fault: name });

describe('a name', () => {
  const url = () => `https://hooks.example.com:${server.port}/x`;

  test('that leads to this machine is never connected to', async () => {
    const resolve: Resolve = async () => v4('127.0.0.1');
    await expect(out({ resolve }).post(url(), message)).rejects.toEqual(fault('blocked'));
    expect(server.connections()).toBe(0);
  });

  test('with one private address among public ones is refused whole', async () => {
    const resolve: Resolve = async () => v4(ELSEWHERE, '127.0.0.1');
    await expect(out({ resolve }).post(url(), message)).rejects.toEqual(fault('blocked'));
    expect(server.connections()).toBe(0);
  });

  test('that leads to a private address over IPv6 is refused', async () => {
    const resolve: Resolve = async () => [{ address: '::ffff:127.0.0.1', family: 6 }];
    await expect(out({ resolve }).post(url(), message)).rejects.toEqual(fault('blocked'));
    expect(server.connections()).toBe(0);
  });

  test('that changes its answer is looked up and checked anew for each connection', async () => {
    const answers = [v4('127.0.0.1'), [], v4('127.0.0.1')];
    let asked = 0;
    const { post } = out({ resolve: async () => answers[asked++] ?? [] });
    await expect(post(url(), message)).rejects.toEqual(fault('blocked'));
    await expect(post(url(), message)).rejects.toEqual(fault('name'));
    await expect(post(url(), message)).rejects.toEqual(fault('blocked'));
    expect(asked).toBe(3);
    expect(server.connections()).toBe(0);
  });

  test('is connected to at the address that was checked, and asked for anew with the next message', async () => {
    const asked: string[] = [];
    const resolve: Resolve = async (hostname) => {
      asked.push(hostname);
      return v4('127.0.0.1');
    };
    const { post } = out({ resolve, allow: [`hooks.example.com:${server.port}`] });
    const plain = `http://hooks.example.com:${server.port}/x`;
    expect(await post(plain, message)).toMatchObject({ status: 204 });
    expect(await post(plain, message)).toMatchObject({ status: 204 });
    expect(asked).toEqual(['hooks.example.com', 'hooks.example.com']);
    expect(server.connections()).toBe(2);
    expect(server.received[0]?.headers.host).toBe(`hooks.example.com:${server.port}`);
  });

  test('that does not resolve says so', async () => {
    const nothing: Resolve = async () => [];
    const failing: Resolve = async () => Promise.reject(new Error('ENOTFOUND'));
    for (const resolve of [nothing, failing])
      await expect(createEgress({ allow: [], resolve }).post(url(), message)).rejects.toEqual(fault('name'));
  });
});

describe('this machine', () => {
  test.each([
    '127.0.0.1',
    '2130706433',
    '0177.0.0.1',
    '0x7f.1',
    '127.1',
    'localhost',
    '[::1]',
    '[::ffff:7f00:1]',
  ])('is not reached as %s', async (host) => {
    for (const protocol of ['http', 'https'])
      await expect(out().post(`${protocol}://${host}:${server.port}/`, message)).rejects.toEqual(
        fault('address'),
      );
    expect(server.connections()).toBe(0);
  });

  test('is not reached through a redirect', async () => {
    const inner = await startWebhook();
    for (const status of [301, 302, 303, 307, 308])
      server.reply({ status, headers: { location: inner.url } });
    const { post } = out({ allow: [server.hostPort] });
    for (const status of [301, 302, 303, 307, 308])
      expect(await post(server.url, message)).toMatchObject({ status });
    expect(inner.connections()).toBe(0);
    await inner.close();
  });
});

describe('an answer', () => {
  const direct = (limits: Partial<EgressLimits> = {}) => out({ allow: [server.hostPort], limits });

  test('is read up to the limit and no further', async () => {
    const endless = http.createServer((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const { port } = endless.address() as AddressInfo;
    const { post } = out({ allow: [`127.0.0.1:${port}`], limits: { maxBytes: 50_000 } });
    const { status, text } = await post(`http://127.0.0.1:${port}/`, message);
    expect([status, text.length]).toEqual([200, 50_000]);
    endless.closeAllConnections();
    endless.close();
  });

  test('that does not come, or comes in drops for ever, ends in time', async () => {
    server.reply({ hang: true });
    await expect(direct({ silenceMs: 200 }).post(server.url, message)).rejects.toEqual(fault('timeout'));
    let drip: NodeJS.Timeout | undefined;
    const slow = http.createServer((_, response) => {
      drip = setInterval(() => response.write('.'), 50);
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const { port } = slow.address() as AddressInfo;
    const { post } = out({ allow: [`127.0.0.1:${port}`], limits: { totalMs: 400 } });
    await expect(post(`http://127.0.0.1:${port}/`, message)).rejects.toEqual(fault('timeout'));
    clearInterval(drip);
    slow.closeAllConnections();
    slow.close();
  });

  test('says when to come again, in seconds or as a date', async () => {
    const date = 'Fri, 20 Nov 2026 08:00:00 GMT';
    server.reply(
      { status: 429, headers: { 'retry-after': '120' } },
      { status: 503, headers: { date, 'retry-after': 'Fri, 20 Nov 2026 08:01:30 GMT' } },
      { status: 503, headers: { 'retry-after': 'soon' } },
    );
    const { post } = direct();
    const asked = [
      await post(server.url, message),
      await post(server.url, message),
      await post(server.url, message),
    ];
    expect(asked.map((answer) => answer.retryAfterSeconds)).toEqual([120, 90, null]);
  });

  test('of a closed port and of one that speaks no TLS are told apart', async () => {
    const tls = out({ allow: [server.hostPort] });
    await expect(tls.post(server.url.replace('http:', 'https:'), message)).rejects.toEqual(fault('tls'));
    await server.close();
    await expect(direct().post(server.url, message)).rejects.toEqual(fault('refused'));
    server = await startWebhook();
  });
});

test('nothing else in the server makes connections to addresses that a tenant gave', () => {
  const clients = /^import (?!type\b).* from '(undici|(node:)?(https?|net|tls))'|(?<![.\w])fetch\(/m;
  const files = filesMatching('{server,app,lib}/**/*.{ts,tsx}').filter((file) => !isTest(file));
  // The clouds' addresses are the installation's own; signing in is the browser asking the server it came from; the API's
  // client runs elsewhere, at whoever has fetched it.
  const known =
    /^server\/(clouds\/|main\.ts$|core\/egress\.ts$|client\/runtime\.ts$)|^app\/session-client\.ts$/;
  const others = files.filter((file) => !known.test(file) && clients.test(read(file)));
  expect(others).toEqual([]);
});
