'use client';
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { Moment } from '#components/ago.tsx';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { attemptOut } from '#server/deliveries/schema.ts';
import { useFault } from './use-fault.ts';

type Attempt = z.output<typeof attemptOut>;

type AttemptListProps = {
  attempts: number;
  /** Undefined while it is on its way. */
  log: readonly Attempt[] | undefined;
  error: ReactNode;
};

/** The tries of a delivery, newest first. */
export function AttemptList({ attempts, log, error }: AttemptListProps) {
  const t = useTranslations('channels.attempt');
  const shown = log?.length ?? 0;
  return (
    <section aria-label={t('title')} className="space-y-2">
      <h3 className="font-medium text-sm">{t('title')}</h3>
      {attempts === 0 ? <p className="text-sm text-soft">{t('empty')}</p> : null}
      {error}
      {!log && !error && attempts > 0 ? <Skeleton className="h-16 w-full rounded-lg" /> : null}
      {log && shown > 0 ? (
        <ol className="divide-y divide-line rounded-lg border border-line">
          {log.map((attempt) => (
            <AttemptRow key={attempt.number} attempt={attempt} />
          ))}
        </ol>
      ) : null}
      {shown > 0 && shown < attempts ? (
        <p className="text-faint text-xs">{t('older', { count: shown })}</p>
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
