/**
 * The one way out to addresses that a tenant gave. A URL is checked when it is kept and again when it is used; the
 * connection goes only to addresses that were resolved and checked for this very connection, so a name that changes its
 * answer in between leads nowhere. Redirects are not followed, proxies are not used: either would connect unchecked.
 */
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import { isExempt, isPublicAddress, literalAddress, outgoingUrl } from './egress-address.ts';
import { env } from './env.ts';

/** Why nothing came back; `address` and `blocked` are refusals of our own. */
export type EgressFault = 'address' | 'blocked' | 'name' | 'refused' | 'tls' | 'timeout' | 'broken';

const SENTENCES: Record<EgressFault, string> = {
  address: 'this address may not be used',
  blocked: 'the name leads to a private or special address',
  name: 'the name does not resolve',
  refused: 'no connection',
  tls: 'the certificate is not valid',
  timeout: 'no answer in time',
  broken: 'the connection broke',
};

export class EgressError extends Error {
  readonly fault: EgressFault;

  constructor(fault: EgressFault, cause?: unknown) {
    super(SENTENCES[fault], { cause });
    this.name = 'EgressError';
    this.fault = fault;
  }
}

type Address = { address: string; family: number };
/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<Address[]>;

export type EgressLimits = {
  connectMs: number;
  /** Until the first header, and between two pieces of the body. */
  silenceMs: number;
  totalMs: number;
  /** Of the answer; what comes after is not read. */
  maxBytes: number;
};

const LIMITS: EgressLimits = { connectMs: 5_000, silenceMs: 10_000, totalMs: 15_000, maxBytes: 64 * 1024 };

export type EgressAnswer = {
  status: number;
  /** The answer's first `maxBytes` as UTF-8. */
  text: string;
  /** What the answer says it is; null when it does not. */
  contentType: string | null;
  /** What `Retry-After` asks for, in whole seconds; null without it. */
  retryAfterSeconds: number | null;
};

export type EgressMessage = {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string | undefined;
  /** Ends it early. */
  signal?: AbortSignal | undefined;
};

export type Egress = {
  /** Posts a body and reads the answer, whatever its status. Throws `EgressError`. Never inside a transaction. */
  post(url: string, message: { headers: Record<string, string>; body: string }): Promise<EgressAnswer>;
  /** The same for any message; a redirect is an answer like every other. */
  send(url: string, message: EgressMessage): Promise<EgressAnswer>;
  close(): Promise<void>;
};

type EgressOptions = {
  /** `host:port` pairs that the installation exempts. */
  allow: readonly string[];
  resolve?: Resolve;
  limits?: Partial<EgressLimits>;
};

const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

let own: Egress | undefined;

/** The process's way out, with the installation's exceptions. */
export function egress(): Egress {
  // Not shared between the plain and the bundled modules: its errors are recognised by their class.
  own ??= createEgress({ allow: env().AIRGATE_EGRESS_ALLOW });
  return own;
}

/** A way out of its own; `resolve` answers for the system's resolver. */
export function createEgress({ allow, resolve = systemResolve, limits = {} }: EgressOptions): Egress {
  const { connectMs, silenceMs, totalMs, maxBytes } = { ...LIMITS, ...limits };
  const connector = (check: (address: string) => boolean) =>
    buildConnector({ timeout: connectMs, allowH2: false, lookup: checkedLookup(resolve, check) });
  const guarded = connector(isPublicAddress);
  const open = connector(() => true);
  const agent = new Agent({
    // No connection outlives its message, so every message is checked anew.
    pipelining: 0,
    connect: (options, callback) => {
      const host = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname;
      const port = options.port ? `:${options.port}` : '';
      if (isExempt(new URL(`${options.protocol}//${host}${port}`), allow)) return open(options, callback);
      // A literal address is connected to without a lookup.
      const literal = literalAddress(options.hostname);
      if (literal && !isPublicAddress(literal)) return callback(new EgressError('blocked'), null);
      guarded(options, callback);
    },
  });

  async function send(address: string, { body: content, signal, ...message }: EgressMessage) {
    const url = outgoingUrl(address, allow);
    if (!url) throw new EgressError('address');
    const inTime = AbortSignal.timeout(totalMs);
    try {
      const { statusCode, headers, body } = await request(url, {
        ...message,
        body: content ?? null,
        dispatcher: agent,
        headersTimeout: silenceMs,
        bodyTimeout: silenceMs,
        signal: signal ? AbortSignal.any([signal, inTime]) : inTime,
      });
      const text = await readAtMost(body, maxBytes);
      const type = headers['content-type'];
      const contentType = typeof type === 'string' ? type : null;
      return { status: statusCode, text, contentType, retryAfterSeconds: retryAfter(headers) };
    } catch (error) {
      throw error instanceof EgressError ? error : new EgressError(faultOf(error), error);
    }
  }

  return {
    send,
    post: (address, message) => send(address, { ...message, method: 'POST' }),
    close: () => agent.destroy(),
  };
}

/** Resolves once for one connection; a single address that fails the check spoils the whole answer. */
function checkedLookup(resolve: Resolve, check: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (!first) return callback(new EgressError('name'), []);
        if (!found.every(({ address }) => check(address))) return callback(new EgressError('blocked'), []);
        if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(new EgressError('name', error), []),
    );
  };
}

async function readAtMost(body: AsyncIterable<Buffer> & { destroy(): void }, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  body.destroy();
  return Buffer.concat(chunks).subarray(0, limit).toString('utf8');
}

/** Seconds or a date (RFC 9110, section 10.2.3); a date counts from the answer's own clock. */
function retryAfter(headers: Record<string, string | string[] | undefined>): number | null {
  const { 'retry-after': value, date } = headers;
  if (typeof value !== 'string') return null;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const seconds = (Date.parse(value) - Date.parse(String(date))) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

function faultOf(error: unknown): EgressFault {
  const { name, code = '' } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout';
  if (/^(EPROTO|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_)/.test(code))
    return 'tls';
  if (/^E(CONNREFUSED|HOSTUNREACH|NETUNREACH|HOSTDOWN|ADDRNOTAVAIL)$/.test(code)) return 'refused';
  return 'broken';
}
