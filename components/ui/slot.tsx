import { cloneElement, type HTMLAttributes, isValidElement, type ReactNode, type Ref } from 'react';
import { cn } from './cn.ts';

type AnyProps = Record<string, unknown>;
type SlotProps = HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLElement> | undefined; children?: ReactNode };

/** Puts its own properties on the one element inside: classes join, handlers run one after the other. */
export function Slot({ children, ...own }: SlotProps) {
  if (!isValidElement<AnyProps>(children)) return children;
  return cloneElement(children, merged(own, children.props));
}

/** What the element says itself wins. */
function merged(own: AnyProps, theirs: AnyProps): AnyProps {
  const all: AnyProps = { ...own, ...theirs };
  for (const [name, mine] of Object.entries(own)) {
    const other = theirs[name];
    if (mine === undefined || other === undefined) all[name] = other ?? mine;
    else if (name === 'className') all[name] = cn(String(mine), String(other));
    else if (name === 'aria-describedby') all[name] = `${other} ${mine}`;
    else if (name === 'ref') all[name] = bothRefs(mine, other);
    else if (typeof mine === 'function' && typeof other === 'function') {
      all[name] = (...given: unknown[]) => {
        other(...given);
        mine(...given);
      };
    }
  }
  return all;
}

function bothRefs(...refs: unknown[]): Ref<unknown> {
  return (node) => {
    for (const ref of refs) {
      if (typeof ref === 'function') ref(node);
      else if (ref && typeof ref === 'object' && 'current' in ref) ref.current = node;
    }
  };
}
