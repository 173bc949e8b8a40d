import { type AlertType, type Severity, subjectOf } from '#lib/alerts.ts';
import { formatDate, formatMoney } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import type { Message } from '#server/channels/service.ts';

type Told = {
  /** The alert's. */
  id: string;
  type: AlertType;
  severity: Severity;
  details: Record<string, unknown>;
  createdAt: Date;
  subAccountId: string | null;
  cloudAccountId: string | null;
  /** The sub-account's, or of what the alert is about. */
  name: string;
};
type Reader = {
  locale: Locale;
  timeZone: string;
  tenant: { id: string; slug: string; name: string };
  consoleUrl: string;
};

/** How many projects a message breaks spending down to. */
const TOP_PROJECTS = 5;

/** An alert as every channel tells it, in the tenant's language and time zone. */
export function alertMessage(deliveryId: string, alert: Told, reader: Reader): Message {
  const { locale } = reader;
  const label = (key: 'tenant' | 'subAccount' | 'spent' | 'time' | 'reason' | 'open') =>
    translate(locale, `channels.facts.${key}`);
  const text = (key: string) => (typeof alert.details[key] === 'string' ? String(alert.details[key]) : '');
  const spent = text('spent');
  const subject = subjectOf(locale, alert.type, alert.name, alert.details);
  const facts = [
    { label: label('tenant'), value: reader.tenant.name },
    ...(alert.name ? [{ label: label('subAccount'), value: alert.name }] : []),
    ...(spent
      ? [{ label: label('spent'), value: spentOf(locale, spent, text('granted'), text('currency')) }]
      : []),
    ...projectsOf(locale, alert.details),
    ...(text('message') ? [{ label: label('reason'), value: text('message') }] : []),
    { label: label('time'), value: formatDate(locale, alert.createdAt, reader.timeZone, 'minute') },
  ];
  return {
    id: deliveryId,
    severity: alert.severity,
    title: `[AirGate] ${subject}`,
    facts,
    link: { label: label('open'), url: `${reader.consoleUrl}/${placeOf(alert)}` },
    footer: `AirGate · ${reader.tenant.name}`,
    event: {
      type: alert.type,
      occurredAt: alert.createdAt,
      subject,
      tenant: reader.tenant,
      alertId: alert.id,
      subAccount: alert.subAccountId ? { id: alert.subAccountId, name: alert.name } : null,
      cloudAccountId: alert.cloudAccountId,
      details: alert.details,
    },
  };
}

/** Where the console shows more of it: what asks for an answer, or else the sub-account. */
function placeOf({ subAccountId, details }: Told): string {
  if (typeof details.quotaRequestId === 'string') return `requests?peek=${details.quotaRequestId}`;
  return subAccountId ? `sub-accounts/${subAccountId}` : 'alerts';
}

function spentOf(locale: Locale, spent: string, granted: string, currency: string): string {
  const money = (amount: string) => formatMoney(locale, amount);
  return granted ? `${money(spent)} / ${money(granted)} ${currency}` : `${money(spent)} ${currency}`;
}

function projectsOf(locale: Locale, { projects, currency }: Record<string, unknown>) {
  if (!Array.isArray(projects)) return [];
  return projects
    .slice(0, TOP_PROJECTS)
    .flatMap((p: { name?: unknown; amount?: unknown }) =>
      typeof p.name === 'string' && typeof p.amount === 'string'
        ? [{ label: p.name || '—', value: `${formatMoney(locale, p.amount)} ${String(currency ?? '')}` }]
        : [],
    );
}
