'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';

/** The way to a new webhook; without the right it stays as a button that says why. */
export function NewWebhookLink() {
  const t = useTranslations('webhooks');
  const { slug } = useTenant();
  const face = (
    <>
      <Plus aria-hidden />
      {t('new')}
    </>
  );
  return useCan('webhook:update') ? (
    <Button asChild variant="primary">
      <Link href={`/${slug}/webhooks/new`}>{face}</Link>
    </Button>
  ) : (
    <Can permission="webhook:update">
      <Button variant="primary">{face}</Button>
    </Can>
  );
}
