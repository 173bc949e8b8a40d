'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { cn } from '#components/ui/cn.ts';
import type { TeamOut } from '#server/teams/schema.ts';
import type { TeamDialog } from './team-dialogs.tsx';
import { columnsOf, parts, TeamRow } from './team-row.tsx';
import { stepOf, type TreeRow } from './tree.ts';

type TeamTreeProps = {
  rows: readonly TreeRow<TeamOut>[];
  onOpen: (id: string, open: boolean) => void;
  onDialog: (dialog: TeamDialog) => void;
};

const HEADS = ['members', 'subAccounts', 'keys', 'quota', 'remaining'] as const;

/** Teams as a tree with figures: one row has the focus, arrow keys move it, open and close. */
export function TeamTree({ rows, onOpen, onDialog }: TeamTreeProps) {
  const t = useTranslations('teams');
  const menu = useTranslations('common.actions')('more');
  const router = useRouter();
  const { slug } = useTenant();
  const grid = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const current = rows.some(({ team }) => team.id === wanted) ? wanted : rows[0]?.team.id;
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    // Keys inside a row's button or link are theirs.
    if (!(event.target instanceof HTMLTableRowElement) || !current) return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      router.push(`/${slug}/teams/${current}`);
      return;
    }
    const step = stepOf(rows, current, event.key);
    if (!step) return;
    event.preventDefault();
    if ('focus' in step) grid.current?.querySelector<HTMLElement>(`[data-team="${step.focus}"]`)?.focus();
    else if ('open' in step) onOpen(step.open, true);
    else onOpen(step.close, false);
  };
  return (
    <table
      ref={grid}
      {...parts.tree}
      {...{ onKeyDown }}
      aria-label={t('tree')}
      className="block overflow-hidden rounded-lg border border-line bg-surface text-sm"
    >
      <thead {...parts.group} className="block max-md:sr-only">
        <tr {...parts.row} className={cn(columnsOf, 'h-9 border-line border-b text-soft text-xs')}>
          <th {...parts.head} className="pl-8.5 text-left font-medium">
            {t('columns.name')}
          </th>
          {HEADS.map((name) => (
            <th key={name} {...parts.head} className="text-right font-medium">
              {t(`columns.${name}`)}
            </th>
          ))}
          <th {...parts.head}>
            <span className="sr-only">{menu}</span>
          </th>
        </tr>
      </thead>
      <tbody {...parts.group} className="block divide-y divide-line">
        {rows.map((row) => (
          <TeamRow
            key={row.team.id}
            row={row}
            isCurrent={row.team.id === current}
            onFocus={() => setWanted(row.team.id)}
            onOpen={onOpen}
            onDialog={onDialog}
          />
        ))}
      </tbody>
    </table>
  );
}
