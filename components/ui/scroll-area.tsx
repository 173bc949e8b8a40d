'use client';
import { ScrollArea as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

type ScrollAreaProps = { children: ReactNode; label: string; className?: string };

/** A region that scrolls by itself; reachable and named, so the keyboard can scroll it too. */
export function ScrollArea({ children, label, className }: ScrollAreaProps) {
  return (
    <Primitive.Root className={cn('relative overflow-hidden', className)}>
      <Primitive.Viewport
        tabIndex={0}
        role="region"
        aria-label={label}
        className="size-full max-h-[inherit] focus-visible:-outline-offset-2"
      >
        {children}
      </Primitive.Viewport>
      <Bar orientation="vertical" />
      <Bar orientation="horizontal" />
    </Primitive.Root>
  );
}

function Bar({ orientation }: { orientation: 'vertical' | 'horizontal' }) {
  return (
    <Primitive.Scrollbar
      orientation={orientation}
      className={cn('flex touch-none select-none p-0.5', orientation === 'vertical' ? 'w-2' : 'h-2 flex-col')}
    >
      <Primitive.Thumb className="relative flex-1 rounded-full bg-line-strong" />
    </Primitive.Scrollbar>
  );
}
