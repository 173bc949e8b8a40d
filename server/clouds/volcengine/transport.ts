/** One HTTP exchange, bounded in time and size. Redirects are not followed: they would carry the signature elsewhere. */
import { Agent, type Dispatcher, request } from 'undici';
import { CloudError } from '#server/clouds/provider.ts';
import type { Action } from './actions.ts';
import { unexpectedAnswer } from './answer.ts';

const maxAnswerBytes = 8 * 1024 * 1024;
const connectTimeoutMs = 5_000;

type HttpAnswer = {
  status: number;
  text: string;
  requestId: string | null;
  /** The `Date` header, or null. */
  date: Date | null;
  /** What `Retry-After` asks for, in milliseconds, or null. */
  retryAfterMs: number | null;
};

let shared: Dispatcher | undefined;

/** The process's pool of connections, so that a provider can be made for every use without losing them. */
export function sharedDispatcher(): Dispatcher {
  shared ??= new Agent({ connect: { timeout: connectTimeoutMs }, keepAliveTimeout: 4_000 });
  return shared;
}

/** Failures that come before anything is sent, so a change cannot have happened. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function silence(action: Action, error: unknown): CloudError {
  const cause = codeOf(error);
  const timedOut = /TimeoutError|_TIMEOUT$|^ETIMEDOUT$/.test(cause);
  const notSent = beforeSending.test(cause);
  return new CloudError(timedOut ? 'timeout' : 'transient', {
    code: timedOut ? 'no_answer' : notSent ? 'connection_failed' : 'connection_lost',
    message: `${action.name}: ${timedOut ? 'no answer in time' : 'the connection failed'}${cause ? ` (${cause})` : ''}`,
    action: action.name,
    effectUnknown: action.safety !== 'read' && !notSent,
  });
}

function header(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function dateOf(value: string | null): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

function retryAfter(value: string | null, date: Date | null): number | null {
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = dateOf(value);
  return until && date ? Math.max(0, until.getTime() - date.getTime()) : null;
}

async function readText(body: AsyncIterable<Buffer>, tooLong: () => CloudError): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxAnswerBytes) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export async function exchange(
  action: Action,
  options: {
    url: string;
    headers: Record<string, string>;
    body: string;
    timeoutMs: number;
    dispatcher: Dispatcher;
  },
): Promise<HttpAnswer> {
  const { url, headers, body, timeoutMs, dispatcher } = options;
  try {
    const answer = await request(url, {
      method: action.method,
      headers,
      body: body === '' ? null : body,
      dispatcher,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const status = answer.statusCode;
    const text = await readText(answer.body, () =>
      unexpectedAnswer(action, `more than ${maxAnswerBytes} bytes`, { status }),
    );
    const date = dateOf(header(answer.headers.date));
    return {
      status,
      text,
      requestId: header(answer.headers['x-tt-logid']),
      date,
      retryAfterMs: retryAfter(header(answer.headers['retry-after']), date),
    };
  } catch (error) {
    if (error instanceof CloudError) throw error;
    throw silence(action, error);
  }
}
