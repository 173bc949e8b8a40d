'use client';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';
import { Spinner } from './spinner.tsx';

export { toast } from 'sonner';

const icons = {
  success: <CircleCheck aria-hidden className="size-4 text-success" />,
  error: <CircleAlert aria-hidden className="size-4 text-danger" />,
  warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
  info: <Info aria-hidden className="size-4 text-info" />,
  loading: <Spinner />,
};

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      gap={8}
      icons={icons}
      className="[--border-radius:8px]! [--normal-bg:var(--raised)]! [--normal-border:var(--line)]! [--normal-text:var(--ink)]!"
      toastOptions={{
        classNames: {
          toast: 'font-sans! shadow-pop!',
          title: 'font-medium! text-sm!',
          description: 'text-soft! text-sm!',
          actionButton: 'bg-accent! text-on-accent! rounded-md!',
        },
      }}
    />
  );
}
