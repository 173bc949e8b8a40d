'use client';
import { useQuery } from '@tanstack/react-query';
import { Globe, Plus, ScrollText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { cardTable } from '#app/(console)/[tenant]/sub-accounts/_components/card-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { attachedPolicyList, SubAccountDetailOut } from '#server/iam/schema.ts';
import { AttachPolicy } from './attach-policy.tsx';
import { DetachPolicy } from './detach-policy.tsx';

export type AttachedPolicy = z.output<typeof attachedPolicyList>['items'][number];

/** What the user may do in the cloud: everywhere and per project, directly and through groups. */
export function Policies({ account, held }: { account: SubAccountDetailOut; held: boolean }) {
  const t = useTranslations('subAccounts.policies');
  const trpc = useTRPC();
  const [attaching, setAttaching] = useState(false);
  const [detaching, setDetaching] = useState<AttachedPolicy | null>(null);
  const policies = useQuery(trpc.iam.policies.queryOptions({ subAccountId: account.id }));
  const items = policies.data?.items.toSorted(byScope);
  return (
    <Card>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle>{t('title')}</CardTitle>
        </div>
        <Can permission="sub-account:update">
          <Button disabled={held || !items} onClick={() => setAttaching(true)}>
            <Plus aria-hidden />
            {t('attach')}
          </Button>
        </Can>
      </CardHeader>
      {policies.isError ? (
        <CardBody>
          <ProblemPanel
            error={policies.error}
            onRetry={() => void policies.refetch()}
            retrying={policies.isRefetching}
          />
        </CardBody>
      ) : !items ? (
        <CardBody aria-busy className="space-y-3">
          <Skeleton className="w-full" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-3/4" />
        </CardBody>
      ) : items.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={t('empty')} className="py-8">
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <Table aria-label={t('title')} className={cardTable}>
          <TableHead>
            <TableRow>
              <TableHeader className="pl-4">{t('columns.policy')}</TableHeader>
              <TableHeader>{t('columns.scope')}</TableHeader>
              <TableHeader>{t('columns.via')}</TableHeader>
              <TableHeader className="pr-4">
                <span className="sr-only">{t('columns.actions')}</span>
              </TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {items.map((policy) => (
              <TableRow key={keyOf(policy)}>
                <TableCell className="pl-4">
                  <span className="font-medium">{policy.name}</span>
                  {policy.type === 'Custom' ? (
                    <Badge tone="outline" className="ml-2">
                      {t('custom')}
                    </Badge>
                  ) : null}
                </TableCell>
                <TableCell data-label={t('columns.scope')}>
                  {policy.scope.kind === 'global' ? (
                    <Badge tone="warning">
                      <Globe aria-hidden />
                      {t('everywhere')}
                    </Badge>
                  ) : (
                    policy.scope.project
                  )}
                </TableCell>
                <TableCell className="text-soft" data-label={t('columns.via')}>
                  {policy.viaGroup === null ? t('direct') : t('viaGroup', { group: policy.viaGroup })}
                </TableCell>
                <TableCell
                  align="end"
                  className="pr-4 max-sm:empty:hidden"
                  data-label={policy.viaGroup === null ? t('columns.actions') : undefined}
                >
                  {policy.viaGroup === null ? (
                    <Can permission="sub-account:update">
                      <Button size="sm" disabled={held} onClick={() => setDetaching(policy)}>
                        {t('detach')}
                      </Button>
                    </Can>
                  ) : null}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {attaching && items ? (
        <AttachPolicy account={account} attached={items} onClose={() => setAttaching(false)} />
      ) : null}
      {detaching && items ? (
        <DetachPolicy
          account={account}
          policy={detaching}
          attached={items}
          onClose={() => setDetaching(null)}
        />
      ) : null}
    </Card>
  );
}

function keyOf(policy: AttachedPolicy): string {
  return JSON.stringify([policy.scope, policy.type, policy.name, policy.viaGroup]);
}

/** What holds everywhere comes first, for it is what a project's limits do not hold. */
function byScope(a: AttachedPolicy, b: AttachedPolicy): number {
  const place = ({ scope, name }: AttachedPolicy) =>
    scope.kind === 'global' ? `0 ${name}` : `1 ${scope.project} ${name}`;
  return place(a) < place(b) ? -1 : 1;
}
