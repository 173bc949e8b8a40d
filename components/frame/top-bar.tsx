'use client';
import { Menu, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Breadcrumb, type Crumb } from '#components/ui/breadcrumb.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { Bell } from './bell.tsx';
import { useChrome } from './page-chrome.tsx';
import { LanguageMenu, ThemeMenu } from './preference-menus.tsx';
import type { FrameProps } from './types.ts';
import { UserMenu } from './user-menu.tsx';

type TopBarProps = Pick<FrameProps, 'user' | 'links' | 'alerts' | 'setLocale' | 'signOut'> & {
  crumbs: readonly Crumb[];
  commandKey: string;
  /** A banner stands above, 36 pixels high. */
  lowered: boolean;
  onDrawer: () => void;
  onPalette: () => void;
  onShortcuts: () => void;
};

export function TopBar({ crumbs, alerts, commandKey, lowered, onDrawer, onPalette, ...props }: TopBarProps) {
  const t = useTranslations('nav');
  const chrome = useChrome();
  return (
    <header
      className={cn(
        'sticky z-30 flex h-13 items-center gap-2 border-line border-b bg-canvas px-6 max-sm:px-3',
        lowered ? 'top-9' : 'top-0',
      )}
    >
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('openNavigation')}
        onClick={onDrawer}
        className="-ml-1 lg:hidden"
      >
        <Menu aria-hidden />
      </Button>
      {/* Where there is little room, how fresh the figures are stands below where we are. */}
      <div className="flex min-w-0 flex-1 items-center gap-2 max-md:flex-col max-md:items-start max-md:gap-0">
        <Breadcrumb items={[...crumbs, ...chrome.crumbs]} className="md:flex-1 max-md:max-w-full" />
        <div className="min-w-0 max-md:max-w-full max-md:[&_button]:h-4.5 max-md:[&_button]:max-w-full max-md:[&_button]:px-0">
          {chrome.freshness}
        </div>
      </div>
      <Button
        onClick={onPalette}
        aria-keyshortcuts="Meta+K Control+K"
        className="w-44 justify-start font-normal text-faint max-md:hidden"
      >
        <Search aria-hidden />
        {t('palette.open')}
        <span aria-hidden className="-mr-1 ml-auto inline-flex gap-0.5">
          <Kbd>{commandKey}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </Button>
      <div className="flex shrink-0 items-center">
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('palette.open')}
          onClick={onPalette}
          className="md:hidden"
        >
          <Search aria-hidden />
        </Button>
        {alerts ? <Bell {...alerts} /> : null}
        <span className="contents max-sm:hidden">
          <LanguageMenu setLocale={props.setLocale} />
          <ThemeMenu />
        </span>
        <UserMenu {...props} />
      </div>
    </header>
  );
}
