/**
 * Volcengine's request signature (HMAC-SHA256 over a canonical request, after its "signature method" page).
 * Pure: the same pieces sign what AirGate sends and check what the sandbox receives.
 */
import { createHash, createHmac } from 'node:crypto';

export type QueryPair = readonly [name: string, value: string];
export type Query = readonly QueryPair[];

const algorithm = 'HMAC-SHA256';

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** RFC 3986: everything but letters, digits and `-_.~` is escaped, a space as %20. */
function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The query as it is signed, and as it should be sent: escaped, sorted by name (then value), empty values kept. */
export function canonicalQuery(query: Query): string {
  return query
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort((a, b) => byText(a[0], b[0]) || byText(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/**
 * The text whose hash is signed. `headers` may hold more than is signed, with names in any case; a header named in
 * `signedHeaders` that is absent counts as empty. `payloadHash` is the hex SHA-256 of the body (of '' when there is none).
 */
export function canonicalRequest(request: {
  method: string;
  path: string;
  query: Query;
  headers: Readonly<Record<string, string>>;
  signedHeaders: readonly string[];
  payloadHash: string;
}): string {
  const values = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const),
  );
  const names = request.signedHeaders.map((name) => name.toLowerCase()).sort(byText);
  const headerLines = names.map(
    (name) => `${name}:${(values.get(name) ?? '').trim().replace(/\s+/g, ' ')}\n`,
  );
  return [
    request.method.toUpperCase(),
    request.path || '/',
    canonicalQuery(request.query),
    headerLines.join(''),
    names.join(';'),
    request.payloadHash,
  ].join('\n');
}

/** `20260301T080910Z`, as X-Date wants it. */
export function xDate(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

export type SigningScope = { day: string; region: string; service: string };

/** `20260301/cn-beijing/iam/request`; `day` is YYYYMMDD. */
function scopeText(scope: SigningScope): string {
  return `${scope.day}/${scope.region}/${scope.service}/request`;
}

export function stringToSign(input: {
  xDate: string;
  scope: SigningScope;
  canonicalRequest: string;
}): string {
  return [algorithm, input.xDate, scopeText(input.scope), sha256Hex(input.canonicalRequest)].join('\n');
}

/** The key derived from the secret for one day, region and service; 32 bytes. */
export function signingKey(secretAccessKey: string, scope: SigningScope): Buffer {
  return hmac(hmac(hmac(hmac(secretAccessKey, scope.day), scope.region), scope.service), 'request');
}

/** Hex HMAC of the string to sign. */
export function signature(key: Uint8Array, text: string): string {
  return hmac(key, text).toString('hex');
}

/** The parts of an `Authorization` header of this algorithm, or null when it is another one or malformed. */
export function parseAuthorization(
  header: string,
): { accessKeyId: string; scope: SigningScope; signedHeaders: string[]; signature: string } | null {
  const match =
    /^HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (!match) return null;
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', hex = ''] = match;
  return { accessKeyId, scope: { day, region, service }, signedHeaders: names.split(';'), signature: hex };
}

/**
 * Signs a request in the form that leaves nothing open: host, body hash and date (and session token) are all signed.
 * Returns the headers to send besides Host and Content-Type.
 */
export function signRequest(request: {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  date: Date;
  region: string;
  service: string;
  method: string;
  host: string;
  path: string;
  query: Query;
  body: string;
}): Record<string, string> {
  const date = xDate(request.date);
  const scope: SigningScope = { day: date.slice(0, 8), region: request.region, service: request.service };
  const payloadHash = sha256Hex(request.body);
  const sent: Record<string, string> = { 'x-content-sha256': payloadHash, 'x-date': date };
  if (request.sessionToken) sent['x-security-token'] = request.sessionToken;
  const headers: Record<string, string> = { host: request.host, ...sent };
  const signedHeaders = Object.keys(headers).sort(byText);
  const { method, path, query } = request;
  const canonical = canonicalRequest({ method, path, query, headers, signedHeaders, payloadHash });
  const text = stringToSign({ xDate: date, scope, canonicalRequest: canonical });
  const hex = signature(signingKey(request.secretAccessKey, scope), text);
  const credential = `${request.accessKeyId}/${scopeText(scope)}`;
  return {
    ...sent,
    authorization: `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${hex}`,
  };
}
