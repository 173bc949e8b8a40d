'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SeverityMark } from '#app/(console)/[tenant]/alerts/_components/alert-badges.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { Result } from './use-results.ts';

const FEW = 5;

/** Behind the bell: the last open alerts, and what became of what somebody started. */
export function BellPanel({ results }: { results: readonly Result[] }) {
  const t = useTranslations('nav.bell');
  const { slug } = useTenant();
  const mayAlerts = useCan('alert:read');
  return (
    <div className="max-h-[min(560px,80dvh)] overflow-y-auto">
      {mayAlerts ? (
        <Part
          title={t('alerts')}
          link={
            <Link
              href={`/${slug}/alerts?state=open`}
              className="rounded-sm text-accent-ink text-xs hover:underline"
            >
              {t('allAlerts')}
            </Link>
          }
        >
          <OpenAlerts />
        </Part>
      ) : null}
      <Part title={t('results')}>
        {results.length === 0 ? (
          <p className="px-3 pb-3 text-faint text-sm">{t('noResults')}</p>
        ) : (
          <ul className="pb-1.5">
            {results.map((result) => (
              <ResultLine key={result.id} result={result} />
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
}

function Part({ title, link, children }: { title: string; link?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-line border-b last:border-b-0">
      <div className="flex items-center justify-between gap-3 px-3 pt-2.5 pb-1.5">
        <h2 className="font-medium text-faint text-xs">{title}</h2>
        {link}
      </div>
      {children}
    </section>
  );
}

function OpenAlerts() {
  const t = useTranslations('nav.bell');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const list = useQuery(
    trpc.alerts.list.queryOptions({ state: ['open'], limit: FEW }, { refetchInterval: 15_000 }),
  );
  if (list.isError && !list.data) {
    return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} className="m-3" />;
  }
  if (!list.data) return <Skeleton className="mx-3 mb-3 h-16" />;
  const { items } = list.data;
  if (items.length === 0) return <p className="px-3 pb-3 text-faint text-sm">{t('noAlerts')}</p>;
  return (
    <ul className="pb-1.5">
      {items.map((alert) => (
        <li key={alert.id}>
          <Link
            href={`/${slug}/alerts?peek=${alert.id}`}
            className="mx-1.5 flex items-start gap-2.5 rounded-md px-1.5 py-1.5 text-sm hover:bg-hover"
          >
            <span className="mt-0.5">
              <SeverityMark severity={alert.severity} />
            </span>
            <span className="min-w-0 flex-1 text-pretty">{alert.subject}</span>
            <Ago time={alert.createdAt} className="shrink-0 text-faint text-xs leading-5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

const marks: Record<Result['state'], ReactNode> = {
  running: <Spinner className="size-4 text-info" />,
  done: <CircleCheck aria-hidden className="size-4 text-success" />,
  failed: <CircleAlert aria-hidden className="size-4 text-danger" />,
};

function ResultLine({ result }: { result: Result }) {
  const t = useTranslations('nav.bell');
  const { title, detail, href, action, state, at } = result;
  return (
    <li className="mx-1.5 flex items-start gap-2.5 rounded-md px-1.5 py-1.5 text-sm">
      <span className="mt-0.5 shrink-0">
        {marks[state]}
        <span className="sr-only">{t(`state.${state}`)}</span>
      </span>
      <span className="min-w-0 flex-1">
        {href ? (
          <Link href={href} className="block text-pretty rounded-sm hover:underline">
            {title}
          </Link>
        ) : (
          <span className="block text-pretty">{title}</span>
        )}
        {detail ? <span className="block text-pretty text-faint text-xs">{detail}</span> : null}
        {action ? (
          <Button variant="link" size="inline" className="text-xs" onClick={action.run}>
            {action.label}
          </Button>
        ) : null}
      </span>
      <Ago time={new Date(at)} className="shrink-0 text-faint text-xs leading-5" />
    </li>
  );
}
