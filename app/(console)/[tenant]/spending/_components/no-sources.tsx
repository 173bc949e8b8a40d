'use client';
import { ScanSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ConnectLink } from '#app/(console)/[tenant]/clouds/_components/connect-link.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Card } from '#components/ui/card.tsx';

/** Without a cloud account there is no bill to read; this is the way to one. */
export function NoSources() {
  const t = useTranslations('spending.sources');
  return (
    <Card>
      <EmptyState icon={<ScanSearch />} title={t('empty')} action={<ConnectLink />}>
        {t('emptyBody')}
      </EmptyState>
    </Card>
  );
}
