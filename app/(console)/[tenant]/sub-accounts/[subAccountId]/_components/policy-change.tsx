'use client';
import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { AttachedPolicy } from './policies.tsx';

type PolicyChangeProps = {
  verb: 'attach' | 'detach';
  policy: string;
  /** A project, or null for everywhere. */
  scope: string | null;
  attached: readonly AttachedPolicy[];
};

/** The policies of one place as they will be: what comes or goes, and what stays beside it. */
export function PolicyChange({ verb, policy, scope, attached }: PolicyChangeProps) {
  const t = useTranslations('subAccounts.policies');
  const rest = attached.filter(
    (known) =>
      (scope === null
        ? known.scope.kind === 'global'
        : known.scope.kind === 'project' && known.scope.project === scope) &&
      !(known.name === policy && known.viaGroup === null),
  );
  const Icon = verb === 'attach' ? Plus : Minus;
  return (
    <section aria-label={t('preview')} className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
      <p className="mb-1 text-soft text-xs">
        {scope === null ? t('previewEverywhere') : t('previewProject', { project: scope })}
      </p>
      <ul className="space-y-0.5">
        <li
          className={cn(
            'flex items-center gap-1.5 font-medium',
            verb === 'attach' ? 'text-success' : 'text-danger line-through',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          <span className="sr-only">{t(verb)} </span>
          {policy}
        </li>
        {rest.map((known) => (
          <li key={`${known.type} ${known.name} ${known.viaGroup}`} className="pl-5 text-soft">
            {known.name}
            {known.viaGroup ? (
              <span className="text-faint"> {t('viaGroup', { group: known.viaGroup })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
