'use client';
import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { cn } from '#components/ui/cn.ts';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '#components/ui/command.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { leave } from './leave-guard.ts';
import type { TenantLink } from './types.ts';

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
        <Avatar name={current.name} square />
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
        <Command label={t('switchTenant')}>
          {all.length > 6 ? <CommandInput placeholder={t('findTenant')} /> : null}
          <CommandList label={t('tenants')}>
            <CommandEmpty>{t('noTenant')}</CommandEmpty>
            <CommandGroup heading={t('tenants')}>
              {all.map((tenant) => (
                <CommandItem
                  key={tenant.id}
                  value={`${tenant.name} ${tenant.id}`}
                  onSelect={() => go(tenant.href)}
                >
                  <Avatar name={tenant.name} square size="sm" />
                  <span className="min-w-0 flex-1 truncate">{tenant.name}</span>
                  {tenant.id === current.id ? <Check aria-hidden /> : null}
                </CommandItem>
              ))}
            </CommandGroup>
            {newHref ? (
              <CommandItem onSelect={() => go(newHref)}>
                <Plus aria-hidden />
                {t('newTenant')}
              </CommandItem>
            ) : null}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
