'use client';
import { ChevronRight } from 'lucide-react';
import { Collapsible as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

type CollapsibleProps = { title: ReactNode; children: ReactNode; defaultOpen?: boolean; className?: string };

/** A heading that opens and closes what belongs to it. */
export function Collapsible({ title, children, defaultOpen = false, className }: CollapsibleProps) {
  return (
    <Primitive.Root defaultOpen={defaultOpen} className={className}>
      <Primitive.Trigger className="group flex items-center gap-1 rounded-sm text-sm text-soft hover:text-ink">
        <ChevronRight
          aria-hidden
          className={cn('size-3.5 transition-transform group-data-[state=open]:rotate-90')}
        />
        {title}
      </Primitive.Trigger>
      <Primitive.Content className="pt-2">{children}</Primitive.Content>
    </Primitive.Root>
  );
}
