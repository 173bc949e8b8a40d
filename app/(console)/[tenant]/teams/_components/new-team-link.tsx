'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';

/** Opens the dialog for a new team; without the right it stays as a button that says why. */
export function NewTeamLink() {
  const t = useTranslations('teams');
  const { slug } = useTenant();
  const face = (
    <>
      <Plus aria-hidden />
      {t('new')}
    </>
  );
  return useCan('team:update') ? (
    <Button asChild variant="primary">
      <Link href={`/${slug}/teams?new=team`} scroll={false}>
        {face}
      </Link>
    </Button>
  ) : (
    <Can permission="team:update">
      <Button variant="primary">{face}</Button>
    </Can>
  );
}
