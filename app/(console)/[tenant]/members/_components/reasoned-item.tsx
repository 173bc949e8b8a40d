'use client';
import type { ReactNode } from 'react';
import { DropdownMenuItem } from '#components/ui/dropdown-menu.tsx';

type ReasonedItemProps = {
  icon: ReactNode;
  /** Why it is shut; null while it is open. */
  why: string | null;
  danger?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

/** A menu entry that stays in its place when it cannot be chosen, and says why. */
export function ReasonedItem({ icon, why, danger = false, onSelect, children }: ReasonedItemProps) {
  return (
    <DropdownMenuItem danger={danger} disabled={why !== null} onSelect={onSelect}>
      {icon}
      <span>
        {children}
        {why ? <span className="block text-pretty text-xs">{why}</span> : null}
      </span>
    </DropdownMenuItem>
  );
}
