'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { BulkProgress, type LeftAlone, LeftAloneList } from './bulk-progress.tsx';
import { useBulkRun } from './use-bulk-run.ts';

export type BulkDialogProps<Target> = {
  title: string;
  description?: ReactNode;
  /** What the action is tried on, one after the other. */
  targets: readonly Target[];
  leftAlone?: readonly LeftAlone<Target>[];
  nameOf: (target: Target) => string;
  /** The verb on the button. */
  action: string;
  work: (target: Target) => Promise<unknown>;
  /** Reads again what the screen shows. */
  onEnd: () => void;
  onClose: () => void;
  /** Called when it is closed after it has run. */
  onDone: () => void;
  /** What destroys asks for a phrase, and lists what goes with it. */
  destroy?: { phrase: string; consequences: readonly ReactNode[] };
  /** Fields, or a preview of the change. */
  children?: ReactNode;
  /** False while the fields say too little to begin. */
  ready?: boolean;
  size?: 'md' | 'lg';
};

/** One action for many rows: says before what it will do, shows how far it is, and lists what became of each row. */
export function BulkDialog<Target>(props: BulkDialogProps<Target>) {
  const { targets, leftAlone = [], nameOf, onClose, onDone, ready = true } = props;
  const t = useTranslations('common.bulk');
  const actions = useTranslations('common.actions');
  const { run, start } = useBulkRun<Target>(props.title, props.onEnd);
  const begin = (chosen: readonly Target[]) => void start(chosen, props.work);
  const leave = () => {
    if (run.state === 'done') onDone();
    onClose();
  };
  if (props.destroy && run.state === 'idle') {
    return (
      <ConfirmDestroy
        open
        onOpenChange={(open) => !open && onClose()}
        title={props.title}
        name={props.destroy.phrase}
        irreversible={false}
        consequences={[
          <NameList key="names" names={targets.map(nameOf)} />,
          ...props.destroy.consequences,
          ...(leftAlone.length > 0 ? [t('willLeave', { count: leftAlone.length })] : []),
        ]}
        action={props.action}
        onConfirm={() => begin(targets)}
      />
    );
  }
  const failed = run.failures.map((failure) => failure.target);
  return (
    <Dialog open onOpenChange={(open) => !open && leave()}>
      <DialogContent
        size={props.size ?? 'md'}
        title={props.title}
        description={run.state === 'idle' ? props.description : undefined}
        footer={
          run.state === 'idle' ? (
            <>
              <DialogClose asChild>
                <Button>{actions('cancel')}</Button>
              </DialogClose>
              <Button
                variant="primary"
                disabled={!ready || targets.length === 0}
                onClick={() => begin(targets)}
              >
                {props.action}
              </Button>
            </>
          ) : (
            <>
              {run.state === 'done' && failed.length > 0 ? (
                <Button onClick={() => begin(failed)}>{t('retry', { count: failed.length })}</Button>
              ) : null}
              <Button variant="primary" onClick={leave}>
                {run.state === 'running' ? t('leave') : actions('done')}
              </Button>
            </>
          )
        }
      >
        {run.state === 'idle' ? (
          <div className="space-y-4">
            {props.children ?? <NameList names={targets.map(nameOf)} />}
            <LeftAloneList leftAlone={leftAlone} nameOf={nameOf} />
          </div>
        ) : (
          <BulkProgress run={run} leftAlone={leftAlone} nameOf={nameOf} />
        )}
      </DialogContent>
    </Dialog>
  );
}

const NAMED = 6;

/** The first few by name, the rest as a number. */
function NameList({ names }: { names: readonly string[] }) {
  const t = useTranslations('common.bulk');
  const more = names.length - NAMED;
  const first = names.slice(0, NAMED).join(', ');
  return (
    <span className="break-words text-ink">{more > 0 ? t('andMore', { names: first, more }) : first}</span>
  );
}
