'use client';
import { Cloud } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { ConnectLink } from '#app/(console)/[tenant]/clouds/_components/connect-link.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

/** An empty tenant whose guide was put away. */
export function NothingYet() {
  const t = useTranslations('clouds.empty');
  const guide = useTranslations('guide.card');
  const { slug } = useTenant();
  return (
    <Card>
      <EmptyState
        icon={<Cloud />}
        title={t('title')}
        action={
          <>
            <ConnectLink />
            <Button asChild>
              <Link href={`/${slug}/guide`}>{guide('open')}</Link>
            </Button>
          </>
        }
      >
        {t('body')}
      </EmptyState>
    </Card>
  );
}
