'use client';
import { useMessages, useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import type { Part } from './part-sentence.ts';

type Kind = keyof ReturnType<typeof useMessages>['operator']['health']['trouble'];

/** Whose things are behind a part that is not well, the longest-standing first. */
export function PartTroubles({ part }: { part: Part }) {
  const t = useTranslations('operator');
  const known = useMessages().operator.health.trouble;
  const isKnown = (kind: string): kind is Kind => Object.hasOwn(known, kind);
  if (part.troubles.length === 0) return null;
  return (
    <ul aria-label={t('overview.troubles')} className="space-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
      {part.troubles.map(({ id, tenant, kind, what, message, wellAt }) => (
        <li key={id} className="flex min-w-0 flex-wrap gap-x-2">
          <span className="font-medium text-ink">{tenant.name}</span>
          <span className="text-soft">
            {what} · {isKnown(kind) ? t(`health.trouble.${kind}`) : kind}
          </span>
          {part.name === 'ledger' || part.name === 'totals' ? null : (
            <span className="text-faint">
              {wellAt
                ? t.rich('overview.lastWell', { time: () => <Ago time={wellAt} /> })
                : t('overview.neverWell')}
            </span>
          )}
          {message ? <span className="w-full min-w-0 break-words text-faint text-xs">{message}</span> : null}
        </li>
      ))}
    </ul>
  );
}
