import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of the list of channels or of their deliveries while it is on its way. */
export function ChannelsWaiting({ log }: { log?: boolean }) {
  const t = useTranslations('channels');
  return (
    <div aria-busy className="space-y-5">
      <PageHeader
        title={t('title')}
        description={t(log ? 'log.description' : 'description')}
        actions={<Skeleton className="h-8 w-32" />}
      />
      <div className="flex h-9 items-center gap-4 border-line border-b">
        <Skeleton className="w-20" />
        <Skeleton className="w-24" />
      </div>
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  );
}
