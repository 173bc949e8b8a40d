'use client';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatDate } from '#lib/i18n/format.ts';
import type { Noted, Verdict } from './use-verify.ts';

type VerifyResultProps = { verdict: Verdict; noted: Noted | null; onLeave: () => void };

/** What verifying found: all of it whole, or the first row that is not and how it is broken. */
export function VerifyResult({ verdict, noted, onLeave }: VerifyResultProps) {
  const { fault, head, removed } = verdict;
  const t = useTranslations('audit.verify');
  return (
    <div className="space-y-4">
      {fault ? <Broken verdict={verdict} fault={fault} onLeave={onLeave} /> : <Whole verdict={verdict} />}
      {noted && verdict.noted ? <NotedVerdict noted={noted} verdict={verdict.noted} /> : null}
      {head && !fault ? (
        <div className="rounded-md border border-line bg-sunken p-3">
          <div className="flex items-center justify-between gap-3">
            <p className="font-medium text-sm tabular-nums">
              {t('head')} · {t('place', { seq: head.seq })}
            </p>
            <CopyButton value={`${head.seq} ${head.hash}`} label={t('copyHead')} />
          </div>
          <code className="block text-balance break-all font-mono text-soft text-xs leading-5">
            {head.hash}
          </code>
          <p className="mt-2 text-pretty text-faint text-xs">{t('headHint')}</p>
        </div>
      ) : null}
      {removed ? <p className="text-pretty text-sm text-soft">{t('removed', { seq: removed.seq })}</p> : null}
    </div>
  );
}

function Whole({ verdict: { rows, from, to } }: { verdict: Verdict }) {
  const t = useTranslations('audit.verify');
  const locale = useLocale();
  const { timeZone } = useTenant();
  const write = (time: string) => formatDate(locale, time, timeZone, 'minute');
  return (
    <Notice tone="success" icon={<ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0" />}>
      <p className="font-medium">{t('whole', { rows })}</p>
      {from && to ? <p className="text-xs">{t('span', { from: write(from), to: write(to) })}</p> : null}
    </Notice>
  );
}

type BrokenProps = { verdict: Verdict; fault: NonNullable<Verdict['fault']>; onLeave: () => void };

function Broken({ verdict: { rows }, fault, onLeave }: BrokenProps) {
  const t = useTranslations('audit.verify');
  const { slug } = useTenant();
  const there = fault.entryId && fault.kind !== 'entry_missing';
  return (
    <Notice tone="danger" icon={<ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}>
      <p className="font-medium">{t('broken')}</p>
      <p>{t(`faults.${fault.kind}`, { seq: fault.seq ?? 0 })}</p>
      {fault.entryId ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-ink text-xs leading-5">
          <dt className="text-soft">{t('entry')}</dt>
          <dd className="break-all font-mono">{fault.entryId}</dd>
          {fault.at ? (
            <>
              <dt className="text-soft">{t('at')}</dt>
              <dd>
                <Moment time={fault.at} seconds />
              </dd>
            </>
          ) : null}
        </dl>
      ) : null}
      {there ? (
        <Link
          href={`/${slug}/audit?q=${fault.entryId}`}
          onClick={onLeave}
          className="block w-fit rounded-sm text-accent-ink text-xs hover:underline"
        >
          {t('showEntry')}
        </Link>
      ) : null}
      <p className="text-soft text-xs">{t('brokenAfter', { rows })}</p>
      <p className="text-pretty text-soft text-xs">{t('next')}</p>
    </Notice>
  );
}

function NotedVerdict({ noted, verdict }: { noted: Noted; verdict: NonNullable<Verdict['noted']> }) {
  const t = useTranslations('audit.verify.noted');
  const bad = verdict === 'different';
  const Icon = bad ? ShieldAlert : ShieldCheck;
  return (
    <Notice tone={bad ? 'danger' : 'neutral'} icon={<Icon aria-hidden className="mt-0.5 size-4 shrink-0" />}>
      <p>{t(verdict, { seq: noted.notedSeq })}</p>
    </Notice>
  );
}

const tones = {
  success: 'border-transparent bg-success-soft text-success',
  danger: 'border-transparent bg-danger-soft text-danger',
  neutral: 'border-line text-ink',
};

function Notice({
  tone,
  icon,
  children,
}: {
  tone: keyof typeof tones;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <div role="status" className={cn('flex gap-2.5 rounded-md border p-3 text-sm', tones[tone])}>
      {icon}
      <div className="min-w-0 space-y-1">{children}</div>
    </div>
  );
}
