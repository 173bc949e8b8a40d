import { AppError, type ErrorCode, type ErrorReason } from '#lib/errors.ts';
import { CloudError, type CloudErrorKind } from './provider.ts';
import { ControlRefusal } from './sandbox/control.ts';

/** What a cloud's failure is to our caller. */
const meaning = {
  auth: ['upstream_failed', 'cloud_credential_refused'],
  denied: ['upstream_failed', 'cloud_denied'],
  not_found: ['upstream_failed', 'cloud_failed'],
  conflict: ['upstream_failed', 'cloud_failed'],
  limit: ['upstream_failed', 'cloud_failed'],
  throttled: ['upstream_failed', 'cloud_throttled'],
  transient: ['upstream_failed', 'cloud_failed'],
  timeout: ['upstream_timeout', 'cloud_timeout'],
  invalid: ['upstream_failed', 'cloud_failed'],
  unknown: ['upstream_failed', 'cloud_failed'],
} as const satisfies Record<CloudErrorKind, readonly [ErrorCode, ErrorReason]>;

/** A cloud's error as ours; anything else is handed back unchanged. */
export function fromCloud(error: unknown): unknown {
  if (!(error instanceof CloudError)) return error;
  const [code, reason] = meaning[error.kind];
  const params = { action: error.action, code: error.code, message: error.message };
  return new AppError(code, reason, { params, cause: error });
}

/** What went wrong at the sandbox's control interface: its refusal, its silence, or nobody there. */
export function fromSandbox(cause: unknown): AppError {
  if (cause instanceof ControlRefusal)
    return new AppError('upstream_failed', 'sandbox_refused', { params: { message: cause.words }, cause });
  if (cause instanceof Error && cause.name === 'TimeoutError')
    return new AppError('upstream_timeout', 'sandbox_silent', { cause });
  return new AppError('upstream_failed', 'sandbox_down', { cause });
}

/** Shows which key is stored without storing it readable: its first and last four characters. */
export function keyHint(accessKeyId: string): string {
  return `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`;
}
