// The part of the client that does not depend on the document: asks, waits, asks again, and says what went wrong.

export type ClientOptions = {
  /** An API key of the tenant, `ag_…`. */
  apiKey: string;
  /** Where AirGate answers; without it the installation that this file was fetched from. */
  baseUrl?: string | undefined;
  /** What makes requests; the platform's own `fetch` unless told. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** How long one attempt may take; 30,000 unless told. */
  timeoutMs?: number | undefined;
  /** How often a request is repeated where that is safe; 3 unless told. */
  retries?: number | undefined;
  /** Language of `detail` in errors, `en` or `zh-CN`. */
  language?: string | undefined;
};

export type CallOptions = {
  signal?: AbortSignal | undefined;
  /** For changes: your own key, which makes one change of all requests that carry it within 24 hours. */
  idempotencyKey?: string | undefined;
  timeoutMs?: number | undefined;
};

type Operation = { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string };
type Page<Item> = { items: Item[]; nextCursor: string | null };
type Failure = {
  status: number;
  code: string;
  reason: string;
  requestId: string | null;
  fields: readonly InvalidField[];
  retryAfter: number | null;
};

/** One wrong field of what was sent. */
export type InvalidField = { path: string; message: string };

/** A request that did not end well. Go by `code` and `reason`; the message is for people. */
export class AirGateError extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Such as `conflict`; `unreachable` or `timeout` where no answer came, `unexpected` where it was not AirGate's. */
  readonly code: string;
  readonly reason: string;
  /** Name it when you ask for help. */
  readonly requestId: string | null;
  readonly fields: readonly InvalidField[];
  /** Seconds after which waiting helps. */
  readonly retryAfter: number | null;

  constructor(message: string, failure: Failure, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AirGateError';
    this.status = failure.status;
    this.code = failure.code;
    this.reason = failure.reason;
    this.requestId = failure.requestId;
    this.fields = failure.fields;
    this.retryAfter = failure.retryAfter;
  }
}

/** No longer than this is waited for an answer's `Retry-After`; what asks for more is an error at once. */
const MAX_WAIT_SECONDS = 60;

export function makeCall(client: ClientOptions, home: string) {
  const base = `${(client.baseUrl ?? home).replace(/\/+$/, '')}/api/v1`;
  const ask = client.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));
  const retries = client.retries ?? 3;

  return async <Output>(operation: Operation, input: object, options: CallOptions = {}): Promise<Output> => {
    const { url, body } = addressed(operation, input, base);
    const headers: Record<string, string> = {
      authorization: `Bearer ${client.apiKey}`,
      accept: 'application/json',
    };
    if (client.language) headers['accept-language'] = client.language;
    if (body !== null) headers['content-type'] = 'application/json';
    // One key for all attempts: whatever an attempt without an answer has done is not done again.
    if (operation.method !== 'GET')
      headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
    const timeoutMs = options.timeoutMs ?? client.timeoutMs ?? 30_000;
    for (let attempt = 0; ; attempt++) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
      const init: RequestInit = { method: operation.method, headers, signal, ...(body !== null && { body }) };
      const failure = await attempted(ask, url, init).catch((cause: unknown) => {
        // Given up by the caller, who hears their own reason.
        options.signal?.throwIfAborted();
        return unanswered(cause, timeout.aborted);
      });
      if (!(failure instanceof AirGateError)) return failure as Output;
      const seconds = secondsToWait(failure, attempt);
      if (attempt >= retries || seconds === null) throw failure;
      await pause(seconds, options.signal);
    }
  };
}

/** The parsed answer, or the refusal as an error that is not thrown yet. */
async function attempted(
  ask: (url: string, init: RequestInit) => Promise<Response>,
  url: string,
  init: RequestInit,
): Promise<unknown> {
  const response = await ask(url, init);
  const text = await response.text();
  return response.ok ? JSON.parse(text) : refused(response, text);
}

function addressed({ method, path }: Operation, input: object, base: string) {
  const rest = new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined));
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (method !== 'GET' && method !== 'DELETE') {
    return { url: base + target, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams();
  for (const [name, value] of rest) {
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  }
  return { url: base + target + (query.size > 0 ? `?${query}` : ''), body: null };
}

function refused({ status, headers }: Response, text: string): AirGateError {
  const problem = objectOf(text);
  const word = (name: string) => (typeof problem[name] === 'string' ? problem[name] : null);
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  const fields = Array.isArray(problem.errors) ? (problem.errors as InvalidField[]) : [];
  return new AirGateError(word('detail') ?? `AirGate answered with status ${status}.`, {
    status,
    code: word('code') ?? 'unexpected',
    reason: word('reason') ?? 'unexpected',
    requestId: word('requestId') ?? headers.get('x-request-id'),
    fields,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
  });
}

/** What is not JSON comes from something in between, such as a proxy. */
function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function unanswered(cause: unknown, late: boolean): AirGateError {
  const reason = late ? 'timeout' : 'unreachable';
  const message = late ? 'AirGate did not answer in time.' : 'AirGate cannot be reached.';
  const nothing = { requestId: null, fields: [], retryAfter: null };
  return new AirGateError(message, { status: 0, code: reason, reason, ...nothing }, cause);
}

/** Seconds until the next attempt; null where another one would not help. Every request may be repeated: it reads, or has a key. */
function secondsToWait({ status, reason, retryAfter }: AirGateError, attempt: number): number | null {
  const again = status === 0 || status === 429 || status === 503 || reason === 'idempotency_in_progress';
  if (!again) return null;
  const seconds = retryAfter ?? Math.min(8, 0.25 * 2 ** attempt) * (0.5 + Math.random() / 2);
  return seconds <= MAX_WAIT_SECONDS ? seconds : null;
}

function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
  });
}

/** All rows of a list, page after page, each page asked for when it is needed. */
export async function* everyItem<Item>(
  ask: (at: { cursor?: string }) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let at: { cursor?: string } = {};
  for (;;) {
    const { items, nextCursor } = await ask(at);
    yield* items;
    if (nextCursor === null) return;
    at = { cursor: nextCursor };
  }
}
