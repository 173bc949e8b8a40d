'use client';
import { FileDown, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';

const VerifyDialog = lateComponent(() => import('./verify-dialog.tsx').then((m) => m.VerifyDialog));
const ExportDialog = lateComponent(() => import('./export-dialog.tsx').then((m) => m.ExportDialog));

/** What can be done with the whole log. */
export function LogActions() {
  const t = useTranslations('audit');
  const [open, setOpen] = useState<'verify' | 'export' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen('verify')}>
        <ShieldCheck aria-hidden />
        {t('verify.open')}
      </Button>
      <Button onClick={() => setOpen('export')}>
        <FileDown aria-hidden />
        {t('files.open')}
      </Button>
      {open === 'verify' ? <VerifyDialog onClose={close} /> : null}
      {open === 'export' ? <ExportDialog onClose={close} /> : null}
    </>
  );
}
