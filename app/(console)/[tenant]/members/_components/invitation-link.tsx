'use client';
import { CircleCheck, MailWarning } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { MailState } from '#server/members/schema.ts';

type Sent = { email: string; link: string; mail: MailState; expiresAt?: string };

type InvitationLinkProps = {
  sent: Sent;
  title: ReactNode;
  description?: ReactNode;
  /** More buttons beside "Done". */
  children?: ReactNode;
};

/** What became of an invitation: whether a mail went out, and the link, which only this answer holds. */
export function InvitationLink({ sent, title, description, children }: InvitationLinkProps) {
  const t = useTranslations('members');
  const done = useTranslations('common.actions')('done');
  const { email, link, mail, expiresAt } = sent;
  const Icon = mail === 'sent' ? CircleCheck : MailWarning;
  return (
    <DialogContent
      title={title}
      description={description}
      footer={
        <>
          {children}
          <DialogClose asChild>
            <Button variant="primary">{done}</Button>
          </DialogClose>
        </>
      }
    >
      <div className="space-y-4">
        <p
          role="status"
          className={cn(
            'flex items-start gap-2 rounded-md px-3 py-2 text-sm',
            mail === 'sent' ? 'bg-success-soft text-success' : 'bg-warning-soft text-warning',
          )}
        >
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t(`mailState.${mail}`, { email })}
        </p>
        <FormField label={t('invite.link')} hint={t('invite.linkHint', { email })}>
          <Input readOnly mono value={link} onFocus={(event) => event.currentTarget.select()} />
        </FormField>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CopyButton value={link} label={t('invite.copyLink')} withText />
          {expiresAt ? (
            <p className="text-faint text-xs">
              {t.rich('invite.expires', { time: () => <Moment time={expiresAt} /> })}
            </p>
          ) : null}
        </div>
      </div>
    </DialogContent>
  );
}
