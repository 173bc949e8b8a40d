'use client';
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useId,
  useMemo,
  useState,
} from 'react';
import { cn } from './cn.ts';
import { tabStyles } from './tab-styles.ts';

type Choice = { id: string; value: string; onValueChange: (value: string) => void };

const ChoiceContext = createContext<Choice | null>(null);

type TabsProps = {
  /** Leave out where nobody else needs to know which one is shown. */
  value?: string;
  onValueChange?: (value: string) => void;
  defaultValue?: string;
  children: ReactNode;
};

/** Parts of one page, one of them shown. */
export function Tabs({ value: held, onValueChange, defaultValue = '', children }: TabsProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultValue);
  const value = held ?? own;
  const choice = useMemo(
    () => ({ id, value, onValueChange: onValueChange ?? setOwn }),
    [id, value, onValueChange],
  );
  return (
    <ChoiceContext value={choice}>
      <div>{children}</div>
    </ChoiceContext>
  );
}

function useChoice(): Choice {
  const choice = useContext(ChoiceContext);
  if (!choice) throw new Error('A tab belongs into Tabs');
  return choice;
}

export function TabsList({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      role="tablist"
      {...walked}
      className={cn('flex gap-4 overflow-x-auto border-line border-b [scrollbar-width:none]', className)}
      {...props}
    />
  );
}

export function TabsTrigger({ value, className, ...props }: ComponentProps<'button'> & { value: string }) {
  const { id, value: shown, onValueChange } = useChoice();
  const on = value === shown;
  return (
    <button
      type="button"
      role="tab"
      id={`${id}tab-${value}`}
      aria-selected={on}
      aria-controls={on ? `${id}panel-${value}` : undefined}
      data-state={on ? 'active' : 'inactive'}
      tabIndex={on ? 0 : -1}
      onClick={() => onValueChange(value)}
      className={cn(tabStyles, className)}
      {...props}
    />
  );
}

export function TabsContent({ value, className, ...props }: ComponentProps<'div'> & { value: string }) {
  const { id, value: shown } = useChoice();
  if (value !== shown) return null;
  return (
    <div
      role="tabpanel"
      id={`${id}panel-${value}`}
      aria-labelledby={`${id}tab-${value}`}
      className={cn('pt-4', className)}
      {...reachable}
      {...props}
    />
  );
}

// A panel may hold nothing that takes the focus.
const reachable = { tabIndex: 0 };

/** Arrows show the next tab, round the ends. */
const walked = {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]:not(:disabled)')];
    const at = tabs.findIndex((tab) => tab.matches(':focus'));
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length);
    tab?.focus();
    tab?.click();
  },
};
