'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { exportParts, type FileFormat } from './export-file.ts';
import type { Column } from './types.ts';

type ExportMenuProps<Row> = {
  columns: readonly Column<Row>[];
  shown: readonly string[];
  /** How many rows the file will have, where that is known. */
  count: number | undefined;
  pending: boolean;
  onExport: (format: FileFormat, shown: readonly string[] | 'all') => void;
  /** In the bulk bar: small, and in words. */
  small?: boolean;
};

const formats = ['csv', 'json'] as const;

/** CSV or JSON, with the columns as they are shown or with all that there are. */
export function ExportMenu<Row>({ columns, shown, count, pending, onExport, small }: ExportMenuProps<Row>) {
  const t = useTranslations('table.exporting');
  const groups = [
    { id: 'shown' as const, columns: shown, size: exportParts(columns, shown).length },
    { id: 'all' as const, columns: 'all' as const, size: exportParts(columns, 'all').length },
  ];
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button size={small ? 'sm' : 'icon'} aria-label={small ? undefined : t('open')} pending={pending}>
          <Download aria-hidden className={small ? 'size-3.5' : undefined} />
          {small ? t('open') : null}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-56">
        {count === undefined ? null : (
          <>
            <p className="px-2 py-1.5 font-medium text-sm tabular-nums">{t('rows', { count })}</p>
            <DropdownMenuSeparator />
          </>
        )}
        {groups.map((group, index) => (
          <div key={group.id}>
            {index > 0 ? <DropdownMenuSeparator /> : null}
            <DropdownMenuLabel>{t(group.id, { count: group.size })}</DropdownMenuLabel>
            {formats.map((format) => (
              <DropdownMenuItem key={format} onSelect={() => onExport(format, group.columns)}>
                {t(format)}
              </DropdownMenuItem>
            ))}
          </div>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
