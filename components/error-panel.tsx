'use client';
import { CircleAlert, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { CopyButton } from './copy-button.tsx';

type ErrorPanelProps = {
  title?: ReactNode;
  whatHappened: ReactNode;
  notDone?: ReactNode;
  whatToDo?: ReactNode;
  requestId?: string | undefined;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  className?: string;
};

/** A failure in full: what happened, what was not done, what to do, and the id to quote. */
export function ErrorPanel(props: ErrorPanelProps) {
  const t = useTranslations('common');
  return (
    <div role="alert" className={cn('rounded-lg border border-danger/40 bg-surface p-4', props.className)}>
      <div className="flex gap-3">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
        <div className="min-w-0 flex-1 space-y-3 text-sm">
          <div className="space-y-1">
            <p className="font-medium text-ink">{props.title ?? t('error.title')}</p>
            <p className="text-pretty text-soft">{props.whatHappened}</p>
          </div>
          {props.notDone || props.whatToDo ? (
            <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
              {props.notDone ? <Line label={t('error.notDone')}>{props.notDone}</Line> : null}
              {props.whatToDo ? <Line label={t('error.whatToDo')}>{props.whatToDo}</Line> : null}
            </dl>
          ) : null}
          {props.onRetry || props.requestId ? (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              {props.onRetry ? (
                <Button size="sm" pending={props.retrying} onClick={props.onRetry}>
                  <RotateCcw aria-hidden className="size-3.5" />
                  {t('actions.retry')}
                </Button>
              ) : null}
              {props.requestId ? (
                <span className="inline-flex min-w-0 items-center gap-1 text-faint text-xs">
                  {t('error.requestId')}{' '}
                  <code className="truncate font-mono text-soft">{props.requestId}</code>
                  <CopyButton value={props.requestId} label={t('error.copyRequestId')} />
                </span>
              ) : null}
            </div>
          ) : null}
        </div>
      </div>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="text-pretty text-ink">{children}</dd>
    </>
  );
}
