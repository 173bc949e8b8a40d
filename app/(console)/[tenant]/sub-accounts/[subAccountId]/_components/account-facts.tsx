'use client';
import { useTranslations } from 'next-intl';
import { TeamLink } from '#app/(console)/[tenant]/teams/_components/team-link.tsx';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';

/** What is known of the user itself. */
export function AccountFacts({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('subAccounts.fields');
  const words = useTranslations('subAccounts.detail');
  const common = useTranslations('common');
  const text = (value: string) => value || <span className="text-faint">{common('notSet')}</span>;
  const code = (value: string, label: string) => (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 truncate font-mono text-xs" title={value}>
        {value}
      </code>
      <CopyButton value={value} label={label} />
    </span>
  );
  return (
    <DefinitionList
      items={[
        { term: t('displayName'), value: text(account.displayName) },
        { term: t('email'), value: text(account.email) },
        { term: t('description'), value: text(account.description) },
        { term: t('cloudAccount'), value: account.cloudAccount.name },
        { term: t('team'), value: <TeamLink team={account.team} /> },
        { term: t('holder'), value: text(account.holder?.name ?? '') },
        { term: t('cloudUserId'), value: code(account.cloudUserId, words('copyCloudId')) },
        { term: t('id'), value: code(account.id, words('copyId')) },
        { term: t('protected'), value: account.protected ? words('protectedYes') : common('no') },
        { term: t('createdAt'), value: <Moment time={account.createdAt} /> },
      ]}
    />
  );
}
