'use client';
import { ChevronsUpDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { leave } from './leave-guard.ts';
import { TenantMark } from './tenant-mark.tsx';
import type { TenantLink } from './types.ts';

const TenantList = dynamic(() => import('./tenant-list.tsx').then((m) => m.TenantList), { ssr: false });

type TenantSwitcherProps = {
  current: TenantLink;
  all: readonly TenantLink[];
  newHref?: string;
  collapsed: boolean;
};

/** Which tenant this is, and the way to the others. */
export function TenantSwitcher({ current, all, newHref, collapsed }: TenantSwitcherProps) {
  const t = useTranslations('nav');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const go = (href: string) => {
    setOpen(false);
    leave(() => router.push(href));
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        className={cn(
          'flex h-9 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover',
          collapsed && 'justify-center px-0',
        )}
      >
        <span className="sr-only">{t('switchTenant')}: </span>
        <TenantMark tenant={current} />
        {collapsed ? (
          <span className="sr-only">{current.name}</span>
        ) : (
          <>
            <span className="min-w-0 flex-1 truncate font-medium text-sm">{current.name}</span>
            <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
          </>
        )}
      </PopoverTrigger>
      <PopoverContent className="w-64 p-0" aria-label={t('switchTenant')}>
        <TenantList current={current} all={all} newHref={newHref} onGo={go} />
      </PopoverContent>
    </Popover>
  );
}
