'use client';
import { ToggleGroup as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { useFieldLabelId } from './field-context.tsx';

export type Segment<Value extends string> = {
  value: Value;
  label: ReactNode;
  icon?: ReactNode;
  iconOnlyLabel?: string;
};

type SegmentedControlProps<Value extends string> = {
  value: Value;
  onValueChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  label?: string;
  className?: string;
};

/** One of two to four choices, all visible; always exactly one is chosen. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const labelId = useFieldLabelId();
  const choose = (next: string) => {
    const segment = props.segments.find((candidate) => candidate.value === next);
    if (segment) props.onValueChange(segment.value);
  };
  return (
    <Primitive.Root
      type="single"
      value={props.value}
      onValueChange={choose}
      aria-label={props.label}
      aria-labelledby={props.label ? undefined : labelId}
      className={cn('inline-flex w-fit rounded-md bg-hover p-0.5', props.className)}
    >
      {props.segments.map((segment) => (
        <Primitive.Item
          key={segment.value}
          value={segment.value}
          aria-label={segment.iconOnlyLabel}
          className="inline-flex h-7 min-w-7 items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] border border-transparent px-2.5 font-medium text-soft text-xs transition-colors hover:text-ink data-[state=on]:border-line data-[state=on]:bg-surface data-[state=on]:text-ink [&_svg]:size-3.5"
        >
          {segment.icon}
          {segment.iconOnlyLabel ? null : segment.label}
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}
