'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';

type SectionNavProps = { sections: readonly { slug: string; count: number }[] };

/** The sections of the reference; a strip that scrolls on narrow screens. */
export function SectionNav({ sections }: SectionNavProps) {
  const t = useTranslations('api');
  const here = usePathname();
  const links = [
    { href: '/docs/api', label: t('start') },
    ...sections.map(({ slug, count }) => ({
      href: `/docs/api/${slug}`,
      label: t(`sections.${slug}` as Parameters<typeof t>[0]),
      count,
    })),
  ];
  return (
    <nav
      aria-label={t('sectionsLabel')}
      className="sticky top-14 z-10 -mx-4 overflow-x-auto border-line border-b bg-canvas px-4 py-2 lg:mx-0 lg:max-h-[calc(100dvh-3.5rem)] lg:self-start lg:border-b-0 lg:px-0 lg:py-8"
    >
      <ul className="flex gap-1 lg:flex-col">
        {links.map(({ href, label, ...rest }) => (
          <li key={href} className="shrink-0">
            <Link
              href={href}
              aria-current={here === href ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center justify-between gap-3 whitespace-nowrap rounded-md px-2.5 text-sm hover:bg-hover',
                here === href ? 'bg-hover font-medium text-ink' : 'text-soft',
              )}
            >
              {label}
              {'count' in rest ? (
                <span className="hidden text-faint text-xs tabular-nums lg:inline">{rest.count}</span>
              ) : null}
            </Link>
          </li>
        ))}
        <li className="shrink-0 lg:mt-4 lg:border-line lg:border-t lg:pt-4">
          <a
            href="/api/v1/openapi.json"
            className="flex h-8 items-center whitespace-nowrap rounded-md px-2.5 text-sm text-soft hover:bg-hover"
          >
            {t('document')}
          </a>
        </li>
      </ul>
    </nav>
  );
}
