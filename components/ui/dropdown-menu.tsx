'use client';
import { Check } from 'lucide-react';
import type { Menu as Primitive } from 'radix-ui/internal';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { menuItemStyles, menuPanelStyles } from './menu-styles.ts';
import {
  type OpenerProps,
  OpenerProvider,
  OpenerTrigger,
  useFocusBack,
  useOpener,
  usePanelParts,
} from './opener.tsx';
import { overlays } from './overlays.ts';
import { usePortalPlace } from './portal-place.tsx';

/** A menu never shuts off the page behind it. */
export function DropdownMenu(props: OpenerProps & { modal?: false }) {
  return <OpenerProvider {...props} />;
}

/** Opens when it is pressed, not when it is let go: one can press, pull to an entry and let go there. */
export function DropdownMenuTrigger(props: ComponentProps<typeof OpenerTrigger>) {
  const { open, setOpen } = useOpener();
  return (
    <OpenerTrigger
      aria-haspopup="menu"
      {...props}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.ctrlKey) return;
        setOpen(!open);
        // The focus goes to the menu; the button would take it afterwards.
        if (!open) event.preventDefault();
      }}
      onKeyDown={(event) => {
        if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
        setOpen(event.key === 'ArrowDown' || !open);
        event.preventDefault();
      }}
    />
  );
}

export function DropdownMenuContent({
  className,
  align = 'end',
  onCloseAutoFocus,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  const { open, setOpen, trigger, triggerId, panelId } = useOpener();
  const place = usePortalPlace();
  const focusBack = useFocusBack();
  const parts = usePanelParts();
  if (!parts) return null;
  const { Menu } = parts;
  return (
    <Menu.Root open={open} onOpenChange={setOpen} modal={false}>
      <Menu.Anchor virtualRef={trigger} />
      <Menu.Portal {...(place ? { container: place } : {})}>
        <Menu.Content
          id={panelId}
          aria-labelledby={triggerId}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            menuPanelStyles,
            'max-h-(--radix-popper-available-height) min-w-44 overflow-y-auto p-1',
            className,
          )}
          onInteractOutside={focusBack.onInteractOutside}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event);
            focusBack.onCloseAutoFocus(event);
          }}
          {...props}
        />
      </Menu.Portal>
    </Menu.Root>
  );
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { danger?: boolean };

export function DropdownMenuItem({ className, danger, ...props }: ItemProps) {
  const { Menu } = overlays.here();
  return (
    <Menu.Item
      className={cn(
        menuItemStyles,
        '[&_svg]:text-faint',
        danger && 'text-danger data-[highlighted]:bg-danger-soft [&_svg]:text-danger',
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuRadioGroup(props: ComponentProps<typeof Primitive.RadioGroup>) {
  const { Menu } = overlays.here();
  return <Menu.RadioGroup {...props} />;
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.RadioItem>) {
  const { Menu } = overlays.here();
  return (
    <Menu.RadioItem className={cn(menuItemStyles, 'pl-8', className)} {...props}>
      <Menu.ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </Menu.ItemIndicator>
      {children}
    </Menu.RadioItem>
  );
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  const { Menu } = overlays.here();
  return <Menu.Label className="px-2 pt-1.5 pb-1 font-medium text-faint text-xs">{children}</Menu.Label>;
}

export function DropdownMenuSeparator() {
  const { Menu } = overlays.here();
  return <Menu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
