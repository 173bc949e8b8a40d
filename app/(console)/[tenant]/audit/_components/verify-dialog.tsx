'use client';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Button } from '#components/ui/button.tsx';
import { Collapsible } from '#components/ui/collapsible.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { NotedForm } from './noted-form.tsx';
import { useVerify, type Verdict } from './use-verify.ts';
import { VerifyResult } from './verify-result.tsx';

/** Recomputes the chain at once, shows how far it is, then what it found. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('audit.verify');
  const close = useTranslations('common.actions')('close');
  const { verdict, noted, error, running, run } = useVerify();
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={t('title')}
        description={t('body')}
        footer={
          <>
            <Button pending={running} onClick={() => run()}>
              {t('again')}
            </Button>
            <DialogClose asChild>
              <Button variant="primary">{close}</Button>
            </DialogClose>
          </>
        }
      >
        <div className="space-y-4" aria-busy={running}>
          {error === null ? null : <ProblemPanel error={error} onRetry={() => run(noted)} />}
          {running ? (
            <Running verdict={verdict} />
          ) : verdict ? (
            <VerifyResult verdict={verdict} noted={noted} onLeave={onClose} />
          ) : null}
          <Collapsible title={t('noted.title')}>
            <NotedForm pending={running} onCompare={run} />
          </Collapsible>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Running({ verdict }: { verdict: Verdict | null }) {
  const t = useTranslations('audit.verify');
  const { rows = 0, head, removed } = verdict ?? {};
  const total = head ? head.seq - (removed?.seq ?? 0) : null;
  return (
    <div className="space-y-2">
      <p role="status" className="text-sm tabular-nums">
        {t('running', { rows })}
      </p>
      <Progress label={t('progress')} value={total === null ? null : rows} max={Math.max(total ?? 1, 1)} />
    </div>
  );
}
