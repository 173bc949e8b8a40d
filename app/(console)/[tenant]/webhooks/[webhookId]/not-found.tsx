'use client';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

export default function WebhookNotFound() {
  const t = useTranslations('webhooks.notFound');
  const { slug } = useTenant();
  return (
    <Card>
      <EmptyState
        icon={<SearchX />}
        title={<h1>{t('title')}</h1>}
        action={
          <Button asChild variant="primary">
            <Link href={`/${slug}/webhooks`}>{t('action')}</Link>
          </Button>
        }
      >
        {t('body')}
      </EmptyState>
    </Card>
  );
}
