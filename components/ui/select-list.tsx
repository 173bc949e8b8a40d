'use client';
import { Check } from 'lucide-react';
import { Select } from 'radix-ui';
import { type ComponentProps, type ReactNode, useLayoutEffect, useRef } from 'react';
import { cn } from './cn.ts';
import { menuItemStyles, menuPanelStyles } from './menu-styles.ts';
import { usePortalPlace } from './portal-place.tsx';

export type SelectOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type SelectListProps = {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  disabled?: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  look: ComponentProps<'button'>;
  arrow: ReactNode;
  empty: ReactNode;
  /** The button that stood here had the focus. */
  takesFocus: boolean;
};

/** The whole select, once its parts are here. */
export function SelectList({ options, look, arrow, empty, takesFocus, ...props }: SelectListProps) {
  const place = usePortalPlace();
  const trigger = useRef<HTMLButtonElement>(null);
  const focusNow = useRef(takesFocus);
  useLayoutEffect(() => {
    if (focusNow.current) trigger.current?.focus();
  }, []);
  return (
    <Select.Root {...props}>
      <Select.Trigger {...look} ref={trigger}>
        <span className="truncate">
          <Select.Value placeholder={empty} />
        </span>
        {arrow}
      </Select.Trigger>
      <Select.Portal {...(place ? { container: place } : {})}>
        <Select.Content
          position="popper"
          sideOffset={4}
          className={cn(menuPanelStyles, 'max-h-80 min-w-(--radix-select-trigger-width) max-w-96')}
        >
          <Select.Viewport className="p-1">
            {options.map((option) => (
              <Select.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={cn(menuItemStyles, 'pr-8')}
              >
                <div className="min-w-0">
                  <Select.ItemText>{option.label}</Select.ItemText>
                  {option.hint ? <div className="text-faint text-xs">{option.hint}</div> : null}
                </div>
                <Select.ItemIndicator className="absolute right-2">
                  <Check aria-hidden className="size-4" />
                </Select.ItemIndicator>
              </Select.Item>
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  );
}
