'use client';
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { overlays } from './overlays.ts';
import { Slot } from './slot.tsx';

type Opener = {
  open: boolean;
  setOpen: (open: boolean) => void;
  /** The pointer or the focus has been here: time to load what opens. */
  reached: boolean;
  reach: () => void;
  trigger: RefObject<HTMLButtonElement | null>;
  triggerId: string;
  panelId: string;
};

const OpenerContext = createContext<Opener | null>(null);

export type OpenerProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

/** A button and what it opens. The button stands there at once; the panel's machinery comes when it is reached for. */
export function OpenerProvider({ open: held, onOpenChange, children }: OpenerProps) {
  const [own, setOwn] = useState(false);
  const [reached, setReached] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const open = held ?? own;
  const opener = useMemo(
    () => ({
      open,
      setOpen: (next: boolean) => {
        setOwn(next);
        onOpenChange?.(next);
      },
      reached,
      reach: () => setReached(true),
      trigger,
      triggerId: `${id}trigger`,
      panelId: `${id}panel`,
    }),
    [open, onOpenChange, reached, id],
  );
  return <OpenerContext value={opener}>{children}</OpenerContext>;
}

export function useOpener(): Opener {
  const opener = useContext(OpenerContext);
  if (!opener) throw new Error('Nothing here can be opened');
  return opener;
}

/** The machinery of the panel, once the button has been reached. */
export function usePanelParts() {
  const { open, reached } = useOpener();
  return overlays.useParts(open || reached, open);
}

type OpenerTriggerProps = ComponentProps<'button'> & { asChild?: boolean };

export function OpenerTrigger({ asChild, ...props }: OpenerTriggerProps) {
  const { open, reach, trigger, triggerId, panelId } = useOpener();
  const Part = asChild ? Slot : 'button';
  return (
    <Part
      type="button"
      id={triggerId}
      aria-expanded={open}
      aria-controls={open ? panelId : undefined}
      data-state={open ? 'open' : 'closed'}
      {...props}
      ref={trigger}
      onPointerEnter={reach}
      onFocus={reach}
    />
  );
}

/** A panel that closes gives the focus back to its button, unless a click elsewhere has taken it. */
export function useFocusBack() {
  const { trigger } = useOpener();
  const elsewhere = useRef(false);
  return {
    onInteractOutside: (event: Event) => {
      // The button closes its panel itself.
      if (event.target instanceof Node && trigger.current?.contains(event.target)) event.preventDefault();
      else elsewhere.current = true;
    },
    onCloseAutoFocus: (event: Event) => {
      if (!event.defaultPrevented && !elsewhere.current) trigger.current?.focus();
      elsewhere.current = false;
      event.preventDefault();
    },
  };
}
