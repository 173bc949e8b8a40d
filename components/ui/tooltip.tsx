'use client';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { overlays } from './overlays.ts';
import { usePortalPlace } from './portal-place.tsx';
import { Slot } from './slot.tsx';
import { useTooltip } from './use-tooltip.ts';

type TooltipProps = {
  content: ReactNode;
  /** One focusable element. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
};

/** More about what is under the pointer or the focus; never the only place where something is said. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  const id = useId();
  const element = useRef<HTMLElement>(null);
  const place = usePortalPlace();
  const { state, close, trigger, panel } = useTooltip();
  const open = state !== 'closed';
  const parts = overlays.useParts(open);
  useCloseOnScroll(open, close, element);
  return (
    <>
      <Slot ref={element} aria-describedby={open ? id : undefined} {...trigger}>
        {children}
      </Slot>
      {parts ? (
        <parts.Popper.Root>
          <parts.Popper.Anchor virtualRef={element} />
          <parts.Portal.Root {...(place ? { container: place } : {})}>
            <parts.DismissableLayer.Root
              asChild
              onFocusOutside={(event) => event.preventDefault()}
              onDismiss={close}
            >
              <parts.Popper.Content
                role="tooltip"
                id={id}
                side={side}
                sideOffset={6}
                collisionPadding={8}
                data-state={state}
                className="z-60 max-w-80 rounded-md bg-ink px-2 py-1 text-canvas text-xs tabular-nums duration-140 data-[state=delayed-open]:animate-in data-[state=delayed-open]:fade-in-0"
                {...panel}
              >
                {content}
              </parts.Popper.Content>
            </parts.DismissableLayer.Root>
          </parts.Portal.Root>
        </parts.Popper.Root>
      ) : null}
    </>
  );
}

/** A tooltip does not travel with its element. */
function useCloseOnScroll(open: boolean, close: () => void, element: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (!open) return;
    const onScroll = ({ target }: Event) => {
      if (target instanceof Node && target.contains(element.current)) close();
    };
    window.addEventListener('scroll', onScroll, { capture: true });
    return () => window.removeEventListener('scroll', onScroll, { capture: true });
  }, [open, close, element]);
}
