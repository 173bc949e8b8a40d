'use client';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { useRestore } from './use-cut-off-actions.ts';

/** The limit is cleared and the sub-account is still cut off: a restore right here, unless the tenant has it by itself. */
export function RestoreOffer({ account }: { account: Pick<SubAccountOut, 'id' | 'userName'> }) {
  const t = useTranslations('cutOff.offer');
  const trpc = useTRPC();
  const enabled = useCan('setting:read');
  const settings = useQuery(trpc.settings.list.queryOptions({}, { enabled, staleTime: 60_000 }));
  const automatic =
    settings.data?.items.find(({ key }) => key === 'quota.restoreMode')?.value === 'automatic';
  const restore = useRestore();
  return (
    <div className="space-y-3 rounded-md border border-line bg-sunken p-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 text-pretty">
          {restore.isSuccess
            ? t('started', { name: account.userName })
            : t(automatic ? 'automatic' : 'body', { name: account.userName })}
        </p>
        {restore.isSuccess || automatic ? null : (
          <Can permission="sub-account:restore">
            <Button
              variant="primary"
              pending={restore.isPending}
              onClick={() => restore.mutate({ subAccountId: account.id })}
            >
              <RotateCcw aria-hidden />
              {t('action')}
            </Button>
          </Can>
        )}
      </div>
      {restore.isError ? <ProblemPanel error={restore.error} /> : null}
    </div>
  );
}
