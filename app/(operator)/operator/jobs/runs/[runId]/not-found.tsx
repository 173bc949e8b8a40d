import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';

export default function RunNotFound() {
  const t = useTranslations('operator.jobs.run');
  return (
    <Card>
      <EmptyState
        icon={<SearchX />}
        title={<h1>{t('goneTitle')}</h1>}
        action={
          <Button asChild variant="primary">
            <Link href="/operator/jobs/runs">{t('back')}</Link>
          </Button>
        }
      >
        {t('goneBody')}
      </EmptyState>
    </Card>
  );
}
