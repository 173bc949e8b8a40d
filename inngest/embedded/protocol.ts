import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import { systemClock } from './clock.ts';
import { type FunctionSpec, readFunctions } from './config.ts';
import { parseRetryAfter } from './durations.ts';
import { type EventPayload, isObject, type RunError, toRunError } from './json.ts';

export type Handler = (request: Request) => Promise<Response>;

/** One operation that the SDK reports. */
export type Op = {
  op: string;
  id: string;
  name: string;
  displayName: string;
  data: unknown;
  error: unknown;
  opts: Record<string, unknown>;
};

/** What came of one call; `unreachable` is never the function's fault. */
export type Outcome =
  | { kind: 'returned'; output: unknown }
  | { kind: 'threw'; error: RunError; retriable: boolean; retryAfterMs: number | null }
  | { kind: 'ops'; ops: Op[]; race: boolean; retryAfterMs: number | null }
  | { kind: 'unreachable'; reason: string };

export type Call = {
  spec: FunctionSpec;
  runId: string;
  event: EventPayload;
  attempt: number;
  /** Finished steps by id, `{data}` or `{error}`, in the order in which they finished. */
  steps: [string, unknown][];
  /** The planned step to run; without it the SDK looks for the next one. */
  step?: string | undefined;
  /** Whether the SDK may only plan, because other steps of the run are under way. */
  planOnly: boolean;
};

const CALL_LIMIT_MS = 2 * 3_600_000;

/** The server's side of the Inngest SDK protocol 2, spoken to the app's own handler. */
export function createProtocol(options: { handler: Handler; url: string; signingKey: string }) {
  const key = options.signingKey.replace(/^signkey-\w+-/, '');

  async function request(method: string, url: URL, body: object, headers: Record<string, string>) {
    // The SDK hashes the canonical form, so nothing else may be sent.
    const text = canonicalize(body) ?? '{}';
    const time = Math.floor(systemClock().getTime() / 1000).toString();
    const signature = createHmac('sha256', key).update(text).update(time).digest('hex');
    const signed = new Request(url, {
      method,
      body: text,
      headers: {
        ...headers,
        'content-type': 'application/json',
        host: url.host,
        'x-inngest-server-kind': 'cloud',
        'x-inngest-signature': `t=${time}&s=${signature}`,
      },
    });
    return withLimit(options.handler(signed), CALL_LIMIT_MS);
  }

  return {
    /** Asks the app for its functions. Throws when it does not answer or needs an unsupported feature. */
    async sync(): Promise<FunctionSpec[]> {
      const body = { url: options.url };
      const headers = { 'x-inngest-sync-kind': 'in_band' };
      const response = await request('PUT', new URL(options.url), body, headers);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`the sync was answered ${response.status}: ${text}`);
      const answer: unknown = JSON.parse(text);
      return readFunctions(isObject(answer) ? answer.functions : undefined);
    },

    /** Calls a function once and reads the answer. Never throws. */
    async call(call: Call): Promise<Outcome> {
      const url = new URL(call.spec.url);
      url.searchParams.set('fnId', call.spec.id);
      url.searchParams.set('stepId', call.step ?? 'step');
      try {
        const headers = { 'x-inngest-req-version': '2', 'x-run-id': call.runId, 'x-request-id': call.runId };
        const response = await request('POST', url, callBody(call), headers);
        return readOutcome(response, await response.text());
      } catch (error) {
        return { kind: 'unreachable', reason: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

export type Protocol = ReturnType<typeof createProtocol>;

/** The call's body. It has no `ctx.fn_id`, which keeps the SDK's checkpointing off. */
function callBody(call: Call): object {
  const stack = call.steps.map(([id]) => id);
  return {
    version: 2,
    use_api: false,
    event: call.event,
    events: [call.event],
    steps: Object.fromEntries(call.steps),
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.spec.maxAttempts,
      disable_immediate_execution: call.planOnly,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
}

function readOutcome(response: Response, text: string): Outcome {
  const { status, headers } = response;
  if (!headers.has('x-inngest-sdk')) return unreachable(status, text);
  const body: unknown = JSON.parse(text);
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), systemClock());
  if (status === 200) return { kind: 'returned', output: body };
  if (status === 206) {
    const ops = (Array.isArray(body) ? body : [body]).map(readOp);
    return { kind: 'ops', ops, race: headers.get('x-inngest-req-version') === '1', retryAfterMs };
  }
  const noRetry = headers.get('x-inngest-no-retry');
  if (noRetry === null) return unreachable(status, text);
  return { kind: 'threw', error: toRunError(body), retriable: noRetry !== 'true', retryAfterMs };
}

function unreachable(status: number, text: string): Outcome {
  return { kind: 'unreachable', reason: `the app answered ${status}: ${text.slice(0, 500)}` };
}

function readOp(value: unknown): Op {
  if (!isObject(value) || typeof value.op !== 'string' || typeof value.id !== 'string') {
    throw new Error('the app answered an operation without a name or id');
  }
  const name = typeof value.name === 'string' ? value.name : value.id;
  return {
    op: value.op,
    id: value.id,
    name,
    displayName: typeof value.displayName === 'string' ? value.displayName : name,
    data: value.data ?? null,
    error: value.error ?? { name: 'Error', message: 'the step failed without an error' },
    opts: isObject(value.opts) ? value.opts : {},
  };
}

async function withLimit<Result>(work: Promise<Result>, limitMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${limitMs} ms`)), limitMs);
    timer.unref();
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
