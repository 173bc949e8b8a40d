'use client';
import { Check, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '#components/ui/command.tsx';
import { TenantMark } from './tenant-mark.tsx';
import type { TenantLink } from './types.ts';

type TenantListProps = {
  current: TenantLink;
  all: readonly TenantLink[];
  newHref: string | undefined;
  onGo: (href: string) => void;
};

/** The tenants to go to, by name. */
export function TenantList({ current, all, newHref, onGo }: TenantListProps) {
  const t = useTranslations('nav');
  return (
    <Command label={t('switchTenant')}>
      {all.length > 6 ? <CommandInput autoFocus placeholder={t('findTenant')} /> : null}
      <CommandList label={t('tenants')}>
        <CommandEmpty>{t('noTenant')}</CommandEmpty>
        <CommandGroup heading={t('tenants')}>
          {all.map((tenant) => (
            <CommandItem
              key={tenant.id}
              value={`${tenant.name} ${tenant.id}`}
              onSelect={() => onGo(tenant.href)}
            >
              <TenantMark tenant={tenant} size="sm" />
              <span className="min-w-0 flex-1 truncate">{tenant.name}</span>
              {tenant.id === current.id ? <Check aria-hidden /> : null}
            </CommandItem>
          ))}
        </CommandGroup>
        {newHref ? (
          <CommandItem onSelect={() => onGo(newHref)}>
            <Plus aria-hidden />
            {t('newTenant')}
          </CommandItem>
        ) : null}
      </CommandList>
    </Command>
  );
}
