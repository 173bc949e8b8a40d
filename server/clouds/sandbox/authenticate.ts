/** Checks the signature of a received request the way the gateway does. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  canonicalRequest,
  parseAuthorization,
  type Query,
  type SigningScope,
  sha256Hex,
  signature,
  signingKey,
  stringToSign,
} from '#server/clouds/volcengine/sign.ts';
import { refuse } from './errors.ts';
import type { AccessKey, World } from './model.ts';

const MAX_AGE_MS = 15 * 60_000;
const MAX_CACHED_KEYS = 1_000;

type Received = {
  method: string;
  path: string;
  query: Query;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
};

const derivedKeys = new Map<string, Buffer>();

function derivedKey(key: AccessKey, scope: SigningScope): Buffer {
  const name = `${key.secret}/${scope.day}/${scope.region}/${scope.service}`;
  let derived = derivedKeys.get(name);
  if (!derived) {
    if (derivedKeys.size >= MAX_CACHED_KEYS) derivedKeys.clear();
    derived = signingKey(key.secret, scope);
    derivedKeys.set(name, derived);
  }
  return derived;
}

function headerTexts(headers: IncomingHttpHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) texts[name] = Array.isArray(value) ? value.join(',') : value;
  return texts;
}

/** Virtual time has no say here: the caller signed with a real clock. Returns null for anything but `YYYYMMDDTHHMMSSZ`. */
function parseXDate(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}

/** The scope a request claims, before anything is proved; null when it claims none. */
export function claimedScope(headers: IncomingHttpHeaders): SigningScope | null {
  return parseAuthorization(headers.authorization ?? '')?.scope ?? null;
}

/** The key that a request names, whether or not it is signed with it. */
export function claimedKey(world: World, headers: IncomingHttpHeaders): AccessKey | undefined {
  return world.keys.get(parseAuthorization(headers.authorization ?? '')?.accessKeyId ?? '');
}

/** The key that signed the request; refuses anything unsigned, stale, unknown, switched off or altered. */
export function authenticate(world: World, request: Received, realNow: number): AccessKey {
  const headers = headerTexts(request.headers);
  const { authorization, 'x-date': xDate } = headers;
  if (!authorization) return refuse('MissingRequestInfo', 'The request has no Authorization header.');
  if (!xDate) return refuse('MissingRequestInfo', 'The request has no X-Date header.');
  const claim = parseAuthorization(authorization);
  if (!claim) return refuse('InvalidAuthorization', 'The Authorization header is malformed.');
  const signedAt = parseXDate(xDate);
  if (signedAt === null || Math.abs(realNow - signedAt) > MAX_AGE_MS)
    return refuse('InvalidTimestamp', 'The signature date is malformed, expired or in the future.');
  if (claim.scope.day !== xDate.slice(0, 8))
    return refuse('InvalidCredential', 'The date of the credential differs from X-Date.');
  if (headers['x-security-token'])
    return refuse('InvalidSecretToken', 'The security token is unknown or has expired.');
  const key = world.keys.get(claim.accessKeyId);
  if (!key) return refuse('InvalidAccessKey', `The access key ${claim.accessKeyId} does not exist.`);
  if (!key.active) return refuse('InvalidAccessKey', `The access key ${claim.accessKeyId} is inactive.`);
  const payloadHash = sha256Hex(request.body);
  const declared = headers['x-content-sha256'];
  const { method, path, query } = request;
  const canonical = canonicalRequest({
    method,
    path,
    query,
    headers,
    signedHeaders: claim.signedHeaders,
    payloadHash,
  });
  const text = stringToSign({ xDate, scope: claim.scope, canonicalRequest: canonical });
  const expected = signature(derivedKey(key, claim.scope), text);
  const proved =
    claim.signedHeaders.includes('x-date') &&
    (declared === undefined || declared === payloadHash) &&
    timingSafeEqual(Buffer.from(expected), Buffer.from(claim.signature));
  return proved ? key : refuse('SignatureDoesNotMatch', 'The request signature does not match.');
}
