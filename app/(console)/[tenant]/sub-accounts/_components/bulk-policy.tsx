'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { BulkPolicyPreview } from './bulk-policy-preview.tsx';
import type { PolicyName, PolicyReach } from './policy-plan.ts';
import { SearchPicker } from './search-picker.tsx';
import { usePolicyPlans } from './use-policy-plans.ts';
import { useRefreshCloudAccess } from './use-refresh.ts';

type BulkPolicyProps = {
  verb: 'attach' | 'detach';
  accounts: readonly SubAccountOut[];
  onClose: () => void;
  onDone: () => void;
};

/** Attaches or detaches one policy for many, after showing what that changes for each of them. */
export function BulkPolicy({ verb, accounts, onClose, onDone }: BulkPolicyProps) {
  const t = useTranslations('subAccounts.bulk.policy');
  const words = useTranslations('subAccounts.policies');
  const client = useTRPCClient();
  const refresh = useRefreshCloudAccess();
  const [policy, setPolicy] = useState<PolicyName | null>(null);
  const [reach, setReach] = useState<PolicyReach>('projects');
  // Policies belong to a cloud account: those of another one cannot take part.
  const cloud = accounts[0]?.cloudAccount;
  const here = accounts.filter((account) => account.cloudAccount.id === cloud?.id);
  const plans = usePolicyPlans(here, verb, policy, reach);
  const targets = plans.filter(({ plan }) => plan !== undefined && plan.places.length > 0);
  const waiting = plans.some(({ plan, error }) => plan === undefined && !error);
  const leftAlone = policy
    ? [
        ...plans
          .filter(({ plan }) => plan?.places.length === 0)
          .map((target) => ({ target, reason: t(`${verb}.same`) })),
        ...plans.filter(({ error }) => error).map((target) => ({ target, reason: t('unreadable') })),
        ...accounts
          .filter((account) => !here.includes(account))
          .map((account) => ({
            target: { account, plan: undefined, error: null },
            reason: t('otherCloud', { name: account.cloudAccount.name }),
          })),
      ]
    : [];
  return (
    <BulkDialog
      size="lg"
      title={t(`${verb}.title`, { count: accounts.length })}
      description={t(`${verb}.body`)}
      targets={targets}
      leftAlone={waiting ? [] : leftAlone}
      nameOf={({ account }) => account.userName}
      action={words(verb)}
      ready={policy !== null && !waiting}
      work={async ({ account, plan }) => {
        if (!policy) return;
        for (const place of plan?.places ?? []) {
          const input = {
            subAccountId: account.id,
            ...policy,
            ...(place === null ? {} : { project: place }),
          };
          await (verb === 'attach'
            ? client.iam.attachPolicy.mutate(input)
            : client.iam.detachPolicy.mutate(input));
        }
      }}
      onEnd={() => void refresh()}
      onClose={onClose}
      onDone={onDone}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={words('columns.policy')} required>
          <PolicyPicker cloudAccountId={cloud?.id ?? ''} chosen={policy} onPick={setPolicy} />
        </FormField>
        <FormField label={words('columns.scope')}>
          <SegmentedControl
            value={reach}
            onValueChange={setReach}
            segments={[
              { value: 'projects', label: t('ownProjects') },
              { value: 'everywhere', label: words('everywhere') },
            ]}
          />
        </FormField>
      </div>
      {verb === 'attach' && reach === 'everywhere' ? (
        <p className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {words('everywhereWarning')}
        </p>
      ) : null}
      {policy ? <BulkPolicyPreview verb={verb} plans={plans} /> : null}
    </BulkDialog>
  );
}

type PolicyPickerProps = {
  cloudAccountId: string;
  chosen: PolicyName | null;
  onPick: (policy: PolicyName | null) => void;
};

const keyed = (policy: PolicyName) => `${policy.type}:${policy.name}`;

function PolicyPicker({ cloudAccountId, chosen, onPick }: PolicyPickerProps) {
  const t = useTranslations('subAccounts.policies');
  const trpc = useTRPC();
  const problem = useProblem();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const input = { cloudAccountId, limit: 50, ...(words ? { search: words.slice(0, 128) } : {}) };
  const found = useQuery(
    trpc.iam.searchPolicies.queryOptions(input, { placeholderData: keepPreviousData, staleTime: 60_000 }),
  );
  const items = found.data?.items;
  const more = (found.data?.total ?? 0) - (items?.length ?? 0);
  return (
    <SearchPicker
      chosen={chosen?.name ?? null}
      value={chosen ? keyed(chosen) : null}
      placeholder={t('choose')}
      searchLabel={t('search')}
      search={search}
      onSearch={setSearch}
      items={
        found.isError
          ? []
          : items?.map((policy) => ({
              value: keyed(policy),
              title: policy.name,
              hint: policy.description || t(policy.type === 'Custom' ? 'custom' : 'system'),
            }))
      }
      onPick={(value) => {
        const policy = items?.find((each) => keyed(each) === value);
        onPick(policy ? { name: policy.name, type: policy.type } : null);
      }}
      empty={found.isError ? problem(found.error).detail : t('noMatch')}
      more={more > 0 ? t('more', { count: more }) : undefined}
    />
  );
}
