'use client';
import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { AccountPlan } from './use-policy-plans.ts';

/** For each sub-account: where the policy comes or goes, and what a group brings all the same. */
export function BulkPolicyPreview({
  verb,
  plans,
}: {
  verb: 'attach' | 'detach';
  plans: readonly AccountPlan[];
}) {
  const t = useTranslations('subAccounts.bulk.policy');
  const words = useTranslations('subAccounts.policies');
  const Icon = verb === 'attach' ? Plus : Minus;
  return (
    <ScrollArea label={words('preview')} className="max-h-60 rounded-md border border-line">
      <Table aria-label={words('preview')}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('account')}</TableHeader>
            <TableHeader>{t('change')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {plans.map(({ account, plan, error }) => (
            <TableRow key={account.id}>
              <TableCell className="h-8 w-44 max-w-44 truncate align-top leading-8" title={account.userName}>
                {account.userName}
              </TableCell>
              <TableCell className="h-8 py-1.5">
                {error ? (
                  <span className="text-danger">{t('unreadable')}</span>
                ) : plan === undefined ? (
                  <Skeleton className="h-3 w-32" />
                ) : plan.places.length === 0 ? (
                  <span className="text-faint">{t(`${verb}.same`)}</span>
                ) : (
                  <span className="flex flex-wrap gap-x-3 gap-y-1">
                    {plan.places.map((place) => (
                      <span
                        key={place ?? ''}
                        className={`inline-flex items-center gap-1 ${verb === 'attach' ? 'text-success' : 'text-danger'}`}
                      >
                        <Icon aria-hidden className="size-3.5" />
                        <span className="sr-only">{words(verb)} </span>
                        {place ?? words('everywhere')}
                      </span>
                    ))}
                  </span>
                )}
                {plan && plan.groups.length > 0 ? (
                  <span className="block text-faint text-xs">
                    {t('groups', { names: plan.groups.join(', ') })}
                  </span>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollArea>
  );
}
