'use client';
import type { ReactNode } from 'react';
import type { AlertPanelProps } from './alert-panel.tsx';
import { useOnceTrue } from './late.ts';
import { overlays } from './overlays.ts';

type AlertDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode };

export function AlertDialog({ children, ...props }: AlertDialogProps) {
  const parts = overlays.useParts(useOnceTrue(props.open), props.open);
  return parts ? <parts.AlertDialog.Root {...props}>{children}</parts.AlertDialog.Root> : null;
}

/** A yes-or-no question that takes the focus. What destroys for good uses ConfirmDestroy instead. */
export function AlertDialogContent(props: AlertPanelProps) {
  const { AlertPanel } = overlays.here();
  return <AlertPanel {...props} />;
}
