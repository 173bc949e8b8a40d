'use client';
import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { isLocale, type Locale, locales } from '#lib/i18n/locale.ts';

/** The language of the screen; the action remembers it in the cookie, then the page is drawn again. */
export function LanguageMenu({ setLocale }: { setLocale: (locale: Locale) => Promise<void> }) {
  const t = useTranslations('common.language');
  const locale = useLocale();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const choose = (next: string) => {
    if (!isLocale(next) || next === locale) return;
    startTransition(async () => {
      await setLocale(next);
      router.refresh();
    });
  };
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('label')} pending={pending}>
          <Languages aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={locale} onValueChange={choose}>
          {locales.map((known) => (
            <DropdownMenuRadioItem key={known} value={known} lang={known}>
              {t(known)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const themes = [
  { id: 'light', icon: <Sun aria-hidden /> },
  { id: 'dark', icon: <Moon aria-hidden /> },
  { id: 'system', icon: <Monitor aria-hidden /> },
] as const;

export function ThemeMenu() {
  const t = useTranslations('common.theme');
  const { theme = 'system', setTheme } = useTheme();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('label')}>
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="not-dark:hidden" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
          {themes.map(({ id, icon }) => (
            <DropdownMenuRadioItem key={id} value={id}>
              {icon}
              {t(id)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
