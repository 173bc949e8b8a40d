'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, FolderTree, KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTeamOptions } from '#app/(console)/[tenant]/teams/_components/use-team-options.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { keyStates } from '#lib/choices.ts';
import { useKeyColumns } from './key-columns.tsx';
import { KeyMenu } from './key-menu.tsx';
import { type ApiKey, keyFilters, keyListInput, keyTable } from './key-table.ts';
import { NewKeyLink } from './new-key-link.tsx';

const ExplainKey = lateComponent(() =>
  import('#app/(console)/[tenant]/roles/_components/explain-panel.tsx').then((m) => m.ExplainKey),
);
const BulkRevoke = lateComponent(() => import('./bulk-revoke.tsx').then((m) => m.BulkRevoke));
const KeyDetails = lateComponent(() => import('./key-details.tsx').then((m) => m.KeyDetails));
const RevokeKey = lateComponent(() => import('./revoke-key.tsx').then((m) => m.RevokeKey));
const RotateKey = lateComponent(() => import('./rotate-key.tsx').then((m) => m.RotateKey));

/** Every key that was ever made here. */
export function KeysView() {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(keyTable);
  const list = useQuery({
    ...trpc.keys.list.queryOptions(keyListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const { slug } = useTenant();
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const [rotating, setRotating] = useState<ApiKey | null>(null);
  const [explaining, setExplaining] = useState<ApiKey | null>(null);
  return (
    <>
      <ListTable
        {...useFrame()}
        table={table}
        list={list}
        readPage={(at, signal) => client.keys.list.query({ ...keyFilters(table.state), ...at }, { signal })}
        bulkActions={(keys, clear) => <BulkRevoke keys={keys} onDone={clear} />}
        rowActions={(key) => (
          <KeyMenu
            apiKey={key}
            onDetails={() => table.setPeek(key.id)}
            onExplain={() => setExplaining(key)}
            onRotate={() => setRotating(key)}
            onRevoke={() => setRevoking(key)}
          />
        )}
        rowHref={(key) => `/${slug}/keys/${key.id}`}
        peek={(key) => <KeyDetails apiKey={key} />}
        empty={
          <EmptyState icon={<KeyRound />} title={t('empty.title')} action={<NewKeyLink />}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {explaining ? (
        <ExplainKey keyId={explaining.id} name={explaining.name} onClose={() => setExplaining(null)} />
      ) : null}
      {rotating ? <RotateKey apiKey={rotating} onClose={() => setRotating(null)} /> : null}
      {revoking ? <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function KeysWaiting() {
  return (
    <ListTable
      {...useFrame()}
      table={useTableState(keyTable)}
      bulkActions={nothing}
      rowActions={nothing}
      empty={null}
    />
  );
}

const nothing = () => null;

function useFrame() {
  const t = useTranslations('keys');
  const teams = useTeamOptions(t('form.noTeam'));
  return {
    label: t('title'),
    columns: useKeyColumns(),
    rowId: (key: ApiKey) => key.id,
    rowName: (key: ApiKey) => key.name,
    searchPlaceholder: t('search'),
    filters: [
      {
        id: 'state',
        label: t('columns.state'),
        icon: <CircleDot />,
        quick: true,
        options: keyStates.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      { id: 'team', label: t('columns.team'), icon: <FolderTree />, options: teams },
    ],
  };
}
