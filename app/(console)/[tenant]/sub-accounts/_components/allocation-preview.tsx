'use client';
import { ArrowRight, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { cn } from '#components/ui/cn.ts';
import type { previewAllocation, QuotaFigures } from './quota-figures.ts';

type AllocationPreviewProps = {
  quota: QuotaFigures;
  preview: ReturnType<typeof previewAllocation>;
  currency: string;
  steps: readonly number[];
};

/** The quota before and after, side by side, while the amount is typed. */
export function AllocationPreview({ quota, preview, currency, steps }: AllocationPreviewProps) {
  const t = useTranslations('quotas.allocate');
  const spent = quota?.spent ?? '0.00';
  const before = quota?.granted ?? null;
  const after = preview && !preview.beyond ? preview.after : null;
  return (
    <section
      aria-label={t('preview')}
      aria-live="polite"
      className="rounded-md border border-line bg-sunken px-3 py-3 text-sm"
    >
      <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-x-3 gap-y-2">
        <Side label={t('before')} granted={before} spent={spent} currency={currency} steps={steps} />
        <ArrowRight aria-hidden className="size-4 text-faint" />
        <Side
          label={t('after')}
          granted={after}
          spent={spent}
          currency={currency}
          steps={steps}
          muted={after === null}
        />
      </div>
      {preview?.clears && !preview.beyond ? (
        <p className="mt-3 flex items-start gap-1.5 text-success text-xs">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          {t('clears')}
        </p>
      ) : null}
    </section>
  );
}

type SideProps = {
  label: string;
  granted: string | null;
  spent: string;
  currency: string;
  steps: readonly number[];
  muted?: boolean;
};

function Side({ label, granted, spent, currency, steps, muted }: SideProps) {
  const none = useTranslations('status.quota')('none');
  return (
    <div className={cn('min-w-0 space-y-1', muted && 'text-faint')}>
      <p className="text-soft text-xs">{label}</p>
      <p className="truncate font-medium tabular-nums">
        {granted !== null ? (
          <Money amount={granted} currency={currency} />
        ) : (
          <span className="font-normal text-faint">{muted ? '–' : none}</span>
        )}
      </p>
      {granted !== null ? (
        <QuotaBar spent={spent} limit={granted} currency={currency} steps={steps} className="min-w-0" />
      ) : (
        <div aria-hidden className="h-4" />
      )}
    </div>
  );
}
