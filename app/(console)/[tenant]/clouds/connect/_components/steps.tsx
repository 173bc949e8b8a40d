'use client';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';

export const wizardSteps = ['provider', 'credential', 'confirm'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** Where the wizard stands. */
export function Steps({ current }: { current: WizardStep }) {
  const t = useTranslations('clouds.connect');
  const at = wizardSteps.indexOf(current);
  return (
    <ol aria-label={t('steps.label')} className="flex items-center gap-3 text-sm">
      {wizardSteps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          className={cn(
            'flex min-w-0 items-center gap-2 not-last:after:h-px not-last:after:w-6 not-last:after:bg-line-strong',
            index > at && 'text-faint',
            index < at && 'text-soft',
            index === at && 'font-medium text-ink',
          )}
        >
          <span
            aria-hidden
            className={cn(
              'grid size-5 shrink-0 place-items-center rounded-full border text-xs tabular-nums',
              index === at && 'border-accent bg-accent text-on-accent',
              index < at && 'border-success/40 bg-success-soft text-success',
              index > at && 'border-line-strong',
            )}
          >
            {index < at ? <Check className="size-3" strokeWidth={3} /> : index + 1}
          </span>
          <span className={cn('truncate', index !== at && 'max-sm:sr-only')}>{t(`steps.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
