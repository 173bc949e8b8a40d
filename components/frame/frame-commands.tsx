'use client';
import {
  ArrowLeftRight,
  Building2,
  Keyboard,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Sun,
  UserRound,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { locales } from '#lib/i18n/locale.ts';
import type { PaletteEntry } from './palette-entry.ts';
import type { FrameProps } from './types.ts';

const themes: Record<'light' | 'dark' | 'system', ReactNode> = {
  light: <Sun />,
  dark: <Moon />,
  system: <Monitor />,
};

type FrameCommands = Pick<FrameProps, 'tenants' | 'links' | 'setLocale' | 'signOut'> & {
  onShortcuts: () => void;
};

/** What can be done from every page: another tenant, language, theme, the other area. */
export function useFrameCommands({ tenants, links, setLocale, signOut, onShortcuts }: FrameCommands) {
  const t = useTranslations('nav');
  const words = useTranslations('nav.palette.words');
  const language = useTranslations('common.language');
  const theme = useTranslations('common.theme');
  const router = useRouter();
  const locale = useLocale();
  const { theme: current = 'system', setTheme } = useTheme();
  const own = t('palette.you');
  const known = (id: Parameters<typeof words>[0]) => [words(id)];

  const entries: PaletteEntry[] = [
    ...(tenants?.all ?? [])
      .filter(({ id }) => id !== tenants?.current.id)
      .map(({ id, name, href }) => ({
        id: `tenant ${id}`,
        label: t('palette.toTenant', { name }),
        icon: <Building2 />,
        href,
        heading: own,
        keywords: known('tenant'),
        quiet: (tenants?.all.length ?? 0) > 4,
      })),
    ...locales
      .filter((each) => each !== locale)
      .map((each) => ({
        id: `language ${each}`,
        label: t('palette.toLanguage', { language: language(each) }),
        icon: <Languages />,
        heading: own,
        keywords: known('language'),
        run: () => void setLocale(each).then(() => router.refresh()),
      })),
    ...(['light', 'dark', 'system'] as const)
      .filter((each) => each !== current)
      .map((each) => ({
        id: `theme ${each}`,
        label: t('palette.toTheme', { theme: theme(each) }),
        icon: themes[each],
        heading: own,
        keywords: known('theme'),
        run: () => setTheme(each),
      })),
  ];
  const area = (href: string | undefined, label: string): PaletteEntry[] =>
    href
      ? [
          {
            id: `area ${href}`,
            label,
            icon: <ArrowLeftRight />,
            heading: own,
            href,
            keywords: known('area'),
          },
        ]
      : [];
  return [
    ...entries,
    ...area(links?.operator, t('toOperator')),
    ...area(links?.console, t('toConsole')),
    ...(links?.profile
      ? [
          {
            id: 'profile',
            label: t('profile'),
            icon: <UserRound />,
            heading: own,
            href: links.profile,
            keywords: known('profile'),
          },
        ]
      : []),
    {
      id: 'shortcuts',
      label: t('shortcuts.title'),
      icon: <Keyboard />,
      heading: own,
      keys: ['?'],
      keywords: known('shortcuts'),
      run: onShortcuts,
    },
    {
      id: 'sign-out',
      label: t('signOut'),
      icon: <LogOut />,
      heading: own,
      keywords: known('signOut'),
      run: () => void signOut(),
    },
  ];
}
