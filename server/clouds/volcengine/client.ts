/** The signed OpenAPI client: sends an action, checks the answer, repeats what may be repeated. */
import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import { CloudError, type CloudErrorKind, type Credential } from '#server/clouds/provider.ts';
import type { Action } from './actions.ts';
import { openEnvelope, readAs } from './answer.ts';
import { isPassing } from './errors.ts';
import { billingGate, type Gate } from './gate.ts';
import { canonicalQuery, type Query, signRequest } from './sign.ts';
import { exchange, sharedDispatcher } from './transport.ts';

/** A parameter; lists and objects are flattened to `Name.1`, `Name.1.Key` in a query. `undefined` is left out. */
type Param = string | number | boolean | undefined | readonly Param[] | { readonly [key: string]: Param };
export type Params = Readonly<Record<string, Param>>;

type Answer<T> = { result: T; requestId: string; cloudTime: Date | null };

export type OpenApi = {
  /** Sends `params` as the query of a GET and as the JSON body of a POST. Throws `CloudError`. */
  call<T>(action: Action, params: Params, schema: z.ZodType<T>): Promise<Answer<T>>;
};

export type RetryRule = { attempts: number; baseMs: number; maxMs: number; totalMs: number };

export type OpenApiOptions = {
  baseUrl: string;
  credential: Credential;
  now: () => Date;
  region?: string;
  /** For one attempt, connecting included; 10 s by default. */
  timeoutMs?: number;
  retry?: Partial<RetryRule>;
  dispatcher?: Dispatcher;
  billing?: Gate;
};

export function flatten(params: Params): Query {
  const pairs: [string, string][] = [];
  const walk = (name: string, value: Param): void => {
    if (value === undefined) return;
    if (typeof value !== 'object') {
      pairs.push([name, String(value)]);
    } else if (Array.isArray(value)) {
      value.forEach((item: Param, index) => {
        walk(`${name}.${index + 1}`, item);
      });
    } else {
      for (const [key, item] of Object.entries(value)) walk(`${name}.${key}`, item);
    }
  };
  for (const [name, value] of Object.entries(params)) walk(name, value);
  return pairs;
}

/** Takes the caller's secrets out of an error's text, in case the cloud repeats what it was sent. */
function redacted(error: CloudError, secrets: readonly string[]): CloudError {
  const hit = secrets.filter((secret) => secret.length > 0 && error.message.includes(secret));
  const message = hit.reduce((text, secret) => text.replaceAll(secret, '***'), error.message).slice(0, 500);
  if (message === error.message) return error;
  const { kind, code, action, effectUnknown, status, requestId } = error;
  const known = { ...(status === null ? {} : { status }), ...(requestId === null ? {} : { requestId }) };
  return new CloudError(kind, { code, message, action, effectUnknown, ...known });
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function openApi(options: OpenApiOptions): OpenApi {
  const { credential, now, region = 'cn-beijing', timeoutMs = 10_000 } = options;
  const base = new URL(options.baseUrl);
  const dispatcher = options.dispatcher ?? sharedDispatcher();
  const gate = options.billing ?? billingGate(credential.accessKeyId);
  const rule: RetryRule = {
    attempts: 3,
    baseMs: 200,
    maxMs: 4_000,
    totalMs: 3 * timeoutMs,
    ...options.retry,
  };

  async function attempt<T>(action: Action, params: Params, schema: z.ZodType<T>) {
    if (action.service === 'billing') await gate.turn(action.name);
    const post = action.method === 'POST';
    const query: Query = [
      ['Action', action.name],
      ['Version', action.version],
      ...(post ? [] : flatten(params)),
    ];
    const body = post ? JSON.stringify(params) : '';
    const signed = signRequest({
      ...credential,
      date: now(),
      region,
      service: action.service,
      method: action.method,
      host: base.host,
      path: base.pathname,
      query,
      body,
    });
    const http = await exchange(action, {
      url: `${base.origin}${base.pathname}?${canonicalQuery(query)}`,
      headers: post ? { ...signed, 'content-type': 'application/json' } : signed,
      body,
      timeoutMs,
      dispatcher,
    });
    const read = (): Answer<T> => {
      const { result, requestId } = openEnvelope(action, http);
      return { result: readAs(schema, result, action, requestId), requestId, cloudTime: http.date };
    };
    return { read, retryAfterMs: http.retryAfterMs };
  }

  /** How long to wait before the next attempt; the random part keeps many callers from coming back together. */
  function pause(attempts: number, askedMs: number | null): number {
    if (askedMs !== null) return askedMs;
    const ceiling = Math.min(rule.maxMs, rule.baseMs * 2 ** (attempts - 1));
    return ceiling / 2 + (Math.random() * ceiling) / 2;
  }

  return {
    async call(action, params, schema) {
      const secrets = [credential.secretAccessKey];
      if (typeof params.Password === 'string') secrets.push(params.Password);
      const end = performance.now() + rule.totalMs;
      for (let attempts = 1; ; attempts += 1) {
        let askedMs: number | null = null;
        try {
          const answer = await attempt(action, params, schema);
          askedMs = answer.retryAfterMs;
          return answer.read();
        } catch (error) {
          if (!(error instanceof CloudError)) throw error;
          const waitMs = pause(attempts, askedMs);
          const again = action.safety !== 'once' && isPassing(error) && attempts < rule.attempts;
          if (!again || performance.now() + waitMs >= end) throw redacted(error, secrets);
          await sleep(waitMs);
        }
      }
    },
  };
}

/** Hears of every call once it is over, its repeats included. */
export type OnCall = (call: { action: string; outcome: 'ok' | CloudErrorKind; seconds: number }) => void;

/** The same client with somebody who listens. */
export function overheard(api: OpenApi, onCall: OnCall): OpenApi {
  return {
    async call(action, params, schema) {
      const began = performance.now();
      let outcome: 'ok' | CloudErrorKind = 'unknown';
      try {
        const answer = await api.call(action, params, schema);
        outcome = 'ok';
        return answer;
      } catch (error) {
        if (error instanceof CloudError) outcome = error.kind;
        throw error;
      } finally {
        onCall({ action: action.name, outcome, seconds: (performance.now() - began) / 1000 });
      }
    },
  };
}

/** The same client, noting the request id of every answer: the evidence of a change. */
export function recording(api: OpenApi): { api: OpenApi; requestIds: string[] } {
  const requestIds: string[] = [];
  return {
    requestIds,
    api: {
      async call(action, params, schema) {
        const answer = await api.call(action, params, schema);
        if (answer.requestId) requestIds.push(answer.requestId);
        return answer;
      },
    },
  };
}
