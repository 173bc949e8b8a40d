'use client';
import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Permission } from '#lib/permissions.ts';

type RightsDiffProps = {
  /** The name of the role that is compared with. */
  role: string;
  difference: { added: readonly Permission[]; missing: readonly Permission[] };
  holders?: number;
};

/** What is more and what is fewer than in another role, as it is being chosen. */
export function RightsDiff({ role, difference: { added, missing }, holders }: RightsDiffProps) {
  const t = useTranslations('roles');
  const nothing = added.length + missing.length === 0;
  return (
    <aside
      aria-label={t('diff.title', { role })}
      className="h-fit max-h-[calc(100dvh-9rem)] space-y-3 overflow-y-auto rounded-lg border border-line bg-surface p-4 lg:sticky lg:top-17"
    >
      <h3 className="text-balance font-medium text-ink text-sm">{t('diff.title', { role })}</h3>
      {holders === undefined ? null : (
        <p className="text-pretty text-soft text-xs">{t('form.holders', { members: holders })}</p>
      )}
      <div aria-live="polite" className="space-y-3 text-sm">
        {nothing ? <p className="text-soft">{t('diff.same', { role })}</p> : null}
        {added.length > 0 ? (
          <div className="space-y-1">
            <p className="font-medium text-success text-xs">{t('diff.added', { count: added.length })}</p>
            <Lines permissions={added} sign="+" />
          </div>
        ) : null}
        {missing.length > 0 ? (
          <div className="space-y-1">
            <p className="font-medium text-danger text-xs">{t('diff.missing', { count: missing.length })}</p>
            <Lines permissions={missing} sign="-" />
          </div>
        ) : null}
      </div>
    </aside>
  );
}

function Lines({ permissions, sign }: { permissions: readonly Permission[]; sign: '+' | '-' }) {
  const words = useTranslations('roles.permissions');
  const Mark = sign === '+' ? Plus : Minus;
  return (
    <ul className="space-y-1">
      {permissions.map((permission) => (
        <li key={permission} title={permission} className="flex items-start gap-1.5 text-pretty text-ink">
          <Mark
            aria-hidden
            className={`mt-1 size-3 shrink-0 ${sign === '+' ? 'text-success' : 'text-danger'}`}
          />
          {words(permission)}
        </li>
      ))}
    </ul>
  );
}
