'use client';
import { createContext, type ReactNode, useContext } from 'react';

/** What every part of a tenant's pages needs to write money, times and links. */
export type TenantView = {
  id: string;
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  isDemo: boolean;
};

const TenantContext = createContext<TenantView | null>(null);

export function TenantProvider({ tenant, children }: { tenant: TenantView; children: ReactNode }) {
  return <TenantContext value={tenant}>{children}</TenantContext>;
}

/** The tenant of this page. */
export function useTenant(): TenantView {
  const tenant = useContext(TenantContext);
  if (!tenant) throw new Error('useTenant outside of a tenant page');
  return tenant;
}

/** The same for parts that the operator area has too; null there. */
export function useTenantIfAny(): TenantView | null {
  return useContext(TenantContext);
}
