'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFault } from '#app/(console)/[tenant]/channels/_components/use-fault.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { attemptOut } from '#server/deliveries/schema.ts';

type Attempt = z.output<typeof attemptOut>;

/** Every try of one delivery, newest first, each with what the other side said. */
export function AttemptLog({ deliveryId, attempts }: { deliveryId: string; attempts: number }) {
  const t = useTranslations('channels.attempt');
  const trpc = useTRPC();
  // The count is part of the list's rows, so a new attempt there is read here at once.
  const found = useQuery(
    trpc.deliveries.get.queryOptions({ deliveryId }, { enabled: attempts > 0, refetchInterval: 10_000 }),
  );
  const log = found.data?.attemptLog ?? [];
  return (
    <section aria-label={t('title')} className="space-y-2">
      <h3 className="font-medium text-sm">{t('title')}</h3>
      {attempts === 0 ? <p className="text-sm text-soft">{t('empty')}</p> : null}
      {found.isError ? <ProblemPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending && attempts > 0 ? <Skeleton className="h-16 w-full rounded-lg" /> : null}
      {log.length > 0 ? (
        <ol className="divide-y divide-line rounded-lg border border-line">
          {log.map((attempt) => (
            <AttemptRow key={attempt.number} attempt={attempt} />
          ))}
        </ol>
      ) : null}
      {log.length > 0 && log.length < attempts ? (
        <p className="text-faint text-xs">{t('older', { count: log.length })}</p>
      ) : null}
    </section>
  );
}

function AttemptRow({ attempt }: { attempt: Attempt }) {
  const t = useTranslations('channels');
  const fault = useFault();
  const { number, ok, status, durationMs, finishedAt, answer } = attempt;
  return (
    <li className="space-y-1.5 px-3 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Outcome attempt={attempt} />
        <span className="text-soft text-xs tabular-nums">
          {status === null ? null : `${t('health.status', { status })} · `}
          {durationMs === null ? null : t('health.took', { ms: durationMs })}
        </span>
        <Moment time={attempt.startedAt} seconds className="ml-auto text-faint text-xs" />
      </div>
      {finishedAt === null ? <p className="text-soft text-xs">{t('attempt.none')}</p> : null}
      {finishedAt !== null && !ok ? <p className="break-words text-soft text-xs">{fault(attempt)}</p> : null}
      {answer ? (
        <ScrollArea label={t('attempt.answer', { number })} className="max-h-40 rounded-md bg-sunken">
          <pre className="whitespace-pre-wrap break-all px-2.5 py-1.5 font-mono text-soft text-xs leading-5">
            {answer}
          </pre>
        </ScrollArea>
      ) : null}
    </li>
  );
}

/** Number and outcome in one word. */
function Outcome({ attempt: { number, ok, finishedAt } }: { attempt: Attempt }) {
  const t = useTranslations('channels.attempt');
  const Icon = ok ? CircleCheck : finishedAt ? CircleX : CircleDashed;
  const ink = ok ? 'text-success' : finishedAt ? 'text-danger' : 'text-faint';
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className="text-faint text-xs tabular-nums">{number}</span>
      <Icon aria-hidden className={`size-4 shrink-0 ${ink}`} />
      {ok ? t('ok') : finishedAt ? t('failed') : '–'}
    </span>
  );
}
