'use client';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';
import { FieldContext } from './field-context.tsx';

type FormFieldProps = {
  label: ReactNode;
  children: ReactNode;
  hint?: ReactNode;
  /** The sentence to show; with react-hook-form `errors.name?.message`. */
  error?: ReactNode;
  required?: boolean;
  optional?: boolean;
  /** Beside the control rather than above it: for checkboxes and switches. */
  inline?: boolean;
  className?: string;
};

/** Label, control, hint and error, tied together by id; every control of components/ui picks the wiring up by itself. */
export function FormField({
  label,
  children,
  hint,
  error,
  required,
  optional,
  inline,
  className,
}: FormFieldProps) {
  const t = useTranslations('common');
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : null, hint ? hintId : null].filter(Boolean).join(' ') || undefined;
  const wiring = {
    id,
    labelId: `${id}-label`,
    describedBy,
    invalid: Boolean(error),
    required: required ?? false,
  };
  const name = (
    <label
      id={wiring.labelId}
      htmlFor={id}
      className={cn('select-none text-ink text-sm', inline ? 'font-normal' : 'font-medium')}
    >
      {label}
      {optional ? <span className="ml-1.5 font-normal text-faint text-xs"> {t('optional')}</span> : null}
    </label>
  );
  const notes = (
    <>
      {hint ? (
        <p id={hintId} className="text-pretty text-faint text-xs">
          {hint}
        </p>
      ) : null}
      <div aria-live="polite">
        {error ? (
          <p id={errorId} className="flex items-start gap-1 text-danger text-xs">
            <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
            {error}
          </p>
        ) : null}
      </div>
    </>
  );
  return (
    <FieldContext value={wiring}>
      {inline ? (
        <div className={cn('flex items-start gap-2', className)}>
          <div className="flex h-5 items-center">{children}</div>
          <div className="min-w-0 space-y-0.5">
            {name}
            {notes}
          </div>
        </div>
      ) : (
        <div className={cn('grid min-w-0 content-start gap-1.5', className)}>
          {name}
          {children}
          {notes}
        </div>
      )}
    </FieldContext>
  );
}
