'use client';
import { useMutation } from '@tanstack/react-query';
import { CircleCheck, Clock3, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useProblem, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { DomainOut } from '#server/sso/schema.ts';
import { useSsoChange } from './use-sso-change.ts';

/** The tenant's domains, each with whether an operator has verified it. */
export function DomainList({ domains }: { domains: readonly DomainOut[] }) {
  const t = useTranslations('sso.domains');
  const [removing, setRemoving] = useState<DomainOut | null>(null);
  return (
    <Card>
      {domains.length === 0 ? (
        <CardBody className="text-sm text-soft">{t('empty')}</CardBody>
      ) : (
        <ul className="divide-y divide-line">
          {domains.map((domain) => (
            <li key={domain.id} className="flex min-h-12 items-center gap-3 px-4 py-2">
              <span className="min-w-0 flex-1 break-all font-medium text-ink text-sm">{domain.domain}</span>
              {domain.verifiedAt ? (
                <Badge tone="success">
                  <CircleCheck aria-hidden />
                  {t('verified')}
                </Badge>
              ) : (
                <Badge tone="warning">
                  <Clock3 aria-hidden />
                  {t('waiting')}
                </Badge>
              )}
              <Can permission="sso:update">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('remove', { domain: domain.domain })}
                  onClick={() => setRemoving(domain)}
                >
                  <X aria-hidden />
                </Button>
              </Can>
            </li>
          ))}
        </ul>
      )}
      <AddDomain />
      {removing ? <RemoveDomain domain={removing} onClose={() => setRemoving(null)} /> : null}
    </Card>
  );
}

function AddDomain() {
  const t = useTranslations('sso.domains');
  const trpc = useTRPC();
  const changed = useSsoChange();
  const problemOf = useProblem();
  const [typed, setTyped] = useState('');
  const add = useMutation(trpc.sso.addDomain.mutationOptions());
  const problem = add.isError ? problemOf(add.error) : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await add.mutateAsync({ domain: typed }).then(
      async ({ domain }) => {
        toast.success(t('added', { domain }));
        setTyped('');
        await changed();
      },
      () => undefined,
    );
  };
  return (
    <CardFooter>
      <Can permission="sso:update">
        <form onSubmit={submit} className="flex w-full max-w-120 items-start gap-2">
          <FormField
            label={<span className="sr-only">{t('domain')}</span>}
            error={problem && (problem.fields[0]?.message ?? problem.detail)}
            className="min-w-0 flex-1"
          >
            <Input
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
              placeholder={t('example')}
              autoComplete="off"
              spellCheck={false}
              required
            />
          </FormField>
          <Button type="submit" pending={add.isPending} disabled={typed.trim() === ''} className="mt-1.5">
            {t('add')}
          </Button>
        </form>
      </Can>
    </CardFooter>
  );
}

function RemoveDomain({ domain: { id, domain }, onClose }: { domain: DomainOut; onClose: () => void }) {
  const t = useTranslations('sso.domains');
  const trpc = useTRPC();
  const changed = useSsoChange();
  const onError = useToastProblem();
  const remove = useMutation(
    trpc.sso.removeDomain.mutationOptions({
      onSuccess: () => toast.success(t('removed', { domain })),
      onError,
      onSettled: changed,
    }),
  );
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent
        title={t('removeTitle', { domain })}
        description={t('removeBody')}
        action={t('removeAction')}
        danger
        onAction={() => remove.mutate({ domainId: id })}
      />
    </AlertDialog>
  );
}
