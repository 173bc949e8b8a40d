'use client';
import { ShieldHalf, VenetianMask } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { useOnceTrue } from '#components/ui/late.ts';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Sheet, SheetContent } from '#components/ui/sheet.tsx';
import { leave } from './leave-guard.ts';
import { activeEntry, visibleNav } from './nav.ts';
import { ChromeProvider, useChrome } from './page-chrome.tsx';
import { PageKeysProvider } from './page-keys.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import { LanguageMenu, ThemeMenu } from './preference-menus.tsx';
import { Sidebar } from './sidebar.tsx';
import { TenantSwitcher } from './tenant-switcher.tsx';
import { TopBar } from './top-bar.tsx';
import { type FrameProps, type PaletteProps, sidebarCookie } from './types.ts';
import { useShortcuts } from './use-shortcuts.ts';

// Both are opened by a key or a click.
const FramePalette = lateComponent(() => import('./frame-palette.tsx').then((m) => m.FramePalette));
const ShortcutsSheet = lateComponent(() => import('./shortcuts-sheet.tsx').then((m) => m.ShortcutsSheet));

/** Sidebar, top bar, palette and shortcuts around every page of the console or the operator area. */
export function ConsoleFrame(props: FrameProps) {
  const { area = 'tenant' } = props;
  const t = useTranslations('nav');
  const router = useRouter();
  const path = usePathname();
  const commandKey = useCommandKey();
  const [collapsed, setCollapsed] = useState(props.defaultCollapsed ?? false);
  const [drawer, setDrawer] = useState(false);
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [paletteOnce, shortcutsOnce] = [useOnceTrue(palette), useOnceTrue(shortcuts)];
  useAreaOnRoot(area);

  const groups = visibleNav(props.nav, props);
  const entries = groups.flatMap((group) => group.entries);
  const active = activeEntry(groups, path);
  const pages: PaletteEntry[] = entries.map((entry) => ({
    id: entry.id,
    label: entry.label,
    heading: t('palette.pages'),
    icon: entry.icon,
    href: entry.href,
    ...(entry.goKey ? { keys: ['g', entry.goKey] } : {}),
    ...(entry.keywords ? { keywords: entry.keywords } : {}),
  }));

  useShortcuts({
    onPalette: () => setPalette(!palette),
    onHelp: () => setShortcuts(true),
    go: Object.fromEntries(
      entries.flatMap((entry) =>
        entry.goKey ? [[entry.goKey, () => leave(() => router.push(entry.href))]] : [],
      ),
    ),
  });

  const collapse = () => {
    setCollapsed(!collapsed);
    // Remembering is a comfort; where the browser has no cookie store the sidebar simply opens next time.
    void window.cookieStore?.set({
      name: sidebarCookie,
      value: collapsed ? '0' : '1',
      path: '/',
      sameSite: 'lax',
    });
  };
  const head = (small: boolean) =>
    props.tenants ? <TenantSwitcher {...props.tenants} collapsed={small} /> : <AreaName collapsed={small} />;
  const impersonating = props.impersonation !== undefined;
  const drawPalette = props.palette ?? ((its: PaletteProps) => <FramePalette {...its} />);

  return (
    <PageKeysProvider>
      <ChromeProvider>
        <div
          data-area={area}
          // Where the top bar ends: headers of long lists stick there.
          className={cn('min-h-dvh', impersonating ? 'pt-9 [--bar-bottom:88px]' : '[--bar-bottom:52px]')}
        >
          <a
            href="#content"
            className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent text-sm focus-visible:translate-y-0"
          >
            {t('skipToContent')}
          </a>
          {props.impersonation ? <ImpersonationBanner {...props.impersonation} /> : null}
          <aside
            className={cn(
              'fixed inset-y-0 left-0 z-30 border-line border-r bg-sunken transition-[width] max-lg:hidden',
              collapsed ? 'w-14' : 'w-60',
              impersonating && 'top-9',
            )}
          >
            <Sidebar
              head={head(collapsed)}
              groups={groups}
              activeId={active?.entry.id}
              collapsed={collapsed}
              onCollapse={collapse}
            />
          </aside>
          <Sheet open={drawer} onOpenChange={setDrawer}>
            <SheetContent side="left" title={t('main')} hideHeader className="max-w-72 bg-sunken">
              <Sidebar
                head={head(false)}
                groups={groups}
                activeId={active?.entry.id}
                collapsed={false}
                onNavigate={() => setDrawer(false)}
                foot={
                  <>
                    <LanguageMenu setLocale={props.setLocale} />
                    <ThemeMenu />
                  </>
                }
              />
            </SheetContent>
          </Sheet>
          <div
            className={cn(
              'flex min-h-dvh min-w-0 flex-col transition-[padding]',
              collapsed ? 'lg:pl-14' : 'lg:pl-60',
            )}
          >
            <Bar
              {...props}
              area={area}
              active={active}
              commandKey={commandKey}
              onDrawer={() => setDrawer(true)}
              onPalette={() => setPalette(true)}
              onShortcuts={() => setShortcuts(true)}
            />
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto w-full max-w-360 flex-1 px-6 py-6 outline-none max-sm:px-4 max-sm:py-5"
            >
              {props.children}
            </main>
          </div>
          {paletteOnce
            ? drawPalette({
                ...props,
                area: props.tenants?.current.href ?? area,
                open: palette,
                onOpenChange: setPalette,
                pages,
                onShortcuts: () => setShortcuts(true),
              })
            : null}
          {shortcutsOnce ? (
            <ShortcutsSheet
              open={shortcuts}
              onOpenChange={setShortcuts}
              entries={entries}
              commandKey={commandKey}
            />
          ) : null}
        </div>
      </ChromeProvider>
    </PageKeysProvider>
  );
}

