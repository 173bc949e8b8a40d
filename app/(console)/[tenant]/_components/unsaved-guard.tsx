'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';

type UnsavedGuardProps = {
  /** Something would be lost. */
  when: boolean;
  /** What would be lost, in a sentence. */
  loss: ReactNode;
  /** The verb that throws it away. */
  action: ReactNode;
};

/** Asks before a link or a closed window throws away what was typed. */
export function UnsavedGuard({ when, loss, action }: UnsavedGuardProps) {
  const t = useTranslations('common');
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!when) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const href = leavingTo(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    window.addEventListener('beforeunload', unload);
    document.addEventListener('click', click, true);
    return () => {
      window.removeEventListener('beforeunload', unload);
      document.removeEventListener('click', click, true);
    };
  }, [when]);
  return (
    <AlertDialog open={target !== null} onOpenChange={(open) => !open && setTarget(null)}>
      <AlertDialogContent
        title={t('unsaved')}
        description={loss}
        action={action}
        danger
        onAction={() => target !== null && router.push(target)}
      />
    </AlertDialog>
  );
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
