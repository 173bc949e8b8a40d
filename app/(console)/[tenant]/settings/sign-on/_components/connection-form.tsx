'use client';
import { useMutation } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ProblemPanel, useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { RoleName } from '#lib/permissions.ts';
import type { SsoOut } from '#server/sso/schema.ts';
import { type ConnectionDraft, toDraft, toInput } from './connection-draft.ts';
import { RoleMapping } from './role-mapping.tsx';
import { useSsoChange } from './use-sso-change.ts';

/** Issuer, client and roles. Saving asks the provider first, so what is stored has answered once. */
export function ConnectionForm({ sso, own }: { sso: SsoOut; own: RoleName }) {
  const t = useTranslations('sso.provider');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const changed = useSsoChange();
  const problemOf = useProblem();
  const { slug } = useTenant();
  const allowed = useCan('sso:update');
  const { connection, redirectUri, people } = sso;
  const [first] = useState(() => toDraft(connection));
  const [draft, setDraft] = useState(first);
  const save = useMutation(trpc.sso.set.mutationOptions());
  const isDirty = draft !== first;
  const set = (part: Partial<ConnectionDraft>) => setDraft({ ...draft, ...part });
  const fields = save.isError ? problemOf(save.error).fields : [];
  const faultOf = (path: string) => fields.find((field) => field.path === path)?.message;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await save.mutateAsync(toInput(draft)).then(
      async () => {
        toast.success(t(connection ? 'saved' : 'connected'));
        await changed();
      },
      () => undefined,
    );
  };
  const here = `/${slug}/settings/sign-on`;
  const tryIt = `/api/sso/start?${new URLSearchParams({ tenant: slug, callbackUrl: here })}`;
  const known = ['issuer', 'clientId', 'clientSecret', 'roleClaim'];
  const elsewhere = fields.length === 0 || fields.some(({ path }) => !known.includes(path));
  return (
    <form onSubmit={submit}>
      <UnsavedGuard when={isDirty && !save.isPending} loss={t('loss')} action={t('leave')} />
      <Card>
        <CardHeader>
          <CardTitle level={3} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 break-all">{connection?.issuer ?? 'OpenID Connect'}</span>
            <Badge tone={connection ? 'success' : 'neutral'}>
              {t(connection ? 'connectedState' : 'off')}
            </Badge>
          </CardTitle>
          {connection ? (
            <Button asChild size="sm">
              <a href={tryIt} target="_blank" rel="noopener" title={t('tryHint')}>
                <ExternalLink aria-hidden />
                {t('try')}
              </a>
            </Button>
          ) : null}
        </CardHeader>
        <fieldset disabled={!allowed}>
          <legend className="sr-only">{t('title')}</legend>
          <CardBody className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
            <FormField label={t('redirectUri')} hint={t('redirectHint')} className="sm:col-span-2">
              <span className="flex items-center gap-1">
                <Input value={redirectUri} readOnly mono />
                <CopyButton value={redirectUri} label={t('copyRedirect')} />
              </span>
            </FormField>
            <FormField
              label={t('issuer')}
              hint={t('issuerHint')}
              error={faultOf('issuer')}
              className="sm:col-span-2"
              required
            >
              <Input
                value={draft.issuer}
                onChange={({ target }) => set({ issuer: target.value })}
                type="url"
                placeholder="https://login.example.com/realms/acme"
                autoComplete="off"
                spellCheck={false}
                required
                mono
              />
            </FormField>
            <FormField label={t('clientId')} error={faultOf('clientId')} required>
              <Input
                value={draft.clientId}
                onChange={({ target }) => set({ clientId: target.value })}
                autoComplete="off"
                spellCheck={false}
                required
                mono
              />
            </FormField>
            <FormField
              label={t('clientSecret')}
              hint={t('secretHint')}
              error={faultOf('clientSecret')}
              required={!connection}
            >
              <Input
                value={draft.clientSecret}
                onChange={({ target }) => set({ clientSecret: target.value })}
                type="password"
                placeholder={connection ? t('secretKept') : undefined}
                autoComplete="new-password"
                required={!connection}
              />
            </FormField>
          </CardBody>
          <RoleMapping
            draft={draft}
            own={own}
            disabled={!allowed}
            fault={faultOf('roleClaim')}
            onChange={set}
          />
        </fieldset>
        {save.isError && elsewhere ? (
          <CardBody className="pt-0">
            <ProblemPanel error={save.error} />
          </CardBody>
        ) : null}
        <CardFooter>
          <span>{allowed ? (connection ? t('people', { count: people }) : null) : common('notAllowed')}</span>
          <span className="flex gap-2">
            {isDirty ? <Button onClick={() => setDraft(first)}>{t('leave')}</Button> : null}
            <Button type="submit" variant="primary" disabled={!isDirty || !allowed} pending={save.isPending}>
              {t(connection ? 'save' : 'connect')}
            </Button>
          </span>
        </CardFooter>
      </Card>
    </form>
  );
}
