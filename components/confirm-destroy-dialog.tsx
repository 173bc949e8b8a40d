'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';

type ConfirmDestroyProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What has to be typed, exactly. */
  name: string;
  /** Everything that goes with it, one line each. */
  consequences: readonly ReactNode[];
  /** What has to be decided with it: a field or two. */
  children?: ReactNode;
  /** False while what has to be decided is not. */
  ready?: boolean;
  /** The verb: "Delete sub-account". */
  action: ReactNode;
  onConfirm: () => void;
  pending?: boolean;
  /** A failure of the last attempt, usually an ErrorPanel. */
  error?: ReactNode;
  /** False where a way back exists, such as restore after a cut-off. */
  irreversible?: boolean;
};

/** Asks for the name before something is destroyed. The button stays shut until it matches. */
export function ConfirmDestroyDialog(props: ConfirmDestroyProps) {
  const t = useTranslations('common');
  const formId = useId();
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === props.name && (props.ready ?? true);
  const change = (open: boolean) => {
    setTyped('');
    props.onOpenChange(open);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (matches && !props.pending) props.onConfirm();
  };
  return (
    <Dialog open={props.open} onOpenChange={change}>
      <DialogContent
        title={props.title}
        description={(props.irreversible ?? true) ? t('destroy.irreversible') : undefined}
        footer={
          <>
            <DialogClose asChild>
              <Button>{t('actions.cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="danger" disabled={!matches} pending={props.pending}>
              {props.action}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="space-y-4">
          <div>
            <p className="mb-1 font-medium text-sm">{t('destroy.consequences')}</p>
            <ul className="list-disc space-y-1 pl-5 text-sm text-soft marker:text-faint">
              {props.consequences.map((line, index) => (
                <li key={typeof line === 'string' ? line : `line-${index}`}>{line}</li>
              ))}
            </ul>
          </div>
          {props.children}
          <FormField
            label={t.rich('destroy.typeNameRich', {
              name: () => <code className="rounded-sm bg-hover px-1 font-mono text-xs">{props.name}</code>,
            })}
          >
            <Input
              autoFocus={!props.children}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </FormField>
          {props.error}
        </form>
      </DialogContent>
    </Dialog>
  );
}
