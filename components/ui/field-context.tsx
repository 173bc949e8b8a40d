'use client';
import { createContext, useContext } from 'react';

export type FieldWiring = {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

export const FieldContext = createContext<FieldWiring | null>(null);

type ControlProps = {
  id?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling' | undefined;
};

/** The id and aria attributes a control needs; inside a FormField they come from it, own props still win. */
export function useFieldControl(props: ControlProps) {
  const field = useContext(FieldContext);
  const invalid = props['aria-invalid'] ?? (field?.invalid || undefined);
  return {
    id: props.id ?? field?.id,
    'aria-describedby': props['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': invalid,
    'aria-required': field?.required || undefined,
  };
}

/** For groups (radio, segments) that cannot be a label's target and name themselves after the label instead. */
export function useFieldLabelId(): string | undefined {
  return useContext(FieldContext)?.labelId;
}
