'use client';
import type { Popover as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { menuPanelStyles } from './menu-styles.ts';
import { OpenerProvider, OpenerTrigger, useFocusBack, useOpener, usePanelParts } from './opener.tsx';
import { InDialog } from './portal-place.tsx';

export const Popover = OpenerProvider;

export function PopoverTrigger(props: ComponentProps<typeof OpenerTrigger>) {
  const { open, setOpen } = useOpener();
  return <OpenerTrigger aria-haspopup="dialog" {...props} onClick={() => setOpen(!open)} />;
}

export function PopoverContent({
  className,
  align = 'start',
  children,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  const { open, setOpen, trigger, panelId } = useOpener();
  const focusBack = useFocusBack();
  const parts = usePanelParts();
  if (!parts) return null;
  const { Popover } = parts;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor virtualRef={trigger} />
      <Popover.Portal>
        <Popover.Content
          id={panelId}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(menuPanelStyles, 'w-72 max-w-[calc(100vw-16px)] p-3 text-sm', className)}
          {...focusBack}
          {...props}
        >
          <InDialog>{children}</InDialog>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
