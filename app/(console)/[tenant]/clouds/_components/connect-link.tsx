'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';

/** The way to a new cloud account; without the right it stays as a button that says why. */
export function ConnectLink() {
  const t = useTranslations('clouds.actions');
  const { slug } = useTenant();
  const allowed = useCan('cloud-account:connect');
  const face = (
    <>
      <Plus aria-hidden />
      {t('connect')}
    </>
  );
  return allowed ? (
    <Button asChild variant="primary">
      <Link href={`/${slug}/clouds/connect`}>{face}</Link>
    </Button>
  ) : (
    <Can permission="cloud-account:connect">
      <Button variant="primary">{face}</Button>
    </Can>
  );
}
