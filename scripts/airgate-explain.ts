// A failure in one line for a terminal: our own errors in their words, everything else in its message.
import { ZodError } from 'zod';
import { AppError, isReason } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';

export function explain(error: unknown): string {
  if (error instanceof AppError) return translate('en', `errors.reasons.${error.reason}`, error.params);
  if (error instanceof ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${sentence(message)}`).join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}

function sentence(message: string): string {
  return isReason(message) ? translate('en', `errors.reasons.${message}`) : message;
}
