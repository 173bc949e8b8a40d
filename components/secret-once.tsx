'use client';
import { lateComponent } from '#components/ui/late-component.tsx';

/** Secrets that nobody can read again, until the reader says that they are kept. */
export const SecretOnce = lateComponent(() =>
  import('./secret-once-dialog.tsx').then((m) => m.SecretOnceDialog),
);
