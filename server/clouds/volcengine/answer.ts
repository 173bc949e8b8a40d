/** Reads an answer of the OpenAPI gateway: the envelope, its variant without one, and the shape that was hoped for. */
import { z } from 'zod';
import { CloudError } from '#server/clouds/provider.ts';
import type { Action } from './actions.ts';
import { classify, codeName } from './errors.ts';

type RawAnswer = { status: number; text: string; requestId: string | null };
type Envelope = { result: unknown; requestId: string };

/**
 * JSON without rounding: a number that a double cannot hold exactly comes out as the text it was sent as, and so does
 * every number with a fraction, because amounts must never pass through binary.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    return context?.source ?? value;
  });
}

const text = z.union([z.string(), z.number()]).transform(String);

const envelope = z.object({
  ResponseMetadata: z.object({
    RequestId: z.string().default(''),
    Error: z.object({ Code: text.nullish(), CodeN: text.nullish(), Message: z.string().nullish() }).nullish(),
  }),
  Result: z.unknown().optional(),
});

/** The gateway's own refusals may come without ResponseMetadata. */
const bareError = z.object({ HTTPCode: z.coerce.number(), errorcode: text, message: z.string().default('') });

function refusal(action: Action, answer: RawAnswer, detail: { code: string; message: string }): CloudError {
  const code = codeName(detail.code);
  const kind = classify(code, answer.status);
  return new CloudError(kind, {
    code,
    message: `${action.name}: ${code}${detail.message ? ` – ${detail.message}` : ''}`,
    action: action.name,
    status: answer.status,
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
    effectUnknown: action.safety !== 'read' && answer.status >= 500,
  });
}

/** An answer that says nothing AirGate understands. After a change was sent, its effect is unknown. */
export function unexpectedAnswer(
  action: Action,
  why: string,
  answer: { status?: number; requestId?: string | null } = {},
): CloudError {
  return new CloudError('unknown', {
    code: 'unexpected_answer',
    message: `${action.name}: unexpected answer (${why})`,
    action: action.name,
    ...(answer.status === undefined ? {} : { status: answer.status }),
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
    effectUnknown: action.safety !== 'read',
  });
}

/** What is not JSON was not said by the cloud's API but by something in between: only "try again" can be learnt from it. */
function notJson(action: Action, answer: RawAnswer): CloudError {
  if (answer.status === 429 || answer.status >= 500) {
    return refusal(action, answer, { code: `http_${answer.status}`, message: '' });
  }
  return unexpectedAnswer(action, `HTTP ${answer.status} that is not JSON`, answer);
}

/** Returns the result of a successful answer; throws `CloudError` for a refusal, whatever its HTTP status. */
export function openEnvelope(action: Action, answer: RawAnswer): Envelope {
  if (answer.status >= 300 && answer.status < 400) {
    throw unexpectedAnswer(action, `redirect, HTTP ${answer.status}`, answer);
  }
  let json: unknown;
  try {
    json = parseJson(answer.text);
  } catch {
    throw notJson(action, answer);
  }
  const read = envelope.safeParse(json);
  if (!read.success) {
    const bare = bareError.safeParse(json);
    if (!bare.success) throw notJson(action, answer);
    const status = answer.status >= 400 ? answer.status : bare.data.HTTPCode;
    throw refusal(action, { ...answer, status }, { code: bare.data.errorcode, message: bare.data.message });
  }
  const { RequestId, Error: error } = read.data.ResponseMetadata;
  const requestId = RequestId || answer.requestId || '';
  if (error) {
    const code = error.Code || error.CodeN || `http_${answer.status}`;
    throw refusal(action, { ...answer, requestId }, { code, message: error.Message ?? '' });
  }
  if (answer.status >= 400) {
    throw refusal(action, { ...answer, requestId }, { code: `http_${answer.status}`, message: '' });
  }
  return { result: read.data.Result ?? {}, requestId };
}

/** Reads `value` by `schema`; the error names the fields that are wrong, never what they hold. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown, action: Action, requestId: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const fields = read.error.issues.map((issue) => issue.path.map(String).join('.') || 'Result').slice(0, 5);
  throw unexpectedAnswer(action, `fields ${[...new Set(fields)].join(', ')}`, { requestId });
}
