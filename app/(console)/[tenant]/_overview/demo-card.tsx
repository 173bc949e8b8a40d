'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { RacePanel } from '#app/(console)/[tenant]/sandbox/_components/race-panel.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { GuideOut } from '#server/guide/schema.ts';

/** What the demo tenant shows: somebody about to be cut off, live, and where else to look. */
export function DemoCard({ guide, onDismiss }: { guide: GuideOut; onDismiss: () => void }) {
  const t = useTranslations('guide');
  const { slug } = useTenant();
  const headingId = useId();
  const cloudAccountId = guide.cloudAccount?.id;
  const links = [
    { href: `/${slug}/sub-accounts?state=protected`, label: t('demo.protected') },
    { href: `/${slug}/spending?unattributed=yes&group=project`, label: t('demo.unattributed') },
    ...(cloudAccountId
      ? [
          { href: `/${slug}/clouds/${cloudAccountId}`, label: t('demo.unmanaged') },
          { href: `/${slug}/sandbox?cloud=${cloudAccountId}`, label: t('demo.sandbox') },
        ]
      : []),
  ];
  return (
    <Card>
      <section aria-labelledby={headingId}>
        <div className="flex items-start justify-between gap-4 border-line border-b px-4 py-3">
          <div className="min-w-0">
            <h2 id={headingId} className="font-medium text-base text-ink">
              {t('demo.title')}
            </h2>
            <p className="text-pretty text-sm text-soft">{t('demo.body')}</p>
          </div>
          <Tooltip content={t('card.dismiss')}>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('card.dismiss')}
              onClick={onDismiss}
              className="-mr-1"
            >
              <X aria-hidden />
            </Button>
          </Tooltip>
        </div>
        <div className="grid lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
          <div className="p-4">{cloudAccountId ? <RacePanel cloudAccountId={cloudAccountId} /> : null}</div>
          <div className="min-w-0 space-y-2 border-line bg-sunken p-4 max-lg:border-t lg:rounded-br-lg lg:border-l">
            <h3 className="font-medium text-sm text-soft">{t('demo.look')}</h3>
            <ul className="space-y-1.5">
              {links.map(({ href, label }) => (
                <li key={href}>
                  <Link
                    href={href}
                    className="rounded-sm text-pretty text-accent-ink text-sm hover:underline"
                  >
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        </div>
      </section>
    </Card>
  );
}
