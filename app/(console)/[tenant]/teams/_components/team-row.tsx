'use client';
import { ChevronRight, UsersRound } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SpentOf } from '#app/(console)/[tenant]/sub-accounts/_components/spent-of.tsx';
import { Nothing } from '#components/data-table/clipped.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatCount } from '#lib/i18n/format.ts';
import type { TeamOut } from '#server/teams/schema.ts';
import { isNothing } from './amount.ts';
import type { TeamDialog } from './team-dialogs.tsx';
import { TeamMenu } from './team-menu.tsx';
import type { TreeRow } from './tree.ts';

/** A table laid out as a grid is none any more for screen readers, unless each part says what it is. */
export const parts = {
  tree: { role: 'treegrid' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader', scope: 'col' },
  cell: { role: 'gridcell' },
} as const;

/** Name, members, sub-accounts, keys, quota, what is left, and the menu; on a phone the name with the rest under it. */
export const columnsOf =
  'grid grid-cols-[minmax(0,1fr)_36px] items-center gap-x-4 pr-2 pl-3 md:grid-cols-[minmax(160px,1fr)_64px_92px_64px_minmax(150px,180px)_110px_32px] xl:grid-cols-[minmax(180px,1fr)_72px_96px_72px_340px_120px_36px]';

type TeamRowProps = {
  row: TreeRow<TeamOut>;
  isCurrent: boolean;
  onFocus: () => void;
  onOpen: (id: string, open: boolean) => void;
  onDialog: (dialog: TeamDialog) => void;
};

/** Tab stops at one row of the tree, and there at its name and its menu. */
export function TeamRow({ row, isCurrent, onFocus, onOpen, onDialog }: TeamRowProps) {
  const { team, hasBelow, isOpen } = row;
  const roving = { tabIndex: isCurrent ? 0 : -1 };
  return (
    <tr
      {...parts.row}
      {...roving}
      data-team={team.id}
      aria-level={team.depth}
      aria-expanded={hasBelow ? isOpen : undefined}
      onFocus={onFocus}
      className={cn(columnsOf, 'min-h-11 py-1.5 hover:bg-hover focus-visible:-outline-offset-2')}
    >
      <NameCell row={row} tabIndex={roving.tabIndex} onOpen={onOpen} />
      <CountCells team={team} />
      <QuotaCells team={team} />
      <td {...parts.cell} className="justify-self-end max-md:col-start-2 max-md:row-start-1">
        <TeamMenu team={team} onDialog={onDialog} tabIndex={roving.tabIndex} />
      </td>
    </tr>
  );
}

type NameCellProps = { row: TreeRow<TeamOut>; tabIndex: number; onOpen: TeamRowProps['onOpen'] };

function NameCell({ row: { team, hasBelow, isOpen, isMatch, leadsFrom }, tabIndex, onOpen }: NameCellProps) {
  const t = useTranslations('teams');
  const { slug } = useTenant();
  const { id, name, depth } = team;
  return (
    <td {...parts.cell} className="flex min-w-0 items-center gap-1.5" style={indented(depth)}>
      {hasBelow ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t(isOpen ? 'collapse' : 'expand', { name })}
          onClick={() => onOpen(id, !isOpen)}
          className="grid size-6 shrink-0 place-items-center rounded-sm text-faint hover:bg-line hover:text-ink"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-4 transition-transform motion-reduce:transition-none', isOpen && 'rotate-90')}
          />
        </button>
      ) : (
        <span aria-hidden className="grid size-6 shrink-0 place-items-center text-faint">
          <span className="size-1 rounded-full bg-current" />
        </span>
      )}
      <Link
        href={`/${slug}/teams/${id}`}
        tabIndex={tabIndex}
        title={name}
        className={cn(
          'min-w-0 truncate rounded-sm font-medium hover:underline',
          isMatch ? 'text-ink' : 'text-faint',
        )}
      >
        {name}
      </Link>
      {leadsFrom ? (
        <Badge tone="accent" className="max-xl:hidden">
          <UsersRound aria-hidden />
          {t('lead')}
        </Badge>
      ) : null}
    </td>
  );
}

/** Half as far on phones, where eight levels have to fit too. */
const indented = (depth: number) => ({
  paddingInlineStart: `calc(${depth - 1} * clamp(8px, 1.6vw, 20px))`,
});

function CountCells({ team }: { team: TeamOut }) {
  const t = useTranslations('teams.inBrief');
  const locale = useLocale();
  const { all } = team;
  const kinds = ['members', 'subAccounts', 'keys'] as const;
  return (
    <>
      {kinds.map((kind) => (
        <td
          key={kind}
          {...parts.cell}
          className={cn(
            'text-right tabular-nums max-md:hidden',
            all[kind] === 0 ? 'text-faint' : 'text-soft',
          )}
        >
          {formatCount(locale, all[kind])}
        </td>
      ))}
      <td {...parts.cell} className="col-span-2 pl-7.5 text-soft text-xs tabular-nums md:hidden">
        {kinds
          .filter((kind) => all[kind] > 0)
          .map((kind) => t(kind, { count: all[kind] }))
          .join(' · ') || t('nothing')}
      </td>
    </>
  );
}

function QuotaCells({ team }: { team: TeamOut }) {
  const t = useTranslations('teams');
  const { totals } = team;
  if (!totals || (isNothing(totals.granted) && isNothing(totals.spent)))
    return (
      <>
        <td {...parts.cell} className="text-right text-faint max-md:hidden">
          {totals ? team.all.subAccounts > 0 ? t('noQuota') : <Nothing /> : t('hidden')}
        </td>
        <td {...parts.cell} className="max-md:hidden" />
      </>
    );
  const { spent, granted, currency, remaining, overrun } = totals;
  const isOver = isNothing(remaining) && !isNothing(overrun);
  return (
    <>
      <td
        {...parts.cell}
        className="flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-0.5 max-md:col-span-2 max-md:justify-between max-md:pl-7.5"
      >
        <SpentOf quota={{ spent, granted, currency }} className="text-xs" />
        <QuotaBar spent={spent} limit={granted} currency={currency} className="w-32 shrink-0" />
      </td>
      <td {...parts.cell} className="text-right max-md:hidden">
        <Money amount={remaining} className={isOver ? 'text-danger' : 'text-ink'} />
      </td>
    </>
  );
}
