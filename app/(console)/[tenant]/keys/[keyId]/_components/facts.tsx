'use client';
import { useTranslations } from 'next-intl';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { TeamLink } from '#app/(console)/[tenant]/teams/_components/team-link.tsx';
import { Moment } from '#components/ago.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';

/** Where a key comes from. */
export function Facts({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys');
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('page.facts')}</CardTitle>
      </CardHeader>
      <CardBody className="py-1">
        <DefinitionList
          items={[
            { term: t('details.team'), value: <TeamLink team={apiKey.team} /> },
            { term: t('details.createdBy'), value: apiKey.createdBy ?? t('somebody') },
            { term: t('details.created'), value: <Moment time={apiKey.createdAt} /> },
            {
              term: t('details.expires'),
              value: apiKey.expiresAt ? <Moment time={apiKey.expiresAt} /> : t('noExpiry'),
            },
            ...(apiKey.revokedAt
              ? [{ term: t('details.revoked'), value: <Moment time={apiKey.revokedAt} /> }]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  );
}
