import { formatMoney } from './i18n/format.ts';
import type { Locale } from './i18n/locale.ts';
import { translate } from './i18n/translate.ts';

/** The vocabulary of alerts, shared by those who raise, route and read them. */
export const alertTypes = [
  'quota_step',
  'quota_reached',
  'cut_off_done',
  'cut_off_failed',
  'restored',
  'restore_failed',
  'protected_over_limit',
  'check_failed',
  'unattributed_spending',
  'sub_account_missing',
  'credential_failing',
  'project_failed',
  'access_key_lost',
  'channel_failing',
  'key_expiring',
  'quota_requested',
  'webhook_failing',
  'webhook_paused',
] as const;
export type AlertType = (typeof alertTypes)[number];

/** From least to most. */
export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** An alert's one-line subject in the reader's language; `name` is the sub-account's or cloud account's. */
export function subjectOf(
  locale: Locale,
  type: AlertType,
  name: string,
  details: Record<string, unknown>,
): string {
  const params: Record<string, string | number> = { name };
  for (const key of [
    'step',
    'currency',
    'day',
    'done',
    'steps',
    'project',
    'outcome',
    'days',
    'person',
  ] as const) {
    const value = details[key];
    params[key] = typeof value === 'string' || typeof value === 'number' ? value : '';
  }
  params.amount = typeof details.amount === 'string' ? formatMoney(locale, details.amount) : '';
  return translate(locale, `alerts.subject.${type}`, params);
}
