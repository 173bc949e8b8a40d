'use client';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { Tooltip } from '#components/ui/tooltip.tsx';

const PermissionsContext = createContext<ReadonlySet<string>>(new Set());

/** What the person may do in this tenant; the layout that made the request context mounts it. */
export function PermissionsProvider({
  permissions,
  children,
}: {
  permissions: readonly string[];
  children: ReactNode;
}) {
  const held = useMemo(() => new Set(permissions), [permissions]);
  return <PermissionsContext value={held}>{children}</PermissionsContext>;
}

/** Whether the person holds every one of the permissions. The server decides again; this only shapes the screen. */
export function useCan(...permissions: string[]): boolean {
  const held = useContext(PermissionsContext);
  return permissions.every((permission) => held.has(permission));
}

/** Everything that the person may do here, for lists that ask of many rights at once. */
export function useHeld(): ReadonlySet<string> {
  return useContext(PermissionsContext);
}

// A switched-off control takes no focus; its frame does, so that the keyboard can reach the reason too.
const reachable = { tabIndex: 0 };

type CanProps = {
  permission: string | readonly string[];
  children: ReactNode;
  /** `disable` keeps the control in place and says why; `hide` removes it. */
  otherwise?: 'disable' | 'hide';
  /** Why not, when the general sentence is too vague. */
  reason?: ReactNode;
};

/**
 * Guards buttons and fields. A disabled fieldset switches off every native control inside, whatever component drew it;
 * for links ask `useCan` and leave the link out.
 */
export function Can({ permission, children, otherwise = 'disable', reason }: CanProps) {
  const t = useTranslations('common');
  const allowed = useCan(...(typeof permission === 'string' ? [permission] : permission));
  if (allowed) return children;
  if (otherwise === 'hide') return null;
  return (
    <Tooltip content={reason ?? t('notAllowed')}>
      <fieldset
        disabled
        {...reachable}
        className="inline-flex min-w-0 cursor-not-allowed rounded-md [&_*]:pointer-events-none"
      >
        {children}
      </fieldset>
    </Tooltip>
  );
}
