'use client';
import { Switch as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.tsx';

/** On or off, taking effect at once; inside a form that is saved later use a Checkbox. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  const wiring = useFieldControl(props);
  return (
    <Primitive.Root
      className={cn(
        'relative inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-control transition-colors after:absolute after:-inset-1.5 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-accent',
        className,
      )}
      {...props}
      {...wiring}
    >
      <Primitive.Thumb className="block size-3 translate-x-0.5 rounded-full bg-on-accent transition-transform data-[state=checked]:translate-x-3.5" />
    </Primitive.Root>
  );
}
