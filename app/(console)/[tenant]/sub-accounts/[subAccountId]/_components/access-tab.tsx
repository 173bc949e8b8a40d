'use client';
import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isHeld } from '#app/(console)/[tenant]/sub-accounts/_components/standing.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Card } from '#components/ui/card.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { AccessKeys } from './access-keys.tsx';
import { LoginCard } from './login-card.tsx';
import { Policies } from './policies.tsx';

/** How the user gets in and what it may do there, live from the cloud. */
export function AccessTab({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('subAccounts.access');
  const shut = !account.managed || account.status === 'missing';
  if (shut) {
    return (
      <Card>
        <EmptyState icon={<Lock />} title={t(account.managed ? 'missing' : 'unmanaged')} />
      </Card>
    );
  }
  const held = isHeld(account);
  return (
    <div className="space-y-6">
      {held ? <p className="text-sm text-soft">{t('held')}</p> : null}
      <AccessKeys account={account} held={held} />
      <LoginCard account={account} held={held} />
      <Policies account={account} held={held} />
    </div>
  );
}
