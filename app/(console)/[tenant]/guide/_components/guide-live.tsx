'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { type Status, StatusBadge } from '#components/status-badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { GuideOut } from '#server/guide/schema.ts';

const WATCH_MS = 2_000;
const shown: Partial<Record<string, Status>> = {
  active: 'active',
  cutting_off: 'cutting_off',
  cut_off: 'cut_off',
  restoring: 'restoring',
};

type GuideLiveProps = {
  guide: GuideOut;
  account: NonNullable<GuideOut['subAccount']>;
  inSandbox: boolean;
};

/** The sub-account of the guide as it stands: its quota, and whether the cloud still takes its key. */
export function GuideLive({ guide, account: subAccount, inSandbox }: GuideLiveProps) {
  const t = useTranslations('guide.live');
  const { slug } = useTenant();
  const { quota, saga } = guide;
  const moving = saga && saga.state === 'running' ? { step: saga.done, total: saga.total } : undefined;
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link
          href={`/${slug}/sub-accounts/${subAccount.id}`}
          className="min-w-0 truncate rounded-sm font-medium text-base text-ink hover:underline"
        >
          {subAccount.userName}
        </Link>
        <StatusBadge status={shown[subAccount.state] ?? 'active'} progress={moving} />
      </div>
      {quota ? (
        <QuotaBar
          size="tall"
          spent={quota.spent}
          limit={quota.granted}
          currency={quota.currency}
          steps={guide.alertSteps.map(({ step }) => step)}
        />
      ) : (
        <p className="text-soft text-sm">{t('noQuota')}</p>
      )}
      {inSandbox && guide.cloudAccount ? (
        <>
          <KeyAnswer subAccountId={subAccount.id} />
          <Link
            href={`/${slug}/sandbox?cloud=${guide.cloudAccount.id}`}
            className="inline-block rounded-sm text-accent-ink text-sm hover:underline"
          >
            {t('watch')}
          </Link>
        </>
      ) : null}
    </div>
  );
}

/** What a call with its key would get from the cloud at this moment. */
function KeyAnswer({ subAccountId }: { subAccountId: string }) {
  const t = useTranslations('guide.live');
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read');
  const user = useQuery(
    trpc.sandbox.user.queryOptions({ subAccountId }, { enabled, refetchInterval: WATCH_MS }),
  );
  const [key] = user.data?.keys ?? [];
  if (!user.data) return null;
  if (!key) return <p className="text-soft text-sm">{t('noKey')}</p>;
  const accepted = key.answer.status === 200;
  const Icon = accepted ? CircleCheck : CircleX;
  return (
    <dl className="text-sm">
      <dt className="text-soft text-xs">{t('cloudAnswer')}</dt>
      <dd
        data-answer={key.answer.status}
        className={cn('flex flex-wrap items-center gap-x-1.5', accepted ? 'text-success' : 'text-danger')}
      >
        <Icon aria-hidden className="size-4" />
        {t(accepted ? 'accepted' : 'refused')}
        <code className="font-mono text-faint text-xs">
          {t('answer', { status: key.answer.status, code: key.answer.code ?? 'OK' })}
        </code>
      </dd>
    </dl>
  );
}
