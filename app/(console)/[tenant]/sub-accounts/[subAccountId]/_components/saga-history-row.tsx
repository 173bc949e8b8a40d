'use client';
import { Ban, ChevronRight, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Moment } from '#components/ago.tsx';
import { SagaView } from '#components/saga-view.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { type Saga, useSagaSteps } from './saga-steps.tsx';

type SagaHistoryRowProps = { saga: Saga; open: boolean; onToggle: () => void };

/** One finished cut-off or restore; opens to its steps. */
export function SagaHistoryRow({ saga, open, onToggle }: SagaHistoryRowProps) {
  const t = useTranslations('cutOff');
  const words = useTranslations('common.saga');
  const stepsOf = useSagaSteps();
  const panelId = useId();
  const Icon = saga.kind === 'cut_off' ? Ban : RotateCcw;
  const done = saga.steps.filter((step) => step.state === 'done').length;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={onToggle}
        className="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight
          aria-hidden
          className={cn('size-3.5 shrink-0 text-faint transition-transform', open && 'rotate-90')}
        />
        <Icon
          aria-hidden
          className={cn('size-4 shrink-0', saga.kind === 'cut_off' ? 'text-danger' : 'text-info')}
        />
        <span className="font-medium">{t(`kind.${saga.kind}`)}</span>
        <Badge tone={saga.state === 'done' ? 'neutral' : 'danger'}>
          {saga.state === 'done' ? t('state.done') : t('state.turned')}
        </Badge>
        <span className="min-w-0 text-soft">
          {t(`reason.${saga.reason}`)}
          {saga.reason === 'manual' ? ` · ${saga.requestedBy}` : null}
        </span>
        <span className="ml-auto flex items-center gap-3 text-faint text-xs tabular-nums">
          <span>{words('progress', { done, total: saga.steps.length })}</span>
          <Moment time={saga.startedAt} />
        </span>
      </button>
      {open ? (
        <div id={panelId} className="border-line border-t bg-sunken px-4 py-4 sm:pl-11">
          <SagaView steps={stepsOf(saga)} startedAt={saga.startedAt} />
        </div>
      ) : null}
    </li>
  );
}
