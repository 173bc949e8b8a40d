'use client';
import { BellRing, Check, CircleDashed, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useStepTitle } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/saga-words.ts';
import { useReason } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/use-reason.ts';
import { useSaga } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/use-sub-account.ts';
import { cn } from '#components/ui/cn.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { GuideOut, GuideStep } from '#server/guide/schema.ts';

/** How the step stands that is under way or has failed. */
export function StepProgress({ step, guide }: { step: GuideStep; guide: GuideOut }) {
  const t = useTranslations('guide');
  const reason = useReason();
  const { id, state, fault } = step;
  const { check, saga } = guide;
  const sagaMoves = (id === 'cut_off' || id === 'restore') && saga !== null && saga.state !== 'done';
  return (
    <>
      {id === 'alerts' ? <FiredSteps guide={guide} /> : null}
      {state === 'failed' && fault ? (
        <p role="alert" className="text-danger">
          {reason({ message: String(fault.params.message ?? ''), ...fault, at: '' })}
        </p>
      ) : null}
      {state === 'running' && !sagaMoves ? (
        <p role="status" className="text-soft tabular-nums">
          {check?.state === 'running'
            ? check.total > 0
              ? t('checkingCount', { done: check.done, total: check.total })
              : t('checking')
            : id === 'cut_off'
              ? t('steps.cut_off.beginning')
              : null}
        </p>
      ) : null}
      {sagaMoves ? <SagaTicks sagaId={saga.id} /> : null}
    </>
  );
}

/** Each alert step, and whether it has fired. */
function FiredSteps({ guide }: { guide: GuideOut }) {
  const t = useTranslations('guide.steps.alerts');
  return (
    <ul className="flex flex-wrap gap-2">
      {guide.alertSteps.map(({ step, firedAt }) => (
        <li
          key={step}
          className={cn(
            'inline-flex h-6 items-center gap-1 rounded-sm px-1.5 text-xs tabular-nums',
            firedAt ? 'bg-warning-soft font-medium text-warning' : 'bg-hover text-soft',
          )}
        >
          {firedAt ? (
            <BellRing aria-hidden className="size-3.5" />
          ) : (
            <CircleDashed aria-hidden className="size-3.5" />
          )}
          {t(firedAt ? 'fired' : 'silent', { step })}
        </li>
      ))}
    </ul>
  );
}

/** The steps of the cut-off or restore as it goes along; the proof stands on the sub-account's page. */
function SagaTicks({ sagaId }: { sagaId: string }) {
  const titleOf = useStepTitle();
  const { data: saga } = useSaga(sagaId);
  if (!saga) return null;
  return (
    <ol className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {saga.steps.map((step) => (
        <li
          key={step.id}
          className={cn(
            'flex items-center gap-2 text-xs',
            step.state === 'pending' ? 'text-faint' : 'text-soft',
          )}
        >
          <span aria-hidden className="grid size-4 shrink-0 place-items-center">
            {step.state === 'done' ? (
              <Check className="size-3.5 text-success" />
            ) : step.state === 'running' ? (
              <Spinner className="size-3.5" />
            ) : step.state === 'failed' ? (
              <X className="size-3.5 text-danger" />
            ) : (
              <CircleDashed className="size-3.5" />
            )}
          </span>
          {titleOf(saga.kind, step.name)}
        </li>
      ))}
    </ol>
  );
}
