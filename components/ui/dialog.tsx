'use client';
import type { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import type { DialogPanelProps } from './dialog-panel.tsx';
import { useOnceTrue } from './late.ts';
import { overlays } from './overlays.ts';

type DialogProps = {
  open: boolean;
  onOpenChange?: (open: boolean) => void;
  /** False where the page behind stays usable. */
  modal?: boolean;
  children: ReactNode;
};

/** Nothing of a dialog is there before it opens for the first time; what has been open stays, so that it can close. */
export function Dialog({ children, ...props }: DialogProps) {
  const parts = overlays.useParts(useOnceTrue(props.open), props.open);
  return parts ? <parts.Dialog.Root {...props}>{children}</parts.Dialog.Root> : null;
}

export function DialogClose(props: ComponentProps<typeof Primitive.Close>) {
  const { Dialog } = overlays.here();
  return <Dialog.Close {...props} />;
}

/** Title, body that scrolls, footer that stays. Forms of up to four fields live here, longer ones on a page. */
export function DialogContent(props: DialogPanelProps) {
  const { DialogPanel } = overlays.here();
  return <DialogPanel {...props} />;
}
