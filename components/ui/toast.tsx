'use client';
import type { ExternalToast } from 'sonner';
import { late } from './late.ts';

const toasts = late(() => import('./toaster.tsx'));

/** Where toasts appear; mounted once by the root layout. */
export function Toaster() {
  const parts = toasts.useParts(true, false);
  return parts ? <parts.Toaster /> : null;
}

type Say = (message: string, options?: ExternalToast) => void;

const say =
  (kind: 'message' | 'success' | 'error' | 'warning' | 'info' | 'loading'): Say =>
  (message, options) =>
    void toasts.want().then(({ toast }) => toast[kind](message, options));

/** Outcomes, not failures that need reading. A toast that is to be changed later gets an `id` from its caller. */
export const toast = Object.assign(say('message'), {
  success: say('success'),
  error: say('error'),
  warning: say('warning'),
  info: say('info'),
  loading: say('loading'),
  dismiss: (id: string | number) => void toasts.want().then(({ toast }) => toast.dismiss(id)),
});
