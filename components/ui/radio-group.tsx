'use client';
import { RadioGroup as Primitive } from 'radix-ui';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';
import { useFieldControl, useFieldLabelId } from './field-context.tsx';

export function RadioGroup({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  const { id: _id, 'aria-required': required, ...wiring } = useFieldControl(props);
  const labelId = useFieldLabelId();
  return (
    <Primitive.Root
      aria-labelledby={labelId}
      required={required ?? false}
      className={cn('grid gap-2', className)}
      {...props}
      {...wiring}
    />
  );
}

type RadioProps = ComponentProps<typeof Primitive.Item> & { label: ReactNode; hint?: ReactNode };

/** One choice with its label and, where the word is not enough, a sentence. */
export function Radio({ label, hint, className, ...props }: RadioProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <Primitive.Item
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cn(
          'relative mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface transition-colors after:absolute after:-inset-1.5 hover:border-accent disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-accent',
          className,
        )}
        {...props}
      >
        <Primitive.Indicator className="size-2 rounded-full bg-accent" />
      </Primitive.Item>
      <div className="min-w-0">
        <label htmlFor={id} className="text-ink text-sm">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-faint text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
