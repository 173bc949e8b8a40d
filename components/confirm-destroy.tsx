'use client';
import { lateComponent } from '#components/ui/late-component.tsx';

/** Asks for the name before something is destroyed. */
export const ConfirmDestroy = lateComponent(() =>
  import('./confirm-destroy-dialog.tsx').then((m) => m.ConfirmDestroyDialog),
);
