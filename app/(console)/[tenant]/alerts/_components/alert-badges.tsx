'use client';
import { CheckCheck, CircleAlert, CircleDot, Eye, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { Severity } from '#lib/alerts.ts';
import type { AlertOut } from '#server/alerts/schema.ts';

const severityLooks: Record<Severity, { icon: LucideIcon; tone: BadgeTone; ink: string }> = {
  info: { icon: Info, tone: 'info', ink: 'text-info' },
  warning: { icon: TriangleAlert, tone: 'warning', ink: 'text-warning' },
  critical: { icon: CircleAlert, tone: 'danger', ink: 'text-danger' },
};

/** How loud an alert is, as icon and word. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useTranslations('alerts.severity');
  const { icon: Icon, tone } = severityLooks[severity];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {t(severity)}
    </Badge>
  );
}

/** The same where there is room for the icon only; the word is there for screen readers and on hover. */
export function SeverityMark({ severity, quiet }: { severity: Severity; quiet?: boolean }) {
  const t = useTranslations('alerts.severity');
  const { icon: Icon, ink } = severityLooks[severity];
  return (
    <span title={t(severity)} className="inline-flex shrink-0">
      <Icon aria-hidden className={cn('size-4', quiet ? 'text-faint' : ink)} />
      <span className="sr-only">{t(severity)}</span>
    </span>
  );
}

const stateIcons: Record<AlertOut['state'], LucideIcon> = {
  open: CircleDot,
  acknowledged: Eye,
  resolved: CheckCheck,
};

/** Where an alert stands: only what is open carries weight. */
export function AlertStateBadge({ state }: { state: AlertOut['state'] }) {
  const t = useTranslations('alerts.state');
  const Icon = stateIcons[state];
  return (
    <span
      data-state={state}
      className={cn(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap align-middle text-xs',
        state === 'open' ? 'font-medium text-ink' : 'text-soft',
      )}
    >
      <Icon
        aria-hidden
        className={cn('size-3.5 shrink-0', state === 'open' ? 'text-accent-ink' : 'text-faint')}
      />
      {t(state)}
    </span>
  );
}
