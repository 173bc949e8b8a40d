'use client';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cn } from './cn.ts';

type CollapsibleProps = { title: ReactNode; children: ReactNode; defaultOpen?: boolean; className?: string };

/** A heading that opens and closes what belongs to it. */
export function Collapsible({ title, children, defaultOpen = false, className }: CollapsibleProps) {
  const [open, setOpen] = useState(defaultOpen);
  const id = useId();
  return (
    <div className={className}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1 rounded-sm text-sm text-soft hover:text-ink"
      >
        <ChevronRight aria-hidden className={cn('size-3.5 transition-transform', open && 'rotate-90')} />
        {title}
      </button>
      {open ? (
        <div id={id} className="pt-2">
          {children}
        </div>
      ) : null}
    </div>
  );
}
