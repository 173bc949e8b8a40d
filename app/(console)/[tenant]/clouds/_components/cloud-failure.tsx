'use client';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import type { CloudAccount } from './cloud-list.ts';

const explained = ['cloud_credential_refused', 'cloud_denied', 'cloud_throttled', 'cloud_timeout'] as const;

/** What the cloud said at the last contact, and what to do about it. */
export function CloudFailure({ account: { lastError } }: { account: CloudAccount }) {
  const t = useTranslations('clouds.failure');
  if (!lastError) return null;
  const kind = explained.find((known) => known === lastError.reason) ?? 'other';
  return (
    <div className="flex gap-2.5 rounded-md bg-danger-soft px-3 py-2.5 text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 space-y-1">
        <p className="font-medium text-danger">
          {t(`title.${kind}`)}
          <span className="ml-2 font-normal text-soft text-xs">
            <Ago time={lastError.at} />
          </span>
        </p>
        {lastError.message ? (
          <p className="break-words font-mono text-soft text-xs">{lastError.message}</p>
        ) : null}
        <p className="text-pretty text-ink">{t(`advice.${kind}`)}</p>
      </div>
    </div>
  );
}