type BarProps = FrameProps & {
  active: ReturnType<typeof activeEntry>;
  commandKey: string;
  onDrawer: () => void;
  onPalette: () => void;
  onShortcuts: () => void;
};

/** The trail starts with where the navigation says we are; a page adds what it is about. */
function Bar({ active, area, ...props }: BarProps) {
  const t = useTranslations('nav');
  const { crumbs } = useChrome();
  const start = area === 'operator' ? [{ label: t('operatorArea') }] : [];
  const here = active
    ? [{ label: active.entry.label, ...(crumbs.length > 0 ? { href: active.entry.href } : {}) }]
    : [];
  return <TopBar {...props} crumbs={[...start, ...here]} lowered={props.impersonation !== undefined} />;
}

function AreaName({ collapsed }: { collapsed: boolean }) {
  const t = useTranslations('nav');
  return (
    <p
      className={cn(
        'flex h-9 w-full items-center gap-2.5 px-2 font-medium text-accent-ink text-sm',
        collapsed && 'justify-center px-0',
      )}
    >
      <ShieldHalf aria-hidden className="size-5 shrink-0" />
      <span className={cn('truncate', collapsed && 'sr-only')}>{t('operatorArea')}</span>
    </p>
  );
}

function ImpersonationBanner({ name, tenant, end }: NonNullable<FrameProps['impersonation']>) {
  const t = useTranslations('nav');
  return (
    <div
      role="status"
      className="fixed inset-x-0 top-0 z-35 flex h-9 items-center justify-center gap-3 bg-warning px-4 text-canvas text-sm"
    >
      <VenetianMask aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{t('impersonating', { name, tenant })}</span>
      <Button size="sm" className="h-6" onClick={() => void end()}>
        {t('endImpersonation')}
      </Button>
    </div>
  );
}

/** Dialogs and menus are drawn at the end of the body, outside the frame; they take the area's accent from the root. */
function useAreaOnRoot(area: 'tenant' | 'operator'): void {
  useEffect(() => {
    document.documentElement.dataset.area = area;
    return () => {
      delete document.documentElement.dataset.area;
    };
  }, [area]);
}

const never = () => () => undefined;

/** The key's name on this machine; the server cannot know and says Ctrl. */
function useCommandKey(): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  );
}
