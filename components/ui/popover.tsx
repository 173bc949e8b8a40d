'use client';
import { Popover as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { menuPanelStyles } from './menu-styles.ts';
import { InDialog } from './portal-place.tsx';

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;

export function PopoverContent({
  className,
  align = 'start',
  children,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className={cn(menuPanelStyles, 'w-72 max-w-[calc(100vw-16px)] p-3 text-sm', className)}
        {...props}
      >
        <InDialog>{children}</InDialog>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
