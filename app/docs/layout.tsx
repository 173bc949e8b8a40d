import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { setLocale } from '#app/actions.ts';
import { AreaMessages } from '#app/messages.tsx';
import { LanguageMenu, ThemeMenu } from '#components/frame/preference-menus.tsx';
import { Logo } from '#components/logo.tsx';
import { Button } from '#components/ui/button.tsx';

/** Pages for readers, signed in or not. */
export default function DocsLayout({ children }: LayoutProps<'/docs'>) {
  const t = useTranslations('api');
  return (
    <AreaMessages area="docs">
      <div className="min-h-dvh">
        <header className="sticky top-0 z-20 border-line border-b bg-canvas">
          <div className="mx-auto flex h-14 max-w-360 items-center gap-3 px-4 sm:px-6">
            <Link href="/docs/api" className="flex items-center gap-3 rounded-sm">
              <Logo />
              <span className="hidden text-base text-soft sm:inline">{t('title')}</span>
            </Link>
            <div className="ml-auto flex items-center gap-1">
              <LanguageMenu setLocale={setLocale} />
              <ThemeMenu />
              <Button asChild variant="secondary" size="sm" className="ml-2">
                <Link href="/">{t('console')}</Link>
              </Button>
            </div>
          </div>
        </header>
        {children}
      </div>
    </AreaMessages>
  );
}
