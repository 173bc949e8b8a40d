'use client';
import { useTranslations } from 'next-intl';
import { AllocationFields } from '#app/(console)/[tenant]/sub-accounts/_components/allocation-fields.tsx';
import { AllocationResult } from '#app/(console)/[tenant]/sub-accounts/_components/allocation-result.tsx';
import { useAllocation } from '#app/(console)/[tenant]/sub-accounts/_components/use-allocation.ts';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { AlertSteps } from './alert-steps.tsx';
import { AllocationHistory } from './allocation-history.tsx';

/** Allocate and deduct, see who did so before, and choose when to be told. */
export function QuotaTab({ account }: { account: SubAccountDetailOut }) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="space-y-6">
        {account.managed ? <AllocateCard account={account} /> : null}
        <AlertSteps key={account.alertSteps.join()} account={account} />
      </div>
      <AllocationHistory account={account} />
    </div>
  );
}

function AllocateCard({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('quotas.allocate');
  const allocation = useAllocation(account);
  const { result, pending, preview, form } = allocation;
  const deducting = form.watch('direction') === 'deduct';
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardBody>
        {result ? (
          <div className="space-y-4">
            <AllocationResult account={account} result={result} />
            <Button onClick={allocation.again}>{t('another')}</Button>
          </div>
        ) : (
          <form onSubmit={allocation.submit} noValidate className="space-y-4">
            <AllocationFields allocation={allocation} steps={account.alertSteps} />
            <Can permission="quota:allocate">
              <Button type="submit" variant="primary" pending={pending} disabled={preview?.beyond === true}>
                {deducting ? t('submitDeduct') : t('submit')}
              </Button>
            </Can>
          </form>
        )}
      </CardBody>
    </Card>
  );
}
