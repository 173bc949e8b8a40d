'use client';
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';

const KEY = 'airgate.connect.language';
const CHANGED = 'airgate-connect-language';

type LanguageTabsProps = {
  label: string;
  /** The first one is shown until somebody chooses another. */
  tabs: readonly { value: string; label: string; content: ReactNode }[];
};

/** The same in several languages; the one that was looked at last is shown first the next time. */
export function LanguageTabs({ label, tabs }: LanguageTabsProps) {
  const [chosen, choose] = useRemembered();
  const first = tabs[0]?.value ?? '';
  const value = tabs.some((tab) => tab.value === chosen) ? (chosen ?? first) : first;
  return (
    <Tabs value={value} onValueChange={choose}>
      <TabsList aria-label={label}>
        {tabs.map((tab) => (
          <TabsTrigger key={tab.value} value={tab.value}>
            {tab.label}
          </TabsTrigger>
        ))}
      </TabsList>
      {tabs.map((tab) => (
        <TabsContent key={tab.value} value={tab.value}>
          {tab.content}
        </TabsContent>
      ))}
    </Tabs>
  );
}

function useRemembered(): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, read, () => null);
  const choose = useCallback((next: string) => {
    try {
      window.localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing shows the first one again.
    }
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [value, choose];
}

function subscribe(changed: () => void): () => void {
  for (const event of [CHANGED, 'storage']) window.addEventListener(event, changed);
  return () => {
    for (const event of [CHANGED, 'storage']) window.removeEventListener(event, changed);
  };
}

function read(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
