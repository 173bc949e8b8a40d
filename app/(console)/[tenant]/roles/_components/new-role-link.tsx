'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';

/** The way to a new role; without the right it stays as a button that says why. */
export function NewRoleLink() {
  const t = useTranslations('roles.custom');
  const { slug } = useTenant();
  const face = (
    <>
      <Plus aria-hidden />
      {t('new')}
    </>
  );
  return useCan('role:update') ? (
    <Button asChild variant="primary" className="print:hidden">
      <Link href={`/${slug}/roles/new`}>{face}</Link>
    </Button>
  ) : (
    <span className="print:hidden">
      <Can permission="role:update">
        <Button variant="primary">{face}</Button>
      </Can>
    </span>
  );
}
