'use client';
import { Download, Eye, EyeOff, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { CopyButton } from './copy-button.tsx';
import { downloadText } from './download.ts';

export type Secret = {
  label: string;
  value: string /** Shown in clear from the start: ids, user names. */;
  plain?: boolean;
};

export type SecretOnceProps = {
  open: boolean;
  title: ReactNode;
  secrets: readonly Secret[];
  /** Without an extension; one text file with all values. */
  fileName: string;
  /** Called once the person says it is stored; there is no other way out. */
  onStored: () => void;
  /** What to do with it: a snippet, a link. */
  children?: ReactNode;
};

/** Shows what can never be shown again. Neither escape nor a click outside closes it. */
export function SecretOnceDialog({ open, title, secrets, fileName, onStored, children }: SecretOnceProps) {
  const t = useTranslations('common.secretOnce');
  const [stored, setStored] = useState(false);
  const all = secrets.map((secret) => `${secret.label}: ${secret.value}`).join('\n');
  const leave = () => {
    setStored(false);
    onStored();
  };
  return (
    <Dialog open={open}>
      <DialogContent
        title={title}
        dismissable={false}
        footer={
          <div className="flex w-full flex-wrap items-center justify-between gap-3">
            <FormField label={t('stored')} inline>
              <Checkbox checked={stored} onCheckedChange={(next) => setStored(next === true)} />
            </FormField>
            <Button variant="primary" disabled={!stored} onClick={leave}>
              {t('close')}
            </Button>
          </div>
        }
      >
        <div className="space-y-4">
          <p className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t('warning')}
          </p>
          <dl className="space-y-3">
            {secrets.map((secret) => (
              <SecretRow key={secret.label} secret={secret} />
            ))}
          </dl>
          <div className="flex flex-wrap gap-2">
            {secrets.length > 1 ? <CopyButton value={all} label={t('copyAll')} withText /> : null}
            <Button onClick={() => downloadText(`${fileName}.txt`, `${all}\n`)}>
              <Download aria-hidden />
              {t('downloadFile')}
            </Button>
          </div>
          {children}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function SecretRow({ secret }: { secret: Secret }) {
  const t = useTranslations('common.secretOnce');
  const [shown, setShown] = useState(secret.plain ?? false);
  return (
    <div>
      <dt className="mb-1 font-medium text-sm">{secret.label}</dt>
      <dd className="flex items-start gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 break-all py-1 font-mono text-xs leading-5">
          {shown ? secret.value : '•'.repeat(Math.min(32, secret.value.length))}
        </code>
        {secret.plain ? null : (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`${shown ? t('hide') : t('show')} ${secret.label}`}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden className="size-3.5" /> : <Eye aria-hidden className="size-3.5" />}
          </Button>
        )}
        <CopyButton value={secret.value} label={`${t('copy')} ${secret.label}`} />
      </dd>
    </div>
  );
}
