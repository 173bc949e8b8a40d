'use client';
import { useMutation } from '@tanstack/react-query';
import { ImageUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { tenantLink } from '#app/(console)/[tenant]/_components/tenant-link.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useTenantChange } from './use-tenant-change.ts';

const MAX_BYTES = 64 * 1024;

type LogoCardProps = {
  tenant: { id: string; slug: string; name: string; accent: string | null; logo: string | null };
};

/** The picture, and the ways to another one or to none. */
export function LogoCard({ tenant }: LogoCardProps) {
  const t = useTranslations('tenant.branding');
  const reasons = useTranslations('errors.reasons');
  const notAllowed = useTranslations('common')('notAllowed');
  const trpc = useTRPC();
  const changed = useTenantChange();
  const allowed = useCan('tenant:update');
  const file = useRef<HTMLInputElement>(null);
  const [large, setLarge] = useState(false);
  const set = useMutation(trpc.tenant.setLogo.mutationOptions({ onSuccess: () => done('logoSaved') }));
  const remove = useMutation(
    trpc.tenant.removeLogo.mutationOptions({ onSuccess: () => done('logoRemoved') }),
  );
  const done = async (word: 'logoSaved' | 'logoRemoved') => {
    toast.success(t(word));
    await changed();
  };
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const [picture] = event.target.files ?? [];
    // The same file may be chosen again.
    event.target.value = '';
    set.reset();
    setLarge(Boolean(picture && picture.size > MAX_BYTES));
    if (picture && picture.size <= MAX_BYTES) set.mutate({ image: await asBase64(picture) });
  };
  const { logo } = tenantLink(tenant);
  const error = set.error ?? remove.error;
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center gap-4">
        {logo ? (
          <img
            src={logo}
            alt={t('logoAlt', { tenant: tenant.name })}
            className="size-14 shrink-0 rounded-lg border border-line object-contain"
          />
        ) : (
          <span className="grid size-14 shrink-0 place-items-center rounded-lg border border-line border-dashed">
            <Avatar name={tenant.name} square size="lg" />
          </span>
        )}
        <div className="min-w-44 flex-1">
          <p className="font-medium text-ink text-sm">{t('logo')}</p>
          <p className="text-pretty text-faint text-xs">{allowed ? t('logoHint') : notAllowed}</p>
          <p aria-live="polite" className="text-danger text-xs">
            {large ? reasons('logo_large') : null}
          </p>
        </div>
        <input
          ref={file}
          type="file"
          accept="image/png,image/webp"
          hidden
          aria-label={t('choose')}
          onChange={(event) => void pick(event)}
        />
        <span className="flex flex-wrap gap-2">
          {logo ? (
            <Button disabled={!allowed} pending={remove.isPending} onClick={() => remove.mutate({})}>
              {t('removeLogo')}
            </Button>
          ) : null}
          <Button disabled={!allowed} pending={set.isPending} onClick={() => file.current?.click()}>
            <ImageUp aria-hidden />
            {logo ? t('replace') : t('choose')}
          </Button>
        </span>
      </CardBody>
      {error ? (
        <CardBody className="pt-0">
          <ProblemPanel error={error} />
        </CardBody>
      ) : null}
    </Card>
  );
}

async function asBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
