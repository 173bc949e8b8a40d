import { useTranslations } from 'next-intl';
import { setLocale } from '#app/actions.ts';
import { LanguageMenu, ThemeMenu } from '#components/frame/preference-menus.tsx';
import { AuthPanel } from './_components/auth-panel.tsx';
import { Brand } from './_components/brand.tsx';

/** What stands around signing in: the form to the left, what it leads to beside it on wide screens. */
export default function AuthLayout({ children }: LayoutProps<'/'>) {
  const t = useTranslations('auth.panel');
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,5fr)_7fr]">
      <div className="flex min-w-0 flex-col px-5 py-4 sm:px-8">
        <header className="flex items-center justify-between gap-4">
          <Brand />
          <div className="flex items-center gap-1">
            <LanguageMenu setLocale={setLocale} />
            <ThemeMenu />
          </div>
        </header>
        <main className="grid flex-1 place-items-center py-12">
          <div className="w-full max-w-90">{children}</div>
        </main>
      </div>
      <aside
        aria-label={t('label')}
        className="hidden border-line border-l bg-sunken px-12 lg:grid lg:place-items-center"
      >
        <AuthPanel />
      </aside>
    </div>
  );
}
