'use client';
import { ArrowUpRight, Check, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { GuideStep, GuideStepState } from '#server/guide/schema.ts';

type StepRowProps = {
  step: GuideStep;
  number: number;
  title: ReactNode;
  /** Where the thing itself lives; only once it is there. */
  link: { href: string; label: string } | null;
  isCurrent: boolean;
  children?: ReactNode;
};

const marks: Record<GuideStepState, string> = {
  waiting: 'border-line-strong text-faint',
  ready: 'border-accent text-accent-ink',
  running: 'border-accent text-accent-ink',
  done: 'border-transparent bg-success-soft text-success',
  failed: 'border-transparent bg-danger-soft text-danger',
};

/** One step: a line once it is done or while it waits, open while it is its turn. */
export function StepRow({ step: { id, state }, number, title, link, isCurrent, children }: StepRowProps) {
  const t = useTranslations('guide.state');
  return (
    <li
      data-step={id}
      data-state={state}
      aria-current={isCurrent ? 'step' : undefined}
      className={cn('flex gap-3 px-4', isCurrent ? 'py-4' : 'py-2')}
    >
      <span
        aria-hidden
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full border font-medium text-xs tabular-nums',
          marks[state],
        )}
      >
        {state === 'done' ? (
          <Check className="size-3.5" strokeWidth={2.5} />
        ) : state === 'failed' ? (
          <X className="size-3.5" strokeWidth={2.5} />
        ) : state === 'running' ? (
          <Spinner className="size-3.5" />
        ) : (
          number
        )}
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h3
            className={cn(
              'min-w-0 text-sm',
              isCurrent ? 'font-medium text-ink' : state === 'done' ? 'text-soft' : 'text-faint',
            )}
          >
            {title}
            <span className="sr-only">{` – ${t(state)}`}</span>
          </h3>
          {link ? (
            <Link
              href={link.href}
              className="inline-flex shrink-0 items-center gap-0.5 rounded-sm text-soft text-xs hover:text-ink hover:underline"
            >
              {link.label}
              <ArrowUpRight aria-hidden className="size-3.5" />
            </Link>
          ) : null}
        </div>
        {isCurrent ? <div className="mt-1 space-y-3 text-sm">{children}</div> : null}
      </div>
    </li>
  );
}
