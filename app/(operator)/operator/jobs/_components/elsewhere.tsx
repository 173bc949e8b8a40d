import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';

/** An Inngest server runs the jobs: what would stand here is to be found there. */
export function JobsElsewhere({ address }: { address: string }) {
  const t = useTranslations('operator.jobs.elsewhere');
  return (
    <div className="rounded-lg border border-line bg-surface">
      <EmptyState
        icon={<ExternalLink />}
        title={t('title')}
        action={
          <Button asChild variant="primary">
            <a href={address} target="_blank" rel="noreferrer">
              {t('open', { address })}
            </a>
          </Button>
        }
      >
        {t('body')}
      </EmptyState>
    </div>
  );
}
