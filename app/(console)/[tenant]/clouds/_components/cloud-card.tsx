'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Ago } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { Card } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatCount } from '#lib/i18n/format.ts';
import { BillFreshness } from './bill-freshness.tsx';
import { CloudActions } from './cloud-actions.tsx';
import { CloudFailure } from './cloud-failure.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { CloudStatus } from './cloud-status.tsx';
import { LastCheck } from './last-check.tsx';
import { ProviderMark } from './provider-mark.tsx';

/** One cloud account in the list: whose it is, whether it answers, how far its figures go. */
export function CloudCard({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const locale = useLocale();
  const { slug } = useTenant();
  const href = `/${slug}/clouds/${account.id}`;
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-3 p-4">
        <ProviderMark provider={account.provider} />
        <div className="min-w-0 flex-1 basis-60">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3">
            <h2 className="min-w-0 break-words font-semibold text-base">
              <Link href={href} className="rounded-sm hover:underline">
                {account.name}
              </Link>
            </h2>
            <CloudStatus account={account} />
          </div>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
            <span>{t(`provider.${account.provider}`)}</span>
            <span aria-hidden className="text-faint">
              ·
            </span>
            <span className="inline-flex items-center gap-0.5">
              <span className="sr-only">{t('facts.accountNo')} </span>
              <code className="font-mono text-xs">{account.cloudAccountNo}</code>
              <CopyButton value={account.cloudAccountNo} label={t('facts.copyAccountNo')} />
            </span>
            <span aria-hidden className="text-faint">
              ·
            </span>
            <span>
              <span className="sr-only">{t('facts.key')} </span>
              <code className="font-mono text-xs">{account.keyHint}</code>
            </span>
          </p>
        </div>
        <CloudActions account={account} />
      </div>
      {account.lastError ? (
        <div className="px-4 pb-4">
          <CloudFailure account={account} />
        </div>
      ) : null}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-line border-t px-4 py-3 text-sm sm:grid-cols-3 lg:grid-cols-[1fr_1fr_1fr_1fr_1.7fr]">
        <Fact term={t('facts.subAccounts')}>
          <Link
            href={`/${slug}/sub-accounts?cloud=${account.id}`}
            className="rounded-sm tabular-nums hover:underline"
          >
            {formatCount(locale, account.subAccounts)}
          </Link>
        </Fact>
        <Fact term={t('facts.checked')}>
          <LastCheck account={account} />
        </Fact>
        <Fact term={t('facts.synced')}>
          <Ago time={account.syncedAt} />
        </Fact>
        <Fact term={t('facts.connected')}>
          <Ago time={account.connectedAt} />
        </Fact>
        <Fact term={t('check.bill')} className="col-span-2 lg:col-span-1">
          <BillFreshness cloudAccountId={account.id} className="-ml-1.5 max-w-full" />
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ term, children, className }: { term: string; children: ReactNode; className?: string }) {
  return (
    <div className={cn('min-w-0', className)}>
      <dt className="text-faint text-xs">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
