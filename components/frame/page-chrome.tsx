'use client';
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react';
import type { Crumb } from '#components/ui/breadcrumb.tsx';

type Chrome = { crumbs: readonly Crumb[]; freshness: ReactNode };

const nothing: Chrome = { crumbs: [], freshness: null };
const ChromeContext = createContext<Chrome>(nothing);
const SetChromeContext = createContext<(chrome: Chrome) => void>(() => undefined);

/** Holds what the open page adds to the top bar; the frame mounts it. */
export function ChromeProvider({ children }: { children: ReactNode }) {
  const [chrome, setChrome] = useState<Chrome>(nothing);
  return (
    <SetChromeContext value={setChrome}>
      <ChromeContext value={chrome}>{children}</ChromeContext>
    </SetChromeContext>
  );
}

export function useChrome(): Chrome {
  return useContext(ChromeContext);
}

type PageChromeProps = {
  /** What follows the navigation entry in the breadcrumb: the thing this page is about. */
  crumbs?: readonly Crumb[];
  /** The Freshness of this page's figures. */
  freshness?: ReactNode;
};

/** A page puts one of these anywhere in itself to fill the top bar; it draws nothing where it stands. */
export function PageChrome({ crumbs = nothing.crumbs, freshness = null }: PageChromeProps) {
  const setChrome = useContext(SetChromeContext);
  useLayoutEffect(() => {
    setChrome({ crumbs, freshness });
    return () => setChrome(nothing);
  }, [setChrome, crumbs, freshness]);
  return null;
}
