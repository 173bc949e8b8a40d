'use client';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { InvitationLink } from '#app/(console)/[tenant]/members/_components/invitation-link.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { createdTenantOut } from '#server/tenants/schema.ts';

const TenantForm = dynamic(() => import('./tenant-form.tsx').then((m) => m.TenantForm), { ssr: false });

type Created = z.output<typeof createdTenantOut>;

/** The button that makes a tenant, and its dialog; an owner without an account gets a link to hand over. */
export function NewTenant() {
  const t = useTranslations('operator.tenants');
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Created | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    if (next) setMade(null);
  };
  const created = (tenant: Created, ownerEmail: string) => {
    if (tenant.invitation) {
      setMade(tenant);
      return;
    }
    toast.success(t('create.done', { name: tenant.name }), {
      description: t('create.seated', { email: ownerEmail }),
    });
    setOpen(false);
  };
  return (
    <>
      <Can permission="platform:tenants">
        <Button variant="primary" onClick={() => change(true)}>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      </Can>
      <Dialog open={open} onOpenChange={change}>
        {made?.invitation ? (
          <InvitationLink sent={made.invitation} title={t('create.invited', { name: made.name })} />
        ) : open ? (
          <TenantForm onCreated={created} />
        ) : null}
      </Dialog>
    </>
  );
}
