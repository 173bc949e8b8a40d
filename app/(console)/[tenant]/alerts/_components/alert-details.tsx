'use client';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Moment } from '#components/ago.tsx';
import { BreakdownBars } from '#components/breakdown-bars.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { type Definition, DefinitionList } from '#components/definition-list.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { Button } from '#components/ui/button.tsx';
import type { AlertOut } from '#server/alerts/schema.ts';
import { AlertStateBadge, SeverityBadge } from './alert-badges.tsx';
import { AlertButtons } from './alert-buttons.tsx';
import { AlertDeliveries } from './alert-deliveries.tsx';
import { type Details, readDetails } from './read-details.ts';

/** Everything about one alert: what it says, what can be done, whom it reached. */
export function AlertDetails({ alert }: { alert: AlertOut }) {
  const t = useTranslations('alerts');
  const { currency } = useTenant();
  const details = readDetails(alert.details);
  const shown = details.currency || currency;
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SeverityBadge severity={alert.severity} />
        <AlertStateBadge state={alert.state} />
        <div className="ml-auto">
          <AlertButtons alerts={[alert]} />
        </div>
      </div>
      {details.spent ? (
        <QuotaBar
          size="tall"
          spent={details.spent}
          limit={details.granted || null}
          currency={shown}
          {...(typeof details.step === 'number' && details.step < 100 ? { steps: [details.step] } : {})}
        />
      ) : null}
      {details.message ? (
        <p className="break-words rounded-md bg-sunken px-3 py-2 text-sm">{details.message}</p>
      ) : null}
      <DefinitionList items={useFacts(alert, details, shown)} />
      <Links alert={alert} details={details} />
      {details.projects.length > 0 ? (
        <Part title={t('sections.projects')}>
          <BreakdownBars
            currency={shown}
            items={details.projects.map(({ name, amount }, index) => ({
              id: `${name}-${index}`,
              label: name || t('noProject'),
              amount,
            }))}
          />
        </Part>
      ) : null}
      <Part title={t('sections.deliveries')}>
        <AlertDeliveries alertId={alert.id} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-2">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </section>
  );
}

/** What is known, line by line; what this kind of alert does not have is left out. */
function useFacts(alert: AlertOut, details: Details, currency: string): Definition[] {
  const t = useTranslations('alerts.facts');
  const types = useTranslations('alerts.type');
  const id = (text: string) => (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 truncate font-mono text-xs">{text}</code>
      <CopyButton value={text} />
    </span>
  );
  const by = (name: string | null, time: string) =>
    name ? t.rich('byAt', { name, time: () => <Moment time={time} /> }) : <Moment time={time} />;
  const cutOffReason = (['manual', 'limit', 'allocation'] as const).find((known) => known === details.reason);
  const facts: (Definition | false)[] = [
    { term: t('type'), value: types(alert.type) },
    { term: t('raised'), value: <Moment time={alert.createdAt} seconds /> },
    alert.acknowledgedAt !== null && {
      term: t('acknowledged'),
      value: by(alert.acknowledgedBy, alert.acknowledgedAt),
    },
    alert.resolvedAt !== null && { term: t('resolved'), value: <Moment time={alert.resolvedAt} /> },
    details.amount !== '' && {
      term: t('amount'),
      value: <Money amount={details.amount} currency={currency} exact />,
    },
    details.day !== '' && { term: t('day'), value: details.day },
    details.project !== '' && { term: t('project'), value: details.project },
    details.accessKey !== '' && { term: t('accessKey'), value: id(details.accessKey) },
    details.change !== null && { term: t('change'), value: t(details.change) },
    cutOffReason !== undefined && { term: t('reason'), value: t(`cutOffReason.${cutOffReason}`) },
    details.steps !== null && {
      term: t('steps'),
      value: details.done === null ? details.steps : `${details.done} / ${details.steps}`,
    },
    typeof details.step === 'string' &&
      details.step !== '' && {
        term: t('step'),
        value: <code className="font-mono text-xs">{details.step}</code>,
      },
    details.requestId !== '' && { term: t('cloudRequest'), value: id(details.requestId) },
    { term: t('id'), value: id(alert.id) },
  ];
  return facts.filter((fact) => fact !== false);
}

function Links({ alert, details }: { alert: AlertOut; details: Details }) {
  const t = useTranslations('alerts.links');
  const { slug } = useTenant();
  const link = (href: string, label: string) => (
    <Button asChild size="sm">
      <Link href={href}>
        {label}
        <ArrowRight aria-hidden className="size-3.5" />
      </Link>
    </Button>
  );
  if (!alert.subAccountId && !alert.cloudAccountId) return null;
  const subAccount = `/${slug}/sub-accounts/${alert.subAccountId}`;
  return (
    <div className="flex flex-wrap gap-2">
      {details.quotaRequestId
        ? link(`/${slug}/requests?peek=${details.quotaRequestId}`, t('quotaRequest'))
        : null}
      {alert.subAccountId && details.sagaId ? link(`${subAccount}#cut-off`, t('saga')) : null}
      {alert.subAccountId && !details.sagaId ? link(subAccount, t('subAccount')) : null}
      {alert.cloudAccountId ? link(`/${slug}/clouds/${alert.cloudAccountId}`, t('cloudAccount')) : null}
    </div>
  );
}
