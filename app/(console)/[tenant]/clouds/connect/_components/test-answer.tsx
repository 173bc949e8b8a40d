'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type CloudAccount, cloudListInput } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { cn } from '#components/ui/cn.ts';
import type { Tested } from './use-connect.ts';

/** Whose credential it is, and what to think of before going on. */
export function TestAnswer({ tested, provider }: { tested: Tested; provider: CloudAccount['provider'] }) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const known = useQuery(trpc.clouds.list.queryOptions(cloudListInput)).data?.items.find(
    (account) => account.provider === provider && account.cloudAccountNo === tested.cloudAccountNo,
  );
  return (
    <div className="space-y-2 rounded-md border border-success/40 px-4 pt-3 pb-1">
      <p className="flex items-center gap-2 font-medium text-sm text-success">
        <CircleCheck aria-hidden className="size-4" />
        {t('connect.tested.title')}
      </p>
      <DefinitionList
        items={[
          {
            term: t('facts.accountNo'),
            value: <code className="font-mono text-xs">{tested.cloudAccountNo}</code>,
          },
          {
            term: t('facts.principal'),
            value: <code className="break-all font-mono text-xs">{tested.principal}</code>,
          },
        ]}
      />
      {known ? <Note warns>{t('connect.tested.known', { name: known.name })}</Note> : null}
      {tested.isRoot ? <Note>{t('connect.tested.root')}</Note> : null}
    </div>
  );
}

function Note({ warns, children }: { warns?: boolean; children: string }) {
  const Icon = warns ? TriangleAlert : Info;
  const look = warns ? 'bg-warning-soft text-warning' : 'bg-sunken text-soft';
  return (
    <p className={cn('mb-2 flex items-start gap-2 text-pretty rounded-md px-3 py-2 text-sm', look)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}
