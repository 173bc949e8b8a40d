import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function RolesLoading() {
  const t = useTranslations('roles');
  return (
    <div aria-busy="true" className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {['owner', 'admin', 'member', 'viewer'].map((role) => (
          <Skeleton key={role} className="h-30 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-140 w-full rounded-lg" />
    </div>
  );
}
