'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useTenantChange } from './use-tenant-change.ts';

const CANDIDATES = { limit: 200, disabled: false, sort: 'name' } as const;

/** Whom to offer the tenant to, with its address typed. */
export function OfferDialog({ memberId, onClose }: { memberId: string; onClose: () => void }) {
  const t = useTranslations('tenant.transfer');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const changed = useTenantChange();
  const { name, slug } = useTenant();
  const formId = useId();
  const [to, setTo] = useState('');
  const [typed, setTyped] = useState('');
  const list = useQuery(trpc.members.list.queryOptions(CANDIDATES));
  const others = list.data?.items.filter(({ id, role }) => id !== memberId && role !== 'owner') ?? [];
  const offer = useMutation(
    trpc.tenant.offerTransfer.mutationOptions({
      onSuccess: async (made) => {
        toast.success(t('offered', { name: made.to.name }));
        onClose();
        await changed();
      },
    }),
  );
  const ready = to !== '' && typed.trim() === slug;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) offer.mutate({ memberId: to, slug: typed.trim() });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('offerTitle', { tenant: name })}
        description={t('offerBody')}
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" disabled={!ready} pending={offer.isPending}>
              {t('send')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="space-y-4">
          <FormField
            label={t('member')}
            hint={list.data && others.length === 0 ? t('nobody') : undefined}
            required
          >
            <Select
              value={to}
              onValueChange={setTo}
              disabled={others.length === 0}
              placeholder={t('memberPick')}
              options={others.map((each) => ({ value: each.id, label: `${each.name} · ${each.email}` }))}
            />
          </FormField>
          <FormField label={t('confirm', { slug })} required>
            <Input
              mono
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </FormField>
          {offer.isError ? <ProblemPanel error={offer.error} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}
