'use client';
import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { usePortalPlace } from './portal-place.tsx';

export const TooltipProvider = Primitive.Provider;

type TooltipProps = {
  content: ReactNode;
  /** One focusable element. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
};

/** More about what is under the pointer or the focus; never the only place where something is said. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  const place = usePortalPlace();
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal {...(place ? { container: place } : {})}>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 max-w-80 rounded-md bg-ink px-2 py-1 text-canvas text-xs tabular-nums duration-140 data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
