'use client';
import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/copy-button.tsx';
import type { Permission } from '#lib/permissions.ts';

// The first of these that a key may call: reads without parameters.
const harmless: readonly (readonly [Permission, string])[] = [
  ['tenant:read', '/tenant'],
  ['sub-account:read', '/sub-accounts'],
  ['quota:read', '/quotas/overview'],
  ['cloud-account:read', '/cloud-accounts'],
  ['alert:read', '/alerts'],
  ['channel:read', '/channels'],
  ['setting:read', '/settings'],
  ['member:read', '/members'],
  ['key:read', '/api-keys'],
  ['audit:read', '/audit'],
];

type TryItProps = {
  /** The installation's own address, without a slash at its end. */
  origin: string;
  /** What the key may do; without it the simplest request is shown. */
  permissions?: readonly string[];
};

/** A first request that changes nothing, ready to paste. */
export function TryIt({ origin, permissions }: TryItProps) {
  const t = useTranslations('keys.tryIt');
  const found = harmless.find(([permission]) => permissions?.includes(permission) ?? true);
  if (!found) return <p className="text-sm text-soft">{t('noRead')}</p>;
  const command = `curl ${origin}/api/v1${found[1]} \\\n  -H "Authorization: Bearer $AIRGATE_KEY"`;
  return (
    <div className="space-y-2">
      <p className="text-sm text-soft">{t('once')}</p>
      <div className="flex items-start gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
        <pre className="min-w-0 flex-1 overflow-x-auto py-1 font-mono text-xs leading-5">{command}</pre>
        <CopyButton value={command} label={t('copy')} />
      </div>
      <a
        href={`${origin}/api/v1/openapi.json`}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 rounded-sm text-accent-ink text-sm hover:underline"
      >
        {t('reference')}
        <ExternalLink aria-hidden className="size-3.5" />
      </a>
    </div>
  );
}
