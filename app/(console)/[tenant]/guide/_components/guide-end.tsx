'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Button } from '#components/ui/button.tsx';
import type { GuideOut } from '#server/guide/schema.ts';

/** Everything was seen: where to go on. */
export function GuideEnd({ guide, onDismiss }: { guide: GuideOut; onDismiss: (() => void) | undefined }) {
  const t = useTranslations('guide');
  const { slug } = useTenant();
  const links = [
    { href: `/${slug}/clouds/connect`, label: t('end.real') },
    { href: `/${slug}/channels/new`, label: t('end.channel') },
    { href: `/${slug}/members`, label: t('end.invite') },
    ...(guide.cloudAccount?.provider === 'sandbox'
      ? [{ href: `/${slug}/sandbox?cloud=${guide.cloudAccount.id}`, label: t('end.sandbox') }]
      : []),
  ];
  return (
    <li className="space-y-3 px-4 pt-3 pb-2">
      <div role="status">
        <p className="font-medium text-ink text-sm">{t('end.title')}</p>
        <p className="text-pretty text-sm text-soft">{t('end.body')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {links.map(({ href, label }) => (
          <Button key={href} asChild>
            <Link href={href}>{label}</Link>
          </Button>
        ))}
        {onDismiss ? (
          <Button variant="ghost" onClick={onDismiss}>
            {t('card.dismiss')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
