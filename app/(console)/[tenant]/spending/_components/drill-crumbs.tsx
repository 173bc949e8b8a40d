'use client';
import { ChevronRight, CornerLeftUp } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { formatDay } from '#lib/i18n/format.ts';
import { type Crumb, drillPath, wayBack } from './drill-path.ts';
import { useNames } from './use-names.ts';

/** The way down to what the page shows, each step a way back; nothing while the page shows everything. */
export function DrillCrumbs() {
  const t = useTranslations('spending.path');
  const search = new URLSearchParams(useSearchParams());
  const write = useCrumbWords();
  const way = drillPath(search);
  const last = way.at(-1);
  if (!last) return null;
  return (
    <nav aria-label={t('label')} className="flex flex-wrap items-center gap-x-1 gap-y-1 text-sm">
      <Button asChild variant="ghost" size="icon-sm">
        <Link href={way.at(-2)?.address ?? wayBack(search)} scroll={false} aria-label={t('up')}>
          <CornerLeftUp aria-hidden className="size-3.5" />
        </Link>
      </Button>
      <ol className="flex min-w-0 flex-wrap items-center gap-x-1 gap-y-1">
        <li>
          <Link href={wayBack(search)} scroll={false} className={crumbLook}>
            {t('all')}
          </Link>
        </li>
        {way.map((crumb) => (
          <li key={crumb.id} className="inline-flex min-w-0 max-w-full items-center gap-1">
            <ChevronRight aria-hidden className="size-3.5 shrink-0 text-faint" />
            {crumb === last ? (
              <span aria-current="page" className="min-w-0 truncate px-1 font-medium text-ink">
                {write(crumb)}
              </span>
            ) : (
              <Link href={crumb.address} scroll={false} className={crumbLook}>
                {write(crumb)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const crumbLook = 'block max-w-80 truncate rounded-sm px-1 text-soft hover:text-ink hover:underline';

function useCrumbWords(): (crumb: Crumb) => string {
  const t = useTranslations('spending.noName');
  const unattributed = useTranslations('spending.filters')('unattributed');
  const locale = useLocale();
  const { clouds, subAccounts } = useNames();
  return ({ id, value }) => {
    if (id === 'days') return formatDay(locale, value);
    if (id === 'cloud') return clouds.get(value) ?? value;
    if (id === 'subAccount') return subAccounts.get(value) ?? value;
    if (id === 'unattributed') return unattributed;
    return value || t(id);
  };
}
