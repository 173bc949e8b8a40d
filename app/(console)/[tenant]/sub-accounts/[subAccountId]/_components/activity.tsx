'use client';
import { useQuery } from '@tanstack/react-query';
import { Ban, Coins, type LucideIcon, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SeverityMark } from '#app/(console)/[tenant]/alerts/_components/alert-badges.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { Money } from '#components/money.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { DetailTab } from './detail-tab-names.ts';
import { latest } from './inputs.ts';

type ActivityProps = { account: SubAccountDetailOut; onTab: (tab: DetailTab) => void };
type Event = { id: string; at: string; mark: ReactNode; text: ReactNode; by?: string };

const SHOWN = 8;
const proceedings: readonly string[] = ['cut_off_started', 'cut_off_done', 'restored'];

/** What happened lately, whatever it was: alerts, changes of the quota, cut-offs and restores, newest first. */
export function Activity({ account, onTab }: ActivityProps) {
  const t = useTranslations('quotas.activity');
  const tabs = useTranslations('subAccounts.tabs');
  const events = useEvents(account);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      {events === undefined ? (
        <div aria-busy className="space-y-3 p-4">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-5/6" />
        </div>
      ) : events.length === 0 ? (
        <p className="p-4 text-sm text-soft">{t('none')}</p>
      ) : (
        <ol className="py-2">
          {events.slice(0, SHOWN).map(({ id, at, mark, text, by }, index, shown) => (
            <li key={id} className="relative flex gap-2.5 px-4 py-1.5 text-sm">
              {index < shown.length - 1 ? (
                <span
                  aria-hidden
                  className="absolute top-7 bottom-[-6px] left-6 w-px -translate-x-1/2 bg-line"
                />
              ) : null}
              <span className="mt-0.5 grid size-4 shrink-0 place-items-center [&_svg]:size-4">{mark}</span>
              <div className="min-w-0 flex-1">
                <p className="text-pretty break-words text-ink">{text}</p>
                <p className="text-faint text-xs">
                  <Ago time={at} />
                  {by ? ` · ${by}` : null}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="flex gap-4 border-line border-t px-4 py-2 text-xs">
        {(['alerts', 'quota', 'cut-off'] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            onClick={() => onTab(tab)}
            className="rounded-sm font-medium text-accent-ink hover:underline"
          >
            {tabs(tab)}
          </button>
        ))}
      </p>
    </Card>
  );
}

/** Undefined until everything that may be read is there. */
function useEvents(account: SubAccountDetailOut): Event[] | undefined {
  const t = useTranslations('quotas.activity');
  const kinds = useTranslations('cutOff.kind');
  const reasons = useTranslations('cutOff.reason');
  const { slug } = useTenant();
  const trpc = useTRPC();
  const asked = latest(account.id);
  const mayAlerts = useCan('alert:read');
  const mayQuota = useCan('quota:read');
  const alerts = useQuery(
    trpc.alerts.list.queryOptions(asked, { enabled: mayAlerts, refetchInterval: 15_000 }),
  );
  const allocations = useQuery(trpc.quotas.allocations.queryOptions(asked, { enabled: mayQuota }));
  const sagas = useQuery(trpc.cutOff.list.queryOptions(asked));
  const waiting = [alerts, allocations, sagas].some(({ isLoading }) => isLoading);
  if (waiting) return undefined;
  // Cut-offs and restores are listed themselves; what was told about them only where they went wrong.
  const told = (alerts.data?.items ?? []).filter(({ type }) => !proceedings.includes(type));
  const events: Event[] = [
    ...told.map((alert) => ({
      id: alert.id,
      at: alert.createdAt,
      mark: <SeverityMark severity={alert.severity} quiet={alert.state === 'resolved'} />,
      text: (
        <Link href={`/${slug}/alerts?peek=${alert.id}`} className="rounded-sm hover:underline">
          {alert.subject}
        </Link>
      ),
    })),
    ...(allocations.data?.items ?? []).map((entry) => ({
      id: entry.id,
      at: entry.at,
      mark: <Mark icon={Coins} className="text-success" />,
      text: t.rich(entry.amount.startsWith('-') ? 'deductedRich' : 'allocatedRich', {
        amount: () => (
          <Money amount={entry.amount.replace(/^-/, '')} currency={entry.currency} className="font-medium" />
        ),
      }),
      by: [entry.actorName, entry.reason].filter(Boolean).join(' · '),
    })),
    ...(sagas.data?.items ?? []).map((saga) => ({
      id: saga.id,
      at: saga.startedAt,
      mark:
        saga.kind === 'cut_off' ? (
          <Mark icon={Ban} className="text-danger" />
        ) : (
          <Mark icon={RotateCcw} className="text-info" />
        ),
      text: `${kinds(saga.kind)}: ${reasons(saga.reason)}`,
      ...(saga.reason === 'manual' && { by: saga.requestedBy }),
    })),
  ];
  return events.sort((a, b) => (a.at < b.at ? 1 : -1));
}

function Mark({ icon: Icon, className }: { icon: LucideIcon; className: string }) {
  return <Icon aria-hidden className={cn('size-4', className)} />;
}
