/** One error, rendered for its reader. Unknown errors say nothing to the client and everything to the log. */
import { ZodError } from 'zod';
import {
  AppError,
  type ErrorCode,
  type ErrorParams,
  errorCodes,
  type InvalidField,
  isReason,
} from '#lib/errors.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import { log } from './log.ts';

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  reason: string;
  requestId: string;
  errors?: InvalidField[];
};

/** Turns whatever was thrown into an `AppError`; an unexpected one is logged with the request's id. */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) return invalidInput(error);
  // Two at the same moment: the database let one through, and the other is told so.
  if (isUniqueViolation(error)) return new AppError('conflict', 'taken_meanwhile', { cause: error });
  log.error({ requestId, err: error }, 'unexpected error');
  return new AppError('internal', 'internal', { params: { requestId }, cause: error });
}

/** By its shape: the process has two instances of the client's classes. */
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}

/** RFC 9457. */
export function toProblem(error: AppError, requestId: string, locale: Locale): Problem {
  const { status } = errorCodes[error.code];
  const fields = error.fields.map((f) => ({
    path: f.path,
    message: fieldMessage(f.message, locale, error.params),
  }));
  return {
    type: `urn:airgate:error:${error.reason}`,
    title: translate(locale, `errors.codes.${error.code}`),
    status,
    detail: translate(locale, `errors.reasons.${error.reason}`, { ...error.params, requestId }),
    code: error.code,
    reason: error.reason,
    requestId,
    ...(fields.length > 0 && { errors: fields }),
  };
}

/** The first fault names the error; all of them are listed with their paths. */
function invalidInput(error: ZodError): AppError {
  const fields = error.issues.flatMap((issue): InvalidField[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'field_unknown' }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  );
  return new AppError('invalid_input', 'invalid_input', { fields, cause: error });
}

function fieldMessage(message: string, locale: Locale, params: ErrorParams): string {
  return isReason(message) ? translate(locale, `errors.reasons.${message}`, params) : message;
}
