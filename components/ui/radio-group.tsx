'use client';
import { type ComponentProps, createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import { cn } from './cn.ts';
import { useFieldControl, useFieldLabelId } from './field-context.tsx';

type Group = { name: string; value: string; onValueChange: (value: string) => void };

const GroupContext = createContext<Group | null>(null);

type RadioGroupProps = Omit<ComponentProps<'div'>, 'defaultValue' | 'onChange'> & Omit<Group, 'name'>;

/** Choices with a word each, one of them taken. */
export function RadioGroup({ value, onValueChange, className, ...props }: RadioGroupProps) {
  const { id: _id, ...wiring } = useFieldControl(props);
  const labelId = useFieldLabelId();
  const name = useId();
  const group = useMemo(() => ({ name, value, onValueChange }), [name, value, onValueChange]);
  return (
    <GroupContext value={group}>
      <div
        role="radiogroup"
        aria-labelledby={labelId}
        className={cn('grid gap-2', className)}
        {...props}
        {...wiring}
      />
    </GroupContext>
  );
}

function useChoice(value: string) {
  const group = useContext(GroupContext);
  if (!group) throw new Error('A choice belongs into a RadioGroup');
  return {
    type: 'radio' as const,
    name: group.name,
    value,
    checked: group.value === value,
    onChange: () => group.onValueChange(value),
  };
}

type ChoiceProps = Omit<ComponentProps<'input'>, 'type' | 'value'> & { value: string };

/** One choice with its label and, where the word is not enough, a sentence. */
export function Radio({
  label,
  hint,
  className,
  value,
  ...props
}: ChoiceProps & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cn(
          "relative mt-0.5 grid size-4 shrink-0 appearance-none place-items-center rounded-full border border-control bg-surface transition-colors before:hidden before:size-2 before:rounded-full before:bg-accent before:content-[''] after:absolute after:-inset-1.5 after:content-[''] checked:border-accent checked:before:block hover:border-accent disabled:cursor-not-allowed disabled:opacity-50",
          className,
        )}
        {...useChoice(value)}
        {...props}
      />
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

/** A choice drawn as a card: all of it can be pressed. */
export function RadioCard({ children, className, value, ...props }: ChoiceProps) {
  return (
    <label
      className={cn(
        'relative flex items-start gap-3 rounded-lg border border-line-strong p-3 text-left transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:outline-1 has-checked:outline-accent has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2',
        className,
      )}
    >
      <input className="absolute inset-0 appearance-none opacity-0" {...useChoice(value)} {...props} />
      {children}
    </label>
  );
}
