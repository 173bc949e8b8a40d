'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Ban, Ellipsis, KeyRound, ScanEye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { type TableControl, useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { keyStates } from '#server/keys/schema.ts';
import { useKeyColumns } from './key-columns.tsx';
import { KeyDetails } from './key-details.tsx';
import { type ApiKey, keyListInput, keyTable } from './key-table.ts';
import { NewKeyLink } from './new-key-link.tsx';
import { RevokeKey } from './revoke-key.tsx';

/** Every key that was ever made here. */
export function KeysView() {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const table = useTableState(keyTable);
  const list = useQuery({
    ...trpc.keys.list.queryOptions(keyListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const columns = useKeyColumns();
  return (
    <>
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={list.data?.items}
        rowId={idOf}
        rowName={(key) => key.name}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        viewsSlot={<StateTabs table={table} />}
        rowActions={(key) => (
          <KeyMenu apiKey={key} onDetails={() => table.setPeek(key.id)} onRevoke={() => setRevoking(key)} />
        )}
        peek={(key) => <KeyDetails apiKey={key} />}
        error={
          list.isError && !list.data ? (
            <ProblemPanel
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isRefetching}
            />
          ) : undefined
        }
        empty={
          <EmptyState icon={<KeyRound />} title={t('empty.title')} action={<NewKeyLink />}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {revoking ? <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function KeysWaiting() {
  const t = useTranslations('keys');
  const table = useTableState(keyTable);
  return (
    <DataTable
      table={table}
      label={t('title')}
      columns={useKeyColumns()}
      rows={undefined}
      rowId={idOf}
      rowName={idOf}
      viewsSlot={<StateTabs table={table} />}
      empty={null}
      keyboard={false}
    />
  );
}

const idOf = (key: ApiKey) => key.id;

function StateTabs({ table }: { table: TableControl }) {
  const t = useTranslations('keys');
  return (
    <SegmentedControl
      label={t('stateTabs.label')}
      value={filterOptions(table.state, 'state')?.[0] ?? 'all'}
      onValueChange={(value) =>
        table.setFilter('state', value === 'all' ? null : { kind: 'options', values: [value] })
      }
      segments={[
        { value: 'all', label: t('stateTabs.all') },
        ...keyStates.map((value) => ({ value, label: t(`state.${value}`) })),
      ]}
    />
  );
}

type KeyMenuProps = { apiKey: ApiKey; onDetails: () => void; onRevoke: () => void };

function KeyMenu({ apiKey, onDetails, onRevoke }: KeyMenuProps) {
  const t = useTranslations('keys.actions');
  const table = useTranslations('table');
  const reason = useTranslations('common')('notAllowed');
  const allowed = useCan('key:revoke');
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: apiKey.name })}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        <DropdownMenuItem onSelect={onDetails}>
          <ScanEye aria-hidden />
          {t('details')}
        </DropdownMenuItem>
        {apiKey.state === 'revoked' ? null : (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem danger disabled={!allowed} onSelect={onRevoke}>
              <Ban aria-hidden />
              <span>
                {t('revoke')}
                {allowed ? null : <span className="block text-pretty text-xs">{reason}</span>}
              </span>
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
