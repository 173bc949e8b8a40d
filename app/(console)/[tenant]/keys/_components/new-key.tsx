'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import type { Permission } from '#lib/permissions.ts';
import { KeyForm, type KeyWish } from './key-form.tsx';
import { secretFileName } from './secret-file-name.ts';

const TryIt = lateComponent(() => import('./try-it.tsx').then((m) => m.TryIt));

type Made = { id: string; name: string; secret: string; permissions: string[] };

type NewKeyProps = {
  origin: string;
  held: readonly Permission[];
  /** Rights to begin with, as an address names them; what nobody here may give falls out. */
  wanted?: readonly string[];
};

/** Makes a key, shows its secret once, and goes to its page. */
export function NewKey({ origin, held, wanted = [] }: NewKeyProps) {
  const t = useTranslations('keys');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const home = `/${useTenant().slug}/keys`;
  const [made, setMade] = useState<Made | null>(null);
  const create = useMutation(trpc.keys.create.mutationOptions());
  const submit = async (wish: KeyWish) => {
    setMade(await create.mutateAsync(wish));
    await queries.invalidateQueries(trpc.keys.pathFilter());
  };
  const title = t('form.title');
  return (
    <>
      <PageChrome crumbs={useMemo(() => [{ label: title }], [title])} />
      <KeyForm
        held={held}
        wanted={held.filter((permission) => wanted.includes(permission))}
        onSubmit={submit}
        cancel={
          <Button asChild>
            <Link href={home}>{cancel}</Link>
          </Button>
        }
      />
      {made ? (
        <SecretOnce
          open
          title={t('secret.title', { name: made.name })}
          secrets={[{ label: t('secret.label'), value: made.secret }]}
          fileName={secretFileName(made.name)}
          onStored={() => router.push(`${home}/${made.id}`)}
        >
          <div className="space-y-2 border-line border-t pt-4">
            <h3 className="font-medium text-sm">{t('tryIt.title')}</h3>
            <TryIt origin={origin} permissions={made.permissions} />
          </div>
        </SecretOnce>
      ) : null}
    </>
  );
}
