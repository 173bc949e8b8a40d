import messages from '#lib/i18n/en/errors.json' with { type: 'json' };

/** Every way a request can fail, with its HTTP status and its tRPC name. */
export const errorCodes = {
  unauthenticated: { status: 401, trpc: 'UNAUTHORIZED' },
  forbidden: { status: 403, trpc: 'FORBIDDEN' },
  not_found: { status: 404, trpc: 'NOT_FOUND' },
  invalid_input: { status: 400, trpc: 'BAD_REQUEST' },
  conflict: { status: 409, trpc: 'CONFLICT' },
  limit_exceeded: { status: 422, trpc: 'UNPROCESSABLE_CONTENT' },
  rate_limited: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  precondition_failed: { status: 412, trpc: 'PRECONDITION_FAILED' },
  upstream_failed: { status: 502, trpc: 'BAD_GATEWAY' },
  upstream_timeout: { status: 504, trpc: 'GATEWAY_TIMEOUT' },
  internal: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
} as const;

export type ErrorCode = keyof typeof errorCodes;
/** The message key in `errors.json`: what happened and what to do, in the reader's language. */
export type ErrorReason = keyof typeof messages.reasons;
export type ErrorParams = Record<string, string | number>;
/** One wrong field of the input; `message` is an error reason or a sentence from the validator. */
export type InvalidField = { path: string; message: string };

/** The one error that speaks to a client. `cause` goes to the log only. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: ErrorReason;
  readonly params: ErrorParams;
  readonly fields: InvalidField[];
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    reason: ErrorReason,
    detail: { params?: ErrorParams; fields?: InvalidField[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(`${code}: ${reason}`, { cause: detail.cause });
    this.name = 'AppError';
    this.code = code;
    this.reason = reason;
    this.params = detail.params ?? {};
    this.fields = detail.fields ?? [];
    this.retryAfter = detail.retryAfter;
  }
}

/** Whether a validator's message is one of our reasons, to be shown in the reader's language. */
export function isReason(text: string): text is ErrorReason {
  return Object.hasOwn(messages.reasons, text);
}

/** "Not yours" and "not there" are the same answer. */
export function notFound(what: string): AppError {
  return new AppError('not_found', 'not_found', { params: { what } });
}
