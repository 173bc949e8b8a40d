'use client';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { BreakdownBars } from '#components/breakdown-bars.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { Span } from './burn-down-panel.tsx';
import { useSpending } from './use-spending.ts';

/** Which projects and which products the money went to in the days shown. */
export function SpendingBreakdown({ account, span }: { account: SubAccountDetailOut; span: Span }) {
  const t = useTranslations('subAccounts.overview');
  const { slug } = useTenant();
  const spending = useSpending(account.id, span).data;
  const drill = (name: string, value: string) => {
    const query = new URLSearchParams({ subAccount: account.id, [name]: value });
    if (spending) query.set('days', `${spending.from}..${spending.to}`);
    return `/${slug}/spending?${query.toString()}`;
  };
  const projects = spending?.byProject
    .filter(({ amount, removed }) => !removed || !/^[0.]+$/.test(amount))
    .map(({ project, amount, monitored, removed, countedFrom }) => ({
      id: `${project} ${countedFrom}`,
      label: (
        <span className="inline-flex min-w-0 items-center gap-2">
          <span className="truncate">{project || t('noProject')}</span>
          {removed ? <Badge>{t('removed')}</Badge> : monitored ? null : <Badge>{t('notMonitored')}</Badge>}
        </span>
      ),
      amount,
      href: drill('project', project),
    }));
  const products = spending?.byProduct.map(({ name, amount }) => ({
    id: name,
    label: name || t('noProduct'),
    amount,
    href: drill('product', name),
  }));
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      {[
        { title: t('byProject'), items: projects },
        { title: t('byProduct'), items: products },
      ].map(({ title, items }) => (
        <Card key={title}>
          <CardHeader>
            <CardTitle>{title}</CardTitle>
            <span className="text-faint text-xs">{t('days', { count: Number(span) })}</span>
          </CardHeader>
          <CardBody className="px-2">
            {items && spending ? (
              <BreakdownBars items={items} currency={spending.currency} top={5} />
            ) : (
              <Skeleton className="m-2 h-24" />
            )}
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
