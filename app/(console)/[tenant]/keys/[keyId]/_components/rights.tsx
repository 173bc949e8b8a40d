'use client';
import { useTranslations } from 'next-intl';
import { KeyRights } from '#app/(console)/[tenant]/keys/_components/key-rights.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';

/** Everything that a key may do, in words. */
export function Rights({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('details.permissions')}</CardTitle>
        <span className="text-soft text-xs tabular-nums">{apiKey.permissions.length}</span>
      </CardHeader>
      <CardBody
        className="max-h-96 overflow-y-auto"
        tabIndex={0}
        role="region"
        aria-label={t('details.permissions')}
      >
        <KeyRights permissions={apiKey.permissions} />
      </CardBody>
    </Card>
  );
}
