import { expect, test } from 'vitest';
import { z } from 'zod';
import { CloudError } from '#server/clouds/provider.ts';
import { actions } from './actions.ts';
import { parseJson } from './answer.ts';
import { flatten, openApi } from './client.ts';
import {
  canonicalRequest,
  parseAuthorization,
  sha256Hex,
  signature,
  signingKey,
  stringToSign,
} from './sign.ts';
import { client, credential, failure, ok, type Reply, refused, serve } from './test-server.ts';

const anything = z.unknown();
const { listUsers, createAccessKey, createUser, updateAccessKey, updateLoginProfile } = actions;

test('a request carries action and parameters, and a signature that its receiver can recompute', async () => {
  const { received, baseUrl } = await serve(() => ok({ Total: 0 }));
  const params = { UserName: "bob (研发)*!'~+&=/", LoginAllowed: false };
  await client(baseUrl).call(listUsers, { Query: "a b+c&d=e/f!'()*~" }, anything);
  await client(baseUrl).call(updateLoginProfile, params, anything);
  expect(received.map((each) => each.method)).toEqual(['GET', 'POST']);
  expect(received[0]?.url.searchParams.get('Query')).toBe("a b+c&d=e/f!'()*~");
  expect(JSON.parse(received[1]?.body ?? '')).toEqual(params);
  for (const request of received) {
    const authorization = parseAuthorization(request.headers.authorization ?? '');
    expect(authorization?.signedHeaders).toEqual(['host', 'x-content-sha256', 'x-date']);
    if (!authorization) continue;
    const canonical = canonicalRequest({
      method: request.method,
      path: request.url.pathname,
      query: [...request.url.searchParams],
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      signedHeaders: authorization.signedHeaders,
      payloadHash: sha256Hex(request.body),
    });
    const { scope } = authorization;
    const text = stringToSign({ xDate: '20260301T080910Z', scope, canonicalRequest: canonical });
    expect(signature(signingKey(credential.secretAccessKey, scope), text)).toBe(authorization.signature);
  }
});

test('lists and nested objects are flattened, and what is undefined is left out', () => {
  expect(
    flatten({ P: ['a', 'b'], Tags: [{ Key: 'k', Value: '' }], Flag: false, None: undefined, N: 0 }),
  ).toEqual([
    ['P.1', 'a'],
    ['P.2', 'b'],
    ['Tags.1.Key', 'k'],
    ['Tags.1.Value', ''],
    ['Flag', 'false'],
    ['N', '0'],
  ]);
});

test('numbers keep every digit', () => {
  const text = '{"a":0.1234567890123456789,"b":9007199254740993,"c":12,"d":1e2,"e":"1.10"}';
  expect(parseJson(text)).toEqual({
    a: '0.1234567890123456789',
    b: '9007199254740993',
    c: 12,
    d: 100,
    e: '1.10',
  });
});

const refusals: [status: number, code: string, kind: string][] = [
  [400, 'MissingParameter', 'invalid'],
  [404, 'InvalidActionOrVersion', 'invalid'],
  [400, 'InvalidTimestamp', 'auth'],
  [401, 'InvalidAccessKey', 'auth'],
  [401, 'SignatureDoesNotMatch', 'auth'],
  [403, 'AccessDenied', 'denied'],
  [403, 'LackProjectPolicy', 'denied'],
  [404, 'UserNotExist', 'not_found'],
  [403, 'AccessKeyNotExist', 'not_found'],
  [404, 'LoginProfileNotExist', 'not_found'],
  [404, 'NotFound.Endpoint', 'not_found'],
  [409, 'UserAlreadyExists', 'conflict'],
  [409, 'PolicyAttachmentAlreadyExist', 'conflict'],
  [409, 'AccessKeyLimitExceeded', 'limit'],
  [409, 'PolicyAttachmentLimitExceeded', 'limit'],
  [429, 'FlowLimitExceeded', 'throttled'],
  [400, 'RequestRateLimited', 'throttled'],
  [500, 'InternalError', 'transient'],
  [503, 'ServiceUnavailableTemp', 'transient'],
  [504, 'InternalServiceTimeout', 'timeout'],
  [400, 'InvalidPassword', 'invalid'],
  [418, 'NeverHeardOf', 'invalid'],
  [200, 'AccessDenied', 'denied'],
];

