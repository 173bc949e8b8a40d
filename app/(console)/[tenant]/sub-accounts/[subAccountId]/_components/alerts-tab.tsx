'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { AlertList } from './alert-list.tsx';

/** Everything that was told about this sub-account. */
export function AlertsTab({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('subAccounts.alerts');
  const { slug } = useTenant();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <Button asChild variant="link" size="inline">
          <Link href={`/${slug}/alerts?subAccount=${account.id}`}>{t('open')}</Link>
        </Button>
      </CardHeader>
      <AlertList subAccountId={account.id} limit={50} paged />
    </Card>
  );
}
