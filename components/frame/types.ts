import type { ReactNode } from 'react';
import type { Locale } from '#lib/i18n/locale.ts';
import type { NavGroup } from './nav.ts';
import type { PaletteEntry } from './palette-entry.ts';

export type TenantLink = {
  id: string;
  name: string;
  href: string;
  /** `#rrggbb`. */
  accent?: string | null;
  /** Address of its picture. */
  logo?: string | null;
};

export type BellProps = {
  count: number;
  href: string;
  panel?: ReactNode;
  /** Something long has ended since the panel was open last. */
  news?: boolean;
  onOpen?: () => void;
};

export type FrameProps = {
  /** The operator area has another accent and says what it is instead of offering tenants. */
  area?: 'tenant' | 'operator';
  nav: readonly NavGroup[];
  permissions: readonly string[];
  modules: readonly string[];
  /** Leave out in the operator area. */
  tenants?: { current: TenantLink; all: readonly TenantLink[]; newHref?: string };
  user: { name: string; email: string };
  /** With a panel the bell opens it; without one it leads to the alerts. */
  alerts?: BellProps;
  /** The way between console and operator area, where the person has one. */
  links?: { profile?: string; operator?: string; console?: string };
  /** Draws the palette where it knows more than the navigation and what every page can do. */
  palette?: (props: PaletteProps) => ReactNode;
  setLocale: (locale: Locale) => Promise<void>;
  signOut: () => Promise<void> | void;
  impersonation?: { name: string; tenant: string; end: () => Promise<void> | void } | undefined;
  /** From the cookie `sidebarCookie`. */
  defaultCollapsed?: boolean;
  children: ReactNode;
};

/** What the frame tells its palette. */
export type PaletteProps = Pick<FrameProps, 'tenants' | 'links' | 'setLocale' | 'signOut'> & {
  /** Where recent things are kept apart: a tenant's address. */
  area: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What the navigation leads to. */
  pages: readonly PaletteEntry[];
  onShortcuts: () => void;
};

/** `1` while the sidebar is collapsed; read it in the layout so that the first paint is right. */
export const sidebarCookie = 'airgate_sidebar';
