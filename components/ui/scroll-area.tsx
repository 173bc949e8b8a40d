import type { ReactNode } from 'react';
import { cn } from './cn.ts';

type ScrollAreaProps = { children: ReactNode; label: string; className?: string };

// What scrolls by itself takes the focus, so that the keyboard can scroll it too.
const reachable = { tabIndex: 0 };

/** A region that scrolls by itself; reachable and named. */
export function ScrollArea({ children, label, className }: ScrollAreaProps) {
  return (
    <section
      aria-label={label}
      {...reachable}
      className={cn(
        'relative overflow-auto [scrollbar-color:var(--line-strong)_transparent] [scrollbar-width:thin] focus-visible:-outline-offset-2',
        className,
      )}
    >
      {/* As wide as what it holds: one thing scrolls, and not something inside it. */}
      <div className="table min-w-full">{children}</div>
    </section>
  );
}
