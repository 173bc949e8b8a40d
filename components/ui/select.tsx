'use client';
import { Check, ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Select as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.tsx';
import { controlStyles } from './input.tsx';
import { menuItemStyles, menuPanelStyles } from './menu-styles.ts';
import { usePortalPlace } from './portal-place.tsx';

export type SelectOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type SelectProps = Omit<ComponentProps<typeof Primitive.Root>, 'children'> & {
  options: readonly SelectOption[];
  placeholder?: string;
  className?: string;
  id?: string;
  'aria-label'?: string;
};

/** Choose one of a short list; for long or searched lists use Command in a Popover. */
export function Select({
  options,
  placeholder,
  className,
  id,
  'aria-label': ariaLabel,
  ...props
}: SelectProps) {
  const t = useTranslations('common');
  const wiring = useFieldControl({ id });
  const place = usePortalPlace();
  return (
    <Primitive.Root {...props}>
      <Primitive.Trigger
        {...wiring}
        aria-label={ariaLabel}
        className={cn(
          controlStyles,
          'flex h-8 items-center justify-between gap-2 px-2.5 text-left data-[placeholder]:text-faint',
          className,
        )}
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder ?? t('selectPlaceholder')} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
      </Primitive.Trigger>
      <Primitive.Portal {...(place ? { container: place } : {})}>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          className={cn(menuPanelStyles, 'max-h-80 min-w-(--radix-select-trigger-width) max-w-96')}
        >
          <Primitive.Viewport className="p-1">
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={cn(menuItemStyles, 'pr-8')}
              >
                <div className="min-w-0">
                  <Primitive.ItemText>{option.label}</Primitive.ItemText>
                  {option.hint ? <div className="text-faint text-xs">{option.hint}</div> : null}
                </div>
                <Primitive.ItemIndicator className="absolute right-2">
                  <Check aria-hidden className="size-4" />
                </Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
