'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Progress } from '#components/ui/progress.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { GuideOut } from '#server/guide/schema.ts';
import { GuideEnd } from './guide-end.tsx';
import { GuideLive } from './guide-live.tsx';
import { currentStep, hrefOf } from './guide-plan.ts';
import { StepRow } from './guide-step.tsx';
import { StepBody, StepDone } from './guide-words.tsx';
import { NewSecrets } from './new-secrets.tsx';
import { StepActions } from './step-actions.tsx';
import { StepProgress } from './step-progress.tsx';
import { useGuideActions } from './use-guide-actions.ts';

type GuideCardProps = { guide: GuideOut; onDismiss?: (() => void) | undefined };

/** The first steps of a tenant, the one whose turn it is ready to be clicked, and beside them what they do. */
export function GuideCard({ guide, onDismiss }: GuideCardProps) {
  const t = useTranslations('guide');
  const { slug } = useTenant();
  const headingId = useId();
  const actions = useGuideActions(guide);
  const current = currentStep(guide);
  const done = guide.steps.filter(({ state }) => state === 'done').length;
  const inSandbox = guide.cloudAccount?.provider === 'sandbox';
  const playful = inSandbox || (!guide.cloudAccount && guide.sandboxAvailable);
  return (
    <Card>
      <section aria-labelledby={headingId}>
        <div className="flex items-start justify-between gap-4 border-line border-b p-4">
          <div className="min-w-0 flex-1 space-y-3">
            <div className="space-y-0.5">
              <h2 id={headingId} className="font-semibold text-ink text-lg">
                {t('card.title')}
              </h2>
              <p className="max-w-170 text-pretty text-sm text-soft">
                {t(playful ? 'card.body' : 'card.bodyReal')}
              </p>
            </div>
            <div className="flex items-center gap-3">
              <Progress value={done} max={guide.steps.length} label={t('card.title')} className="max-w-80" />
              <span className="shrink-0 text-soft text-xs tabular-nums">
                {t('card.progress', { done, total: guide.steps.length })}
              </span>
            </div>
          </div>
          {onDismiss ? (
            <Tooltip content={t('card.dismiss')}>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t('card.dismiss')}
                onClick={onDismiss}
                className="-mt-1 -mr-1"
              >
                <X aria-hidden />
              </Button>
            </Tooltip>
          ) : null}
        </div>
        <div className={cn(guide.subAccount && 'grid lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]')}>
          <ol className="py-2">
            {guide.steps.map((step, index) => {
              const isCurrent = step === current;
              const isDone = step.state === 'done';
              return (
                <StepRow
                  key={step.id}
                  step={step}
                  number={index + 1}
                  isCurrent={isCurrent}
                  title={isDone ? <StepDone id={step.id} guide={guide} /> : t(`steps.${step.id}.title`)}
                  link={
                    isDone
                      ? { href: hrefOf(step.id, `/${slug}`, guide), label: t(`steps.${step.id}.open`) }
                      : null
                  }
                >
                  <p className="max-w-150 text-pretty text-soft">
                    <StepBody id={step.id} guide={guide} inSandbox={inSandbox} />
                  </p>
                  <StepProgress step={step} guide={guide} />
                  {step.state === 'running' ? null : (
                    <Buttons>
                      <StepActions step={step} guide={guide} actions={actions} inSandbox={inSandbox} />
                    </Buttons>
                  )}
                  <Outcome actions={actions} />
                </StepRow>
              );
            })}
            {current ? null : <GuideEnd guide={guide} onDismiss={onDismiss} />}
          </ol>
          {guide.subAccount ? (
            <div className="min-w-0 border-line bg-sunken p-4 max-lg:border-t lg:rounded-br-lg lg:border-l">
              <h3 className="sr-only">{t('live.title')}</h3>
              <GuideLive guide={guide} account={guide.subAccount} inSandbox={inSandbox} />
            </div>
          ) : null}
        </div>
      </section>
      {actions.created ? <NewSecrets created={actions.created} onStored={actions.stored} /> : null}
    </Card>
  );
}

function Buttons({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2">{children}</div>;
}

/** What became of the last click, where it did not simply work. */
function Outcome({ actions }: { actions: ReturnType<typeof useGuideActions> }) {
  const t = useTranslations('sandbox.spend.refused');
  const { refusal, error, failed, run } = actions;
  return (
    <>
      {refusal ? (
        <p role="alert" className="text-danger">
          {t(refusal)}
        </p>
      ) : null}
      {error && failed ? <ProblemPanel error={error} onRetry={() => run(failed)} /> : null}
      {actions.created?.warnings.map((warning) => (
        <p key={warning.step} role="alert" className="text-warning">
          {warning.message}
        </p>
      ))}
    </>
  );
}
