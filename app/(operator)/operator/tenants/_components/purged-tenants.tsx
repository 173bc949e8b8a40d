'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { Section } from '#components/section.tsx';
import { Card } from '#components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';

const LAST = { limit: 20 } as const;

/** What remains of the tenants that were purged last; nothing is shown before there is one. */
export function PurgedTenants() {
  const t = useTranslations('operator.tenants.purged');
  const trpc = useTRPC();
  const list = useQuery(trpc.platform.purgedTenants.queryOptions(LAST));
  if (list.isError) return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data || list.data.items.length === 0) return null;
  return (
    <Section id="purged" title={t('title')} description={t('body')}>
      <Card>
        <Table>
          <TableHead>
            <TableRow>
              <TableHeader>{t('name')}</TableHeader>
              <TableHeader>{t('deleted')}</TableHeader>
              <TableHeader>{t('by')}</TableHeader>
              <TableHeader>{t('purged')}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {list.data.items.map((gone) => (
              <TableRow key={gone.id}>
                <TableCell className="py-2">
                  <span className="font-medium text-ink">{gone.name}</span>{' '}
                  <span className="font-mono text-faint text-xs">/{gone.slug}</span>
                  <span className="block text-faint text-xs">
                    {t('counts', {
                      members: gone.counts.members ?? 0,
                      subAccounts: gone.counts.subAccounts ?? 0,
                      auditEntries: gone.counts.auditEntries ?? 0,
                    })}
                  </span>
                </TableCell>
                <TableCell>
                  <Moment time={gone.deletedAt} />
                </TableCell>
                <TableCell>{gone.deletedBy}</TableCell>
                <TableCell>{gone.purgedAt ? <Moment time={gone.purgedAt} /> : t('under')}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
    </Section>
  );
}
