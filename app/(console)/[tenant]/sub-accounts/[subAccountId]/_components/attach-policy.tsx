'use client';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useDeferredValue, useId, useState } from 'react';
import { ProblemPanel, useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { SearchPicker } from '#app/(console)/[tenant]/sub-accounts/_components/search-picker.tsx';
import { useRefreshCloudAccess } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { AttachedPolicy } from './policies.tsx';
import { PolicyChange } from './policy-change.tsx';
import { nameOf } from './use-projects.ts';

type AttachPolicyProps = {
  account: SubAccountDetailOut;
  attached: readonly AttachedPolicy[];
  onClose: () => void;
};

/** Of a select's values: everywhere. No project has an empty name, and a select takes no empty value. */
const EVERYWHERE = '*';

/** Searches the cloud's policies, chooses where one holds, and shows the change before it is made. */
export function AttachPolicy({ account, attached, onClose }: AttachPolicyProps) {
  const t = useTranslations('subAccounts.policies');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const problem = useProblem();
  const formId = useId();
  const refresh = useRefreshCloudAccess();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const [chosen, setChosen] = useState<{ name: string; type: 'System' | 'Custom' } | null>(null);
  const [scope, setScope] = useState(account.projects[0]?.projectName ?? EVERYWHERE);
  const found = useQuery(
    trpc.iam.searchPolicies.queryOptions(
      {
        cloudAccountId: account.cloudAccount.id,
        limit: 50,
        ...(words ? { search: words.slice(0, 128) } : {}),
      },
      { placeholderData: keepPreviousData, staleTime: 60_000 },
    ),
  );
  const attach = useMutation(
    trpc.iam.attachPolicy.mutationOptions({
      onSuccess: () => {
        toast.success(t('attached', { policy: chosen?.name ?? '' }));
        onClose();
      },
      onSettled: refresh,
    }),
  );
  const items = found.data?.items;
  const everywhere = scope === EVERYWHERE;
  const there = attached.some(
    (policy) =>
      policy.viaGroup === null &&
      policy.name === chosen?.name &&
      policy.type === chosen?.type &&
      (everywhere
        ? policy.scope.kind === 'global'
        : policy.scope.kind === 'project' && policy.scope.project === scope),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || there) return;
    attach.mutate({ subAccountId: account.id, ...chosen, ...(everywhere ? {} : { project: scope }) });
  };
  const keyed = (policy: { type: string; name: string }) => `${policy.type}:${policy.name}`;
  return (
    <Dialog open onOpenChange={(open) => !open && !attach.isPending && onClose()}>
      <DialogContent
        title={t('attachTitle')}
        description={account.userName}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={attach.isPending}>{cancel}</Button>
            </DialogClose>
            <Can permission="sub-account:update">
              <Button
                type="submit"
                form={formId}
                variant="primary"
                pending={attach.isPending}
                disabled={chosen === null || there}
              >
                {t('attach')}
              </Button>
            </Can>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="space-y-4">
          <FormField label={t('columns.policy')} required>
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
              onPick={(value) => setChosen(items?.find((policy) => keyed(policy) === value) ?? null)}
              empty={found.isError ? problem(found.error).detail : t('noMatch')}
              more={
                found.data && found.data.total > found.data.items.length
                  ? t('more', { count: found.data.total - found.data.items.length })
                  : undefined
              }
            />
          </FormField>
          <FormField label={t('columns.scope')} required>
            <Select
              value={scope}
              onValueChange={setScope}
              options={[
                ...account.projects.map((project) => ({
                  value: project.projectName,
                  label: nameOf(project),
                })),
                { value: EVERYWHERE, label: t('everywhere') },
              ]}
            />
          </FormField>
          {everywhere ? (
            <p className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {t('everywhereWarning')}
            </p>
          ) : null}
          {there ? (
            <p className="text-sm text-soft">{t('there')}</p>
          ) : chosen ? (
            <PolicyChange
              verb="attach"
              policy={chosen.name}
              scope={everywhere ? null : scope}
              attached={attached}
            />
          ) : null}
          {attach.isError ? <ProblemPanel error={attach.error} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}
