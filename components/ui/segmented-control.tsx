'use client';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
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

/** One of two to four choices, all visible; always exactly one is chosen. The tab key enters it once, arrows walk in it. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { value, segments } = props;
  const labelId = useFieldLabelId();
  const [visited, setVisited] = useState<Value | null>(null);
  const entry = [visited, value].find((wanted) => segments.some((segment) => segment.value === wanted));
  return (
    <fieldset
      aria-label={props.label}
      aria-labelledby={props.label ? undefined : labelId}
      onKeyDown={walk}
      onBlur={() => setVisited(null)}
      className={cn('inline-flex w-fit min-w-0 rounded-md bg-hover p-0.5', props.className)}
    >
      {segments.map((segment) => {
        const on = segment.value === value;
        return (
          <button
            key={segment.value}
            type="button"
            {...radio(on)}
            aria-label={segment.iconOnlyLabel}
            data-state={on ? 'on' : 'off'}
            tabIndex={segment.value === (entry ?? segments[0]?.value) ? 0 : -1}
            onFocus={() => setVisited(segment.value)}
            onClick={() => on || props.onValueChange(segment.value)}
            className="inline-flex h-7 min-w-7 items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] border border-transparent px-2.5 font-medium text-soft text-xs transition-colors hover:text-ink data-[state=on]:border-line data-[state=on]:bg-surface data-[state=on]:text-ink [&_svg]:size-3.5"
          >
            {segment.icon}
            {segment.iconOnlyLabel ? null : segment.label}
          </button>
        );
      })}
    </fieldset>
  );
}

// A button, not an input: arrows only walk, choosing is a press of its own.
const radio = (on: boolean) => ({ role: 'radio', 'aria-checked': on }) as const;

/** Moves the focus along, round the ends; choosing is another press. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  const next = {
    ArrowRight: (at + 1) % buttons.length,
    ArrowDown: (at + 1) % buttons.length,
    ArrowLeft: (at - 1 + buttons.length) % buttons.length,
    ArrowUp: (at - 1 + buttons.length) % buttons.length,
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  buttons[next]?.focus();
}
