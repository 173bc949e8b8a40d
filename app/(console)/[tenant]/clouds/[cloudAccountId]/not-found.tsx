'use client';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';

/** No such cloud account in this tenant; the frame stays. */
export default function CloudNotFound() {
  const t = useTranslations('clouds.gone');
  const { slug } = useTenant();
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('title')}
      action={
        <Button asChild>
          <Link href={`/${slug}/clouds`}>{t('action')}</Link>
        </Button>
      }
    >
      {t('body')}
    </EmptyState>
  );
}
