'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { holdBack } from '#components/frame/leave-guard.ts';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';

type UnsavedGuardProps = {
  /** Something would be lost. */
  when: boolean;
  /** What would be lost, in a sentence. */
  loss: ReactNode;
  /** The verb that throws it away. */
  action: ReactNode;
};

/** Asks before a link, a command, the back button or a closed window throws away what was typed. */
export function UnsavedGuard({ when, loss, action }: UnsavedGuardProps) {
  const t = useTranslations('common');
  const router = useRouter();
  // How to go on leaving, once the person has said so.
  const [go, setGo] = useState<(() => void) | null>(null);
  const decided = useRef(false);
  useEffect(() => {
    if (!when) return;
    decided.current = false;
    const ask = (leave: () => void) => setGo(() => leave);
    const unload = (event: BeforeUnloadEvent) => !decided.current && event.preventDefault();
    const click = (event: MouseEvent) => {
      const href = leavingTo(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      ask(() => router.push(href));
    };
    const letGo = holdBack(ask);
    const stopHistory = guardHistory(() => decided.current, ask);
    window.addEventListener('beforeunload', unload);
    document.addEventListener('click', click, true);
    return () => {
      letGo();
      stopHistory();
      window.removeEventListener('beforeunload', unload);
      document.removeEventListener('click', click, true);
    };
  }, [when, router]);
  return (
    <AlertDialog open={go !== null} onOpenChange={(open) => !open && setGo(null)}>
      <AlertDialogContent
        title={t('unsaved')}
        description={loss}
        action={action}
        danger
        onAction={() => {
          decided.current = true;
          go?.();
        }}
      />
    </AlertDialog>
  );
}

/** Back and forward within the site: the browser lets a page hold them back before anything has changed. */
function guardHistory(isDecided: () => boolean, ask: (leave: () => void) => void): () => void {
  if (!('navigation' in window)) return () => undefined;
  const { navigation } = window;
  const watch = (event: NavigateEvent) => {
    const { destination, navigationType, cancelable } = event;
    const elsewhere = new URL(destination.url).pathname !== window.location.pathname;
    if (isDecided() || navigationType !== 'traverse' || !cancelable || !elsewhere) return;
    event.preventDefault();
    ask(() => void navigation.traverseTo(destination.key));
  };
  navigation.addEventListener('navigate', watch);
  return () => navigation.removeEventListener('navigate', watch);
}

/** The address inside this site that a plain click on a link leads to; null for everything else. */
function leavingTo(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank') return null;
  const url = new URL(link.href);
  if (url.origin !== window.location.origin || url.pathname === window.location.pathname) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}
