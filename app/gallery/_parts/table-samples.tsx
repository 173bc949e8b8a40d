'use client';
import { Ban, CircleDot, Download, Ellipsis, FolderKanban, Plus, Wallet } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { TableDefinition } from '#components/data-table/definition.ts';
import { filterAmounts, filterOptions, filterText } from '#components/data-table/filter-values.ts';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { DefinitionList } from '#components/definition-list.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { StatusBadge, statuses } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { toDrawingNumber } from '#lib/i18n/format.ts';
import { type SampleRow, sampleRows } from './samples.ts';

const definition: TableDefinition = {
  columns: [
    { id: 'name', sortable: true, fixed: true },
    { id: 'status' },
    { id: 'project', sortable: true },
    { id: 'quota' },
    { id: 'spent', sortable: true },
    { id: 'limit', hidden: true },
    { id: 'checkedAt' },
  ],
  filters: [
    { id: 'status', kind: 'options', values: statuses },
    { id: 'project', kind: 'options' },
    { id: 'amount', kind: 'amount_range' },
    { id: 'day', kind: 'day_range' },
    { id: 'word', kind: 'text' },
    { id: 'protected', kind: 'flag' },
  ],
  defaultSort: { column: 'name', direction: 'asc' },
  pageSizes: [10, 50],
};
const waiting: TableDefinition = { ...definition, prefix: 'waiting' };
const none: TableDefinition = { ...definition, prefix: 'none' };

const columns: Column<SampleRow>[] = [
  {
    id: 'name',
    header: 'Sub-account',
    cell: (row) => (
      <Link href="/gallery" className="rounded-sm font-medium text-ink hover:underline">
        {row.name}
      </Link>
    ),
  },
  { id: 'status', header: 'Status', cell: (row) => <StatusBadge status={row.status} /> },
  { id: 'project', header: 'Project', cell: (row) => row.project },
  {
    id: 'quota',
    header: 'Quota used',
    width: 'w-48',
    cell: (row) => (
      <QuotaBar
        spent={row.spent}
        estimated={row.estimated}
        limit={row.limit}
        currency="CNY"
        steps={[50, 80, 90]}
      />
    ),
  },
  { id: 'spent', header: 'Spent', align: 'end', cell: (row) => <Money amount={row.spent} currency="CNY" /> },
  {
    id: 'limit',
    header: 'Quota',
    align: 'end',
    cell: (row) => (row.limit ? <Money amount={row.limit} currency="CNY" /> : '–'),
  },
  {
    id: 'checkedAt',
    header: 'Last check',
    align: 'end',
    skipOnPhone: true,
    cell: (row) => <Ago time={row.checkedAt} className="text-soft" />,
  },
];

export function TableSamples() {
  const s = useTranslations('status');
  const t = useTranslations('table');
  const table = useTableState(definition);
  const loading = useTableState(waiting);
  const empty = useTableState(none);
  const { state } = table;
  const chosen = filterOptions(state, 'status');
  const projects = filterOptions(state, 'project');
  const { min } = filterAmounts(state, 'amount');
  const matching = sampleRows
    .filter((row) => row.name.includes(state.search) && row.project.includes(filterText(state, 'word') ?? ''))
    .filter((row) => !chosen || chosen.includes(row.status))
    .filter((row) => !projects || projects.includes(row.project))
    .filter((row) => !min || toDrawingNumber(row.spent) >= toDrawingNumber(min))
    .toSorted((a, b) => {
      const order =
        state.sort?.column === 'spent'
          ? toDrawingNumber(a.spent) - toDrawingNumber(b.spent)
          : a.name.localeCompare(b.name);
      return state.sort?.direction === 'desc' ? -order : order;
    });
  const start = Number(state.cursor ?? 0);
  const rows = matching.slice(start, start + state.limit);
  const next = start + state.limit < matching.length ? String(start + state.limit) : null;
  const common = { columns, rowId: (row: SampleRow) => row.id, rowName: (row: SampleRow) => row.name };
  const emptyState = (
    <EmptyState title="No sub-account yet" action={<Button variant="primary">Create sub-account</Button>}>
      A sub-account is a user at the cloud whose spending AirGate holds to a quota.
    </EmptyState>
  );
  return (
    <>
      <DataTable
        {...common}
        label="Sub-accounts"
        table={table}
        rows={rows}
        nextCursor={next}
        total={matching.length}
        searchPlaceholder="Search sub-accounts"
        filters={[
          {
            id: 'status',
            label: 'Status',
            icon: <CircleDot />,
            options: statuses.map((value) => ({ value, label: s(value) })),
          },
          {
            id: 'project',
            label: 'Project',
            icon: <FolderKanban />,
            options: ['render-farm', 'training', 'staging'].map((value) => ({ value, label: value })),
          },
          { id: 'amount', label: 'Spent', icon: <Wallet /> },
          { id: 'day', label: 'Created' },
          { id: 'word', label: 'Note' },
          { id: 'protected', label: 'Protected' },
        ]}
        exportSlot={
          <Button>
            <Download aria-hidden />
            <span className="max-sm:sr-only">{t('export')}</span>
          </Button>
        }
        bulkActions={(selected) => (
          <>
            <Button size="sm">
              <Plus aria-hidden className="size-3.5" />
              Allocate quota
            </Button>
            <Button size="sm" variant="danger-quiet">
              <Ban aria-hidden className="size-3.5" />
              Cut off {selected.length}
            </Button>
          </>
        )}
        rowActions={(row) => (
          <DropdownMenu modal={false}>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon-sm" aria-label={t('rowActions', { name: row.name })}>
                <Ellipsis aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent>
              <DropdownMenuItem>Allocate quota</DropdownMenuItem>
              <DropdownMenuItem danger>Cut off now</DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        )}
        rowHref={() => '/gallery'}
        peek={(row) => (
          <div className="space-y-6">
            <QuotaBar
              size="tall"
              spent={row.spent}
              estimated={row.estimated}
              limit={row.limit}
              currency="CNY"
              steps={[50, 80, 90]}
            />
            <DefinitionList
              items={[
                { term: 'Status', value: <StatusBadge status={row.status} /> },
                { term: 'Project', value: row.project },
                { term: 'Last check', value: <Ago time={row.checkedAt} /> },
              ]}
            />
          </div>
        )}
        empty={emptyState}
      />
      <DataTable
        {...common}
        label="Loading"
        table={loading}
        rows={undefined}
        searchPlaceholder="Loading"
        empty={emptyState}
        keyboard={false}
      />
      <DataTable {...common} label="Empty" table={empty} rows={[]} empty={emptyState} keyboard={false} />
    </>
  );
}
