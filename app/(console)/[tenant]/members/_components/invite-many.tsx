'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { downloadText } from '#components/download.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { toCsv } from '#lib/csv.ts';
import type { RoleName } from '#lib/permissions.ts';
import { ManyRows } from './many-rows.tsx';
import { ManyText } from './many-text.tsx';
import { useInviteMany } from './use-invite-many.ts';

/** A list of people: first written or chosen, then looked at, then sent, and in the end what became of each row. */
export function InviteMany({ own, onClose }: { own: RoleName; onClose: () => void }) {
  const t = useTranslations('members.many');
  const actions = useTranslations('common.actions');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [text, setText] = useState('');
  const [usual, setUsual] = useState('member');
  const look = useMutation(trpc.members.previewInvitations.mutationOptions());
  const { run, start } = useInviteMany();
  const rows = look.data?.items ?? [];
  const ready = rows.filter(({ state }) => state === 'ready');
  const tried = new Map(run.results.map((result) => [result.email, result]));
  const rest = ready.filter(({ email }) => !tried.has(email));
  const made = run.results.filter(({ link }) => link !== null);
  const save = () =>
    downloadText(
      `${tenant.slug}-invitations.csv`,
      toCsv([['email', 'link'], ...made.map(({ email, link }) => [email, link ?? ''])]),
      'text/csv',
    );
  const writing = !look.data;
  return (
    <Dialog open onOpenChange={(open) => !open && run.state !== 'running' && onClose()}>
      <DialogContent
        size="lg"
        title={t('title', { tenant: tenant.name })}
        description={writing ? t('body') : undefined}
        footer={
          run.state !== 'idle' ? (
            <>
              {made.length > 0 && run.state === 'done' ? (
                <Button title={t('linksHint')} onClick={save}>
                  {t('links')}
                </Button>
              ) : null}
              {run.state === 'done' && rest.length > 0 ? (
                <Button onClick={() => void start(rest)}>{t('again')}</Button>
              ) : null}
              <Button variant="primary" disabled={run.state === 'running'} onClick={onClose}>
                {actions('done')}
              </Button>
            </>
          ) : writing ? (
            <>
              <DialogClose asChild>
                <Button>{actions('cancel')}</Button>
              </DialogClose>
              <Button
                variant="primary"
                disabled={text.trim() === ''}
                pending={look.isPending}
                onClick={() => look.mutate({ text, role: usual })}
              >
                {t('look')}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => look.reset()}>{t('back')}</Button>
              <Button variant="primary" disabled={ready.length === 0} onClick={() => void start(ready)}>
                {t('send', { count: ready.length })}
              </Button>
            </>
          )
        }
      >
        {writing ? (
          <div className="space-y-4">
            <ManyText text={text} onText={setText} role={usual} onRole={setUsual} own={own} />
            {look.isError ? <ProblemPanel error={look.error} /> : null}
          </div>
        ) : (
          <div className="space-y-4">
            <p role="status" className="text-sm tabular-nums">
              {run.state === 'idle'
                ? t('summary', { ready: ready.length, left: rows.length - ready.length })
                : run.state === 'running'
                  ? t('sending', { done: run.results.length, total: run.total })
                  : t('finished', { sent: made.length, failed: ready.length - made.length })}
            </p>
            {run.state === 'running' ? (
              <>
                <Progress
                  value={run.results.length}
                  max={Math.max(1, run.total)}
                  label={t('sending', { done: run.results.length, total: run.total })}
                />
                <p className="text-faint text-xs">{t('stay')}</p>
              </>
            ) : null}
            {run.error ? <ProblemPanel error={run.error} /> : null}
            <ManyRows rows={rows} results={tried} sent={run.state !== 'idle'} over={run.state === 'done'} />
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
