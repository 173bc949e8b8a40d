'use client';
import { useTranslations } from 'next-intl';
import { TeamLink } from '#app/(console)/[tenant]/teams/_components/team-link.tsx';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { KeyLimits } from './key-limits.tsx';
import { KeyRights } from './key-rights.tsx';
import { KeyState } from './key-state.tsx';
import type { ApiKey } from './key-table.ts';

/** One key in the side panel: its facts, then every right it carries in words. */
export function KeyDetails({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys');
  return (
    <div className="space-y-5">
      <KeyState state={apiKey.state} />
      <DefinitionList
        items={[
          {
            term: t('details.hint'),
            value: <code className="break-all font-mono text-xs">{apiKey.hint}</code>,
          },
          {
            term: t('details.id'),
            value: (
              <span className="inline-flex max-w-full items-center gap-1">
                <code className="min-w-0 break-all font-mono text-xs">{apiKey.id}</code>
                <CopyButton value={apiKey.id} />
              </span>
            ),
          },
          { term: t('details.team'), value: <TeamLink team={apiKey.team} /> },
          { term: t('details.createdBy'), value: apiKey.createdBy ?? t('somebody') },
          { term: t('details.created'), value: <Moment time={apiKey.createdAt} /> },
          { term: t('details.lastUsed'), value: <Moment time={apiKey.lastUsedAt} /> },
          { term: t('columns.limits'), value: <KeyLimits apiKey={apiKey} /> },
          {
            term: t('details.expires'),
            value: apiKey.expiresAt ? <Moment time={apiKey.expiresAt} /> : t('noExpiry'),
          },
          ...(apiKey.revokedAt
            ? [{ term: t('details.revoked'), value: <Moment time={apiKey.revokedAt} /> }]
            : []),
        ]}
      />
      <div>
        <h3 className="mb-2 font-medium text-sm">
          {t('details.permissions')}{' '}
          <span className="font-normal text-faint tabular-nums">{apiKey.permissions.length}</span>
        </h3>
        <KeyRights permissions={apiKey.permissions} />
      </div>
    </div>
  );
}
