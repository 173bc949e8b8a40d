'use client';
import { useMutation } from '@tanstack/react-query';
import { Ban, CircleAlert, CircleDashed, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { isUsedUp } from '#app/(console)/[tenant]/sub-accounts/_components/quota-figures.ts';
import { useRefresh } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';

/** What needs somebody now; the header offers what to do about it. Nothing while all is well. */
export function StandingNotice({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('subAccounts.notice');
  const { status, quota } = account;
  const usedUp = quota !== null && isUsedUp(quota.spent, quota.granted);
  if (!account.managed) return <Unmanaged account={account} />;
  if (status === 'missing') {
    return (
      <Notice tone="danger" icon={<CircleAlert aria-hidden />}>
        {t.rich('missingRich', { time: () => <Ago time={account.missingSince} /> })}
      </Notice>
    );
  }
  if (status === 'cut_off') {
    return (
      <Notice tone={usedUp ? 'danger' : 'warning'} icon={<Ban aria-hidden />}>
        {t(usedUp ? 'cutOffUsedUp' : 'cutOffCleared')}
      </Notice>
    );
  }
  if (usedUp && account.protected) {
    return (
      <Notice tone="danger" icon={<ShieldCheck aria-hidden />}>
        {t('protectedOver')}
      </Notice>
    );
  }
  if (status === 'no_quota') {
    return (
      <Notice tone="neutral" icon={<CircleDashed aria-hidden />}>
        {t('noQuota')}
      </Notice>
    );
  }
  if (account.projectCount === 0) {
    return (
      <Notice tone="warning" icon={<TriangleAlert aria-hidden />}>
        {t('noProjects')}
      </Notice>
    );
  }
  return null;
}

function Unmanaged({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('subAccounts.notice');
  const trpc = useTRPC();
  const refresh = useRefresh();
  const onError = useToastProblem();
  const manage = useMutation(
    trpc.iam.import.mutationOptions({
      onError,
      onSuccess: async () => {
        toast.success(t('imported', { name: account.userName }));
        await refresh();
      },
    }),
  );
  return (
    <Notice
      tone="neutral"
      icon={<CircleDashed aria-hidden />}
      action={
        <Can permission="sub-account:create">
          <Button
            variant="primary"
            pending={manage.isPending}
            onClick={() => manage.mutate({ subAccountIds: [account.id] })}
          >
            {t('import')}
          </Button>
        </Can>
      }
    >
      {t('unmanaged')}
    </Notice>
  );
}

const tones = {
  neutral: 'border-line-strong bg-sunken text-ink',
  warning: 'border-warning/40 bg-warning-soft text-warning',
  danger: 'border-danger/40 bg-danger-soft text-danger',
};

type NoticeProps = { tone: keyof typeof tones; icon: ReactNode; action?: ReactNode; children: ReactNode };

function Notice({ tone, icon, action, children }: NoticeProps) {
  return (
    <div
      role="status"
      className={cn(
        'flex flex-wrap items-center justify-between gap-3 rounded-lg border px-4 py-3 text-sm',
        tones[tone],
      )}
    >
      <p className="flex min-w-0 flex-1 basis-72 items-start gap-2.5 text-pretty [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
        {icon}
        <span>{children}</span>
      </p>
      {action}
    </div>
  );
}