test.each(refusals)('HTTP %i with %s is %s', async (status, code, kind) => {
  const { baseUrl } = await serve(() => refused(status, code, 'the reason'));
  const error = await failure(client(baseUrl).call(createUser, { UserName: 'bob' }, anything));
  expect(error).toMatchObject({ kind, code, status, action: 'CreateUser', requestId: 'req-no' });
  expect(String(error)).toContain('the reason');
});

test('a refusal without the usual envelope is understood', async () => {
  const bare = { HTTPCode: 401, errorcode: 100009, message: 'no such key' };
  const { baseUrl } = await serve(() => ({ status: 401, body: bare }));
  const error = await failure(client(baseUrl).call(listUsers, {}, anything));
  expect(error).toMatchObject({ kind: 'auth', code: 'InvalidAccessKey', status: 401 });
});

test.each<[string, Reply, string]>([
  ['a page of a proxy with 404', { status: 404, body: '<html>not here</html>' }, 'unexpected_answer'],
  ['a page of a proxy with 502', { status: 502, body: '<html>bad gateway</html>' }, 'http_502'],
  ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'unexpected_answer'],
  ['JSON of another shape', { body: { hello: 'world' } }, 'unexpected_answer'],
  ['cut-off JSON', { body: '{"ResponseMetadata":{"RequestId":"1"},"Resu' }, 'unexpected_answer'],
  ['a missing field', ok({ User: { Id: 7 } }), 'unexpected_answer'],
  ['far too much', { body: ' '.repeat(9 * 1024 * 1024) }, 'unexpected_answer'],
])('%s is never taken for an answer of the cloud', async (_name, reply, code) => {
  const { baseUrl } = await serve(() => reply);
  const schema = z.object({ User: z.object({ UserName: z.string() }) });
  const error = await failure(client(baseUrl).call(createUser, { UserName: 'bob' }, schema));
  expect(error).toMatchObject({ code, effectUnknown: true });
  expect(error).not.toMatchObject({ kind: 'not_found' });
});

test('reads and repeatable changes are sent again, each time newly signed', async () => {
  const times = ['08:00:00', '08:00:05', '08:00:10', '08:00:15', '08:00:20', '08:00:25'];
  const now = () => new Date(`2026-03-01T${times.shift()}Z`);
  const { received, baseUrl } = await serve(
    (_request, index) =>
      [refused(503, 'ServiceUnavailableTemp'), { hangUp: true }, ok({ done: index })][index % 3] ?? {},
  );
  const api = client(baseUrl, { now });
  expect((await api.call(listUsers, {}, anything)).result).toEqual({ done: 2 });
  expect((await api.call(updateAccessKey, { Status: 'inactive' }, anything)).result).toEqual({ done: 5 });
  const signatures = received.map((each) => each.headers.authorization);
  expect(new Set(signatures).size).toBe(6);
});

test('retries end after three attempts', async () => {
  const { received, baseUrl } = await serve(() => refused(429, 'FlowLimitExceeded'));
  expect(await failure(client(baseUrl).call(listUsers, {}, anything))).toMatchObject({ kind: 'throttled' });
  expect(received).toHaveLength(3);
});

test('a refusal that is final is not repeated', async () => {
  const { received, baseUrl } = await serve(() => refused(403, 'AccessDenied'));
  await failure(client(baseUrl).call(listUsers, {}, anything));
  expect(received).toHaveLength(1);
});

