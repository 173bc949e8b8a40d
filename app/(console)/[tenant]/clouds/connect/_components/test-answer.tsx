'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cloudListInput } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import type { Tested } from './use-connect.ts';

/** Whose credential it is, and what to think of before going on. */
export function TestAnswer({ tested }: { tested: Tested }) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const known = useQuery(trpc.clouds.list.queryOptions(cloudListInput)).data?.items.find(
    (account) => account.cloudAccountNo === tested.cloudAccountNo,
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
      {known ? <Note>{t('connect.tested.known', { name: known.name })}</Note> : null}
      {tested.isRoot ? <Note>{t('connect.tested.root')}</Note> : null}
    </div>
  );
}

function Note({ children }: { children: string }) {
  return (
    <p className="mb-2 flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}
