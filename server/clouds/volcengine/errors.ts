/** What Volcengine's error codes mean to AirGate (public codes of the API gateway and of IAM). */
import { CloudError, type CloudErrorKind } from '#server/clouds/provider.ts';

const kinds: Readonly<Record<string, CloudErrorKind>> = {
  MissingParameter: 'invalid',
  MissingRequestInfo: 'invalid',
  InvalidParameter: 'invalid',
  ServiceNotFound: 'invalid',
  InvalidActionOrVersion: 'invalid',
  MethodNotAllowed: 'invalid',
  // A clock too far off reads as a bad credential everywhere else, so it is reported beside those.
  InvalidTimestamp: 'auth',
  InvalidAccessKey: 'auth',
  SignatureDoesNotMatch: 'auth',
  InvalidAuthorization: 'auth',
  InvalidCredential: 'auth',
  InvalidSecretToken: 'auth',
  AccessDenied: 'denied',
  LackProjectPolicy: 'denied',
  InternalError: 'transient',
  ServiceFailure: 'transient',
  ServiceUnavailableTemp: 'transient',
  FailToConnect: 'transient',
  InternalServiceTimeout: 'timeout',
  FlowLimitExceeded: 'throttled',
  UserNotExist: 'not_found',
  AccessKeyNotExist: 'not_found',
  PolicyNotExist: 'not_found',
  UserAlreadyExists: 'conflict',
  PolicyAlreadyExist: 'conflict',
  AccessKeyLimitExceeded: 'limit',
  InvalidUserName: 'invalid',
  InvalidDisplayName: 'invalid',
  InvalidAccessKeyStatus: 'invalid',
  InvalidPolicyType: 'invalid',
  InvalidPassword: 'invalid',
};

/** Codes by number, for the gateway's answers that carry only the number. */
const namesByNumber: Readonly<Record<string, string>> = {
  100002: 'MissingParameter',
  100004: 'MissingRequestInfo',
  100006: 'InvalidTimestamp',
  100007: 'ServiceNotFound',
  100008: 'InvalidActionOrVersion',
  100009: 'InvalidAccessKey',
  100010: 'SignatureDoesNotMatch',
  100013: 'AccessDenied',
  100014: 'InternalError',
  100016: 'InternalServiceTimeout',
  100018: 'FlowLimitExceeded',
};

export function codeName(code: string): string {
  return namesByNumber[code] ?? code;
}

function kindOfStatus(status: number): CloudErrorKind {
  if (status === 401) return 'auth';
  if (status === 403) return 'denied';
  if (status === 404) return 'not_found';
  if (status === 409) return 'conflict';
  if (status === 429) return 'throttled';
  if (status === 504) return 'timeout';
  if (status >= 500) return 'transient';
  return status >= 400 ? 'invalid' : 'unknown';
}

/** Services name new codes after the same patterns, so an unlisted code is read by its ending, then by the status. */
export function classify(code: string, status: number): CloudErrorKind {
  const listed = kinds[code];
  if (listed) return listed;
  if (/(NotExists?|NotFound)$/.test(code)) return 'not_found';
  if (isAlreadyCode(code)) return 'conflict';
  if (/(FlowLimit|RateLimit|Throttl|TooManyRequests)/.test(code)) return 'throttled';
  if (/(LimitExceeded|QuotaExceeded|ExceedLimit)$/.test(code)) return 'limit';
  return kindOfStatus(status);
}

function isAlreadyCode(code: string): boolean {
  return /(AlreadyExists?|AlreadyAttached|Duplicated?)$/.test(code);
}

export function isMissing(error: unknown): error is CloudError {
  return error instanceof CloudError && error.kind === 'not_found';
}

/** The cloud says that what should be made is there already. */
export function isAlready(error: unknown): boolean {
  return error instanceof CloudError && error.kind === 'conflict' && isAlreadyCode(error.code);
}

/** Worth another attempt, if the action may be repeated at all. */
export function isPassing(error: unknown): boolean {
  return error instanceof CloudError && ['throttled', 'transient', 'timeout'].includes(error.kind);
}

/** Runs a change whose goal may be reached already; `done` says which refusals mean just that. */
export async function settled(change: Promise<unknown>, done: (error: unknown) => boolean): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!done(error)) throw error;
  }
}