test.each([actions.createAccessKey, actions.createUser, actions.createLoginProfile])(
  '$name is sent once, whatever happens',
  async (action) => {
    for (const reply of [
      refused(429, 'FlowLimitExceeded'),
      refused(500, 'InternalError'),
      { hangUp: true },
    ]) {
      const { received, baseUrl } = await serve(() => reply);
      await failure(client(baseUrl).call(action, { UserName: 'bob' }, anything));
      expect(received).toHaveLength(1);
    }
  },
);

test('Retry-After is honoured, and not waited for when it is longer than the whole call may take', async () => {
  const { received, baseUrl } = await serve((_request, index) =>
    index === 0 ? { ...refused(429, 'FlowLimitExceeded'), headers: { 'retry-after': '1' } } : ok({}),
  );
  const started = performance.now();
  await client(baseUrl).call(listUsers, {}, anything);
  expect(performance.now() - started).toBeGreaterThan(900);
  expect(received).toHaveLength(2);

  const slow = await serve(() => ({
    ...refused(429, 'FlowLimitExceeded'),
    headers: { 'retry-after': '3600' },
  }));
  await failure(client(slow.baseUrl).call(listUsers, {}, anything));
  expect(slow.received).toHaveLength(1);
});

test('silence after a change was sent leaves its effect unknown; after a read it does not matter', async () => {
  const { baseUrl } = await serve(() => ({ silent: true }));
  const api = client(baseUrl, { timeoutMs: 150, retry: { attempts: 1 } });
  const change = await failure(api.call(createAccessKey, { UserName: 'bob' }, anything));
  expect(change).toMatchObject({ kind: 'timeout', code: 'no_answer', effectUnknown: true });
  const read = await failure(api.call(listUsers, {}, anything));
  expect(read).toMatchObject({ kind: 'timeout', effectUnknown: false });
});

test('a lost connection leaves the effect of a change unknown', async () => {
  const { baseUrl } = await serve(() => ({ hangUp: true }));
  const error = await failure(client(baseUrl).call(createUser, { UserName: 'bob' }, anything));
  expect(error).toMatchObject({ kind: 'transient', code: 'connection_lost', effectUnknown: true });
});

test('a change that never left has no effect', async () => {
  const error = await failure(client('http://127.0.0.1:1').call(createUser, { UserName: 'bob' }, anything));
  expect(error).toMatchObject({ kind: 'transient', code: 'connection_failed', effectUnknown: false });
});

test('secrets never show in an error, even when the cloud repeats them', async () => {
  const echo = `you sent hunter2-password signed with ${credential.secretAccessKey}`;
  const { baseUrl } = await serve(() => refused(400, 'InvalidPassword', echo));
  const params = { UserName: 'bob', Password: 'hunter2-password' };
  const error = await failure(client(baseUrl).call(updateLoginProfile, params, anything));
  if (!(error instanceof CloudError)) throw error;
  const shown = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  expect(shown).toContain('InvalidPassword');
  expect(shown).not.toContain('hunter2');
  expect(shown).not.toContain(credential.secretAccessKey);
});

test('a secret in an answer of the wrong shape does not reach the error', async () => {
  const { baseUrl } = await serve(() => ({ body: '{"Result":{"SecretAccessKey":"fresh-secret"' }));
  const error = await failure(client(baseUrl).call(createAccessKey, { UserName: 'bob' }, anything));
  if (!(error instanceof CloudError)) throw error;
  expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain('fresh-secret');
});

test('the clock of the cloud comes with the answer', async () => {
  const { baseUrl } = await serve(() => ({ ...ok({}), headers: { date: 'Sun, 01 Mar 2026 08:10:00 GMT' } }));
  const api = openApi({ baseUrl, credential, now: () => new Date('2026-03-01T08:09:10Z') });
  expect((await api.call(listUsers, {}, anything)).cloudTime).toEqual(new Date('2026-03-01T08:10:00Z'));
});
