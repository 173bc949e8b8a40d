'use client';
import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { SubAccountOut } from '#server/iam/schema.ts';

type AccountNameProps = {
  account: Pick<SubAccountOut, 'id' | 'userName' | 'displayName' | 'protected'>;
  slug: string;
};

/** The user name as the link to its page, the display name behind it, the shield where it is protected. */
export function AccountName({ account, slug }: AccountNameProps) {
  const t = useTranslations('status');
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link
        href={`/${slug}/sub-accounts/${account.id}`}
        title={account.userName}
        className="min-w-0 max-w-64 truncate rounded-sm font-medium text-ink hover:underline max-sm:max-w-full"
      >
        {account.userName}
      </Link>
      {account.protected ? (
        <span title={t('protected')} className="shrink-0">
          <ShieldCheck aria-hidden className="size-3.5 text-info" />
          <span className="sr-only">{t('protected')}</span>
        </span>
      ) : null}
      {account.displayName ? (
        <span
          className="min-w-0 max-w-40 truncate text-faint max-sm:text-sm max-sm:font-normal"
          title={account.displayName}
        >
          {account.displayName}
        </span>
      ) : null}
    </span>
  );
}
