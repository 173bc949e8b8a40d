'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';

/** The way to a new key; without the right it stays as a button that says why. */
export function NewKeyLink() {
  const t = useTranslations('keys');
  const { slug } = useTenant();
  const allowed = useCan('key:create');
  const face = (
    <>
      <Plus aria-hidden />
      {t('new')}
    </>
  );
  return allowed ? (
    <Button asChild variant="primary">
      <Link href={`/${slug}/keys/new`}>{face}</Link>
    </Button>
  ) : (
    <Can permission="key:create">
      <Button variant="primary">{face}</Button>
    </Can>
  );
}
