'use client';
import { createContext, type ReactNode, useContext } from 'react';

const InDialogContext = createContext(false);

/** Dialogs and panels mount this around what they hold: everything behind them is out of reach or below them. */
export function InDialog({ children }: { children: ReactNode }) {
  return <InDialogContext value={true}>{children}</InDialogContext>;
}

/**
 * Where menus, lists and tooltips are drawn: in the page's main part, since everything on a page belongs to a landmark.
 * What opens inside a dialog goes to the end of the body, above the dialog. Undefined stands for the body.
 */
export function usePortalPlace(): HTMLElement | undefined {
  const inDialog = useContext(InDialogContext);
  if (inDialog || typeof document === 'undefined') return undefined;
  return document.getElementById('content') ?? undefined;
}
