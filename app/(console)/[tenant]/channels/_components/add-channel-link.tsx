'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';

/** The way to a new channel; without the right it stays as a button that says why. */
export function AddChannelLink() {
  const t = useTranslations('channels.actions');
  const { slug } = useTenant();
  const allowed = useCan('channel:update');
  const face = (
    <>
      <Plus aria-hidden />
      {t('add')}
    </>
  );
  return allowed ? (
    <Button asChild variant="primary">
      <Link href={`/${slug}/channels/new`}>{face}</Link>
    </Button>
  ) : (
    <Can permission="channel:update">
      <Button variant="primary">{face}</Button>
    </Can>
  );
}
