import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import { cn } from './cn.ts';

export type Crumb = { label: ReactNode; href?: string };

/** Where this page is; the last crumb is the page itself. On phones only the last two remain. */
export function Breadcrumb({ items, className }: { items: readonly Crumb[]; className?: string }) {
  const t = useTranslations('nav');
  return (
    <nav aria-label={t('breadcrumb')} className={cn('min-w-0', className)}>
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {items
          .map((item, place) => ({ item, place }))
          .map(({ item, place }) => {
            const last = place === items.length - 1;
            const far = place < items.length - 2;
            return (
              <Fragment key={place}>
                <li
                  className={cn(
                    'min-w-0 truncate',
                    far && 'max-sm:hidden',
                    last ? 'text-ink' : 'shrink-0 text-soft',
                  )}
                >
                  {item.href && !last ? (
                    <Link href={item.href} className="rounded-sm hover:text-ink">
                      {item.label}
                    </Link>
                  ) : (
                    <span aria-current={last ? 'page' : undefined}>{item.label}</span>
                  )}
                </li>
                {last ? null : (
                  <li aria-hidden className={cn('shrink-0 text-faint', far && 'max-sm:hidden')}>
                    <ChevronRight className="size-3.5" />
                  </li>
                )}
              </Fragment>
            );
          })}
      </ol>
    </nav>
  );
}
