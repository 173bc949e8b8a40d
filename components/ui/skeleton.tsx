import { cn } from './cn.ts';

/** Stands where something will be, in its size; hidden from screen readers, which hear the busy region instead. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cn('h-4 animate-pulse rounded-sm bg-hover motion-reduce:animate-none', className)}
    />
  );
}
