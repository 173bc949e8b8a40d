'use client';
import { useQuery } from '@tanstack/react-query';
import { Ban, Coins, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SeverityMark } from '#app/(console)/[tenant]/alerts/_components/alert-badges.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can, useCan } from '#components/can.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { AccountDialog } from './account-dialogs.tsx';
import { QuotaSummary } from './quota-summary.tsx';
import { mayCutOff, mayRestore } from './standing.ts';

type SubAccountPeekProps = { account: SubAccountOut; onDialog: (dialog: AccountDialog) => void };

/** One sub-account beside the list: its quota, its projects, what happened last, and what can be done. */
export function SubAccountPeek({ account, onDialog }: SubAccountPeekProps) {
  const t = useTranslations('subAccounts');
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        <StatusBadge status={account.status} />
        {account.protected ? <StatusBadge status="protected" /> : null}
        <span className="text-soft">{account.displayName}</span>
        <span className="text-faint">{account.cloudAccount.name}</span>
      </div>
      <QuotaSummary account={account} />
      <div className="flex flex-wrap gap-2">
        <Can permission="quota:allocate">
          <Button variant="primary" onClick={() => onDialog('allocate')}>
            <Coins aria-hidden />
            {t('actions.allocate')}
          </Button>
        </Can>
        {mayRestore(account) ? (
          <Can permission="sub-account:restore">
            <Button onClick={() => onDialog('restore')}>
              <RotateCcw aria-hidden />
              {t('actions.restore')}
            </Button>
          </Can>
        ) : null}
        {mayCutOff(account) ? (
          <Can permission="sub-account:cut-off">
            <Button variant="danger-quiet" onClick={() => onDialog('cut-off')}>
              <Ban aria-hidden />
              {t('actions.cutOff')}
            </Button>
          </Can>
        ) : null}
      </div>
      <Projects account={account} />
      <LastAlerts account={account} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-2">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </section>
  );
}

function Projects({ account }: { account: SubAccountOut }) {
  const t = useTranslations('subAccounts.peek');
  const words = useTranslations('subAccounts.projects');
  const trpc = useTRPC();
  const detail = useQuery(trpc.iam.get.queryOptions({ subAccountId: account.id }));
  if (detail.isError) return <ProblemPanel error={detail.error} onRetry={() => void detail.refetch()} />;
  const projects = detail.data?.projects;
  return (
    <Part title={t('projects')}>
      {!projects ? (
        <Skeleton className="h-5 w-48" />
      ) : projects.length === 0 ? (
        <p className="text-faint text-sm">{words('emptyTitle')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line text-sm">
          {projects.map((project) => (
            <li key={project.id} className="flex items-center justify-between gap-3 px-3 py-2">
              <span className="min-w-0 truncate">{project.displayName || project.projectName}</span>
              <Badge tone={project.state === 'failed' ? 'danger' : 'neutral'}>
                {project.state === 'failed'
                  ? words('state.failed')
                  : words(project.monitored ? 'monitored' : 'notMonitored')}
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function LastAlerts({ account }: { account: SubAccountOut }) {
  const t = useTranslations('subAccounts.peek');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const enabled = useCan('alert:read');
  const alerts = useQuery(trpc.alerts.list.queryOptions({ subAccountId: account.id, limit: 5 }, { enabled }));
  if (!enabled) return null;
  const items = alerts.data?.items;
  return (
    <Part title={t('alerts')}>
      {alerts.isError ? (
        <ProblemPanel error={alerts.error} onRetry={() => void alerts.refetch()} />
      ) : !items ? (
        <Skeleton className="h-5 w-60" />
      ) : items.length === 0 ? (
        <p className="text-faint text-sm">{t('noAlerts')}</p>
      ) : (
        <ul className="space-y-1.5 text-sm">
          {items.map((alert) => (
            <li key={alert.id} className="flex items-start gap-2">
              <SeverityMark severity={alert.severity} quiet={alert.state === 'resolved'} />
              <Link
                href={`/${slug}/alerts?peek=${alert.id}`}
                className="min-w-0 flex-1 rounded-sm hover:underline"
              >
                {alert.subject}
              </Link>
              <Ago time={alert.createdAt} className="text-faint text-xs" />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
