'use client';
import { useLocale, useTranslations } from 'next-intl';
import { MonthUse } from '#app/(console)/[tenant]/keys/_components/key-limits.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { Can } from '#components/can.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { formatCount } from '#lib/i18n/format.ts';

/** What holds a key back: requests a minute and a month, and where it may be used from. */
export function Limits({ apiKey, onEdit }: { apiKey: ApiKey; onEdit: () => void }) {
  const t = useTranslations('keys.limits');
  const locale = useLocale();
  const { perMinute, perMonth, thisMonth, addresses, state } = apiKey;
  const none = <span className="text-faint">{t('none')}</span>;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        {state === 'revoked' ? null : (
          <Can permission="key:update">
            <Button size="sm" onClick={onEdit}>
              {t('edit')}
            </Button>
          </Can>
        )}
      </CardHeader>
      <CardBody className="py-1">
        <DefinitionList
          items={[
            {
              term: t('perMinute.label'),
              value: perMinute === null ? none : formatCount(locale, perMinute),
            },
            {
              term: t('perMonth.label'),
              value: perMonth === null ? none : <MonthUse used={thisMonth} limit={perMonth} />,
            },
            {
              term: t('addresses.label'),
              value:
                addresses.length === 0 ? (
                  <span className="text-faint">{t('anywhere')}</span>
                ) : (
                  <ul className="max-h-48 space-y-0.5 overflow-y-auto">
                    {addresses.map((address) => (
                      <li key={address} className="break-all font-mono text-xs leading-5">
                        {address}
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
