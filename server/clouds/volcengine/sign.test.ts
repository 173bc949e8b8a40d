import { expect, test } from 'vitest';
import {
  canonicalQuery,
  canonicalRequest,
  parseAuthorization,
  type Query,
  sha256Hex,
  signature,
  signingKey,
  signRequest,
  stringToSign,
  xDate,
} from './sign.ts';
import vectorFile from './signing-vectors.json' with { type: 'json' };

const vectors = vectorFile.vectors.map(({ name, input, signedHeaders, ...expected }) => {
  const query: Query = Object.entries(input.query).map(([key, value]) => [key, String(value)]);
  const headers: Record<string, string> = { ...signedHeaders };
  const date = xDate(new Date(input.date));
  const scope = { day: date.slice(0, 8), region: input.region, service: input.service };
  return { name, input, query, headers, date, scope, expected };
});
const recommended = vectors.filter((vector) => vector.name.startsWith('recommended-'));

test('the vectors include the form that AirGate sends', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(10);
  expect(recommended.length).toBeGreaterThanOrEqual(3);
});

test.each(vectors)('every piece of $name is as the official clients make it', (vector) => {
  const { input, query, headers, scope, date, expected } = vector;
  const { method, path } = input;
  const signedHeaders = Object.keys(headers);
  const payloadHash = sha256Hex(input.body ?? '');
  const canonical = canonicalRequest({ method, path, query, headers, signedHeaders, payloadHash });
  expect(canonical).toBe(expected.canonicalRequest);
  expect(sha256Hex(canonical)).toBe(expected.canonicalRequestSha256);
  const text = stringToSign({ xDate: date, scope, canonicalRequest: canonical });
  expect(text).toBe(expected.stringToSign);
  const key = signingKey(input.secretKey, scope);
  expect(key.toString('hex')).toBe(expected.signingKeyHex);
  expect(parseAuthorization(expected.authorization)).toEqual({
    accessKeyId: input.accessKeyId,
    scope,
    signedHeaders: signedHeaders.map((name) => name.toLowerCase()).sort(),
    signature: signature(key, text),
  });
});

test.each(recommended)(
  'a signed request carries the authorization of $name',
  ({ input, query, expected }) => {
    const headers = signRequest({
      accessKeyId: input.accessKeyId,
      secretAccessKey: input.secretKey,
      date: new Date(input.date),
      region: input.region,
      service: input.service,
      method: input.method,
      host: input.host ?? '',
      path: input.path,
      query,
      body: input.body ?? '',
    });
    expect(headers.authorization).toBe(expected.authorization);
    expect(headers['x-date']).toBe('20260301T080910Z');
    expect(headers['x-content-sha256']).toBe(sha256Hex(input.body ?? ''));
  },
);

test('a session token is sent and signed', () => {
  const headers = signRequest({
    accessKeyId: 'AKLTexample',
    secretAccessKey: 'secret',
    sessionToken: 'token',
    date: new Date('2026-03-01T08:09:10Z'),
    region: 'cn-beijing',
    service: 'iam',
    method: 'GET',
    host: 'iam.volcengineapi.com',
    path: '/',
    query: [['Action', 'ListUsers']],
    body: '',
  });
  expect(headers['x-security-token']).toBe('token');
  expect(parseAuthorization(headers.authorization ?? '')?.signedHeaders).toEqual([
    'host',
    'x-content-sha256',
    'x-date',
    'x-security-token',
  ]);
});

test('names are sorted by code unit, so .10 comes before .2', () => {
  const query: Query = [
    ['P.2', 'b'],
    ['P.10', 'c'],
    ['P.1', 'a'],
    ['p', ''],
  ];
  expect(canonicalQuery(query)).toBe('P.1=a&P.10=c&P.2=b&p=');
});

test('an authorization of another shape is not understood', () => {
  expect(parseAuthorization('Bearer abc')).toBeNull();
  expect(
    parseAuthorization('HMAC-SHA256 Credential=a/20260301/r/s/request, SignedHeaders=host, Signature=xyz'),
  ).toBeNull();
});
