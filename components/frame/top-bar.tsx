'use client';
import { Bell, Menu, Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Breadcrumb, type Crumb } from '#components/ui/breadcrumb.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Kbd } from '#components/ui/kbd.tsx';
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
      <Breadcrumb items={[...crumbs, ...chrome.crumbs]} className="flex-1" />
      <div className="min-w-0 max-md:hidden">{chrome.freshness}</div>
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
        {alerts ? (
          <Button asChild variant="ghost" size="icon" className="relative">
            <Link href={alerts.href} aria-label={t('alerts', { count: alerts.count })}>
              <Bell aria-hidden />
              {alerts.count > 0 ? (
                <span
                  aria-hidden
                  className="absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-danger-fill px-1 font-semibold text-on-accent text-xs leading-none tabular-nums ring-2 ring-canvas"
                >
                  {alerts.count > 99 ? '99+' : alerts.count}
                </span>
              ) : null}
            </Link>
          </Button>
        ) : null}
        <LanguageMenu setLocale={props.setLocale} />
        <ThemeMenu />
        <UserMenu {...props} />
      </div>
    </header>
  );
}
