'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { ProblemPanel, useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import type { SettingKey } from '#server/settings/registry.ts';
import type { SettingOut } from '#server/settings/schema.ts';
import { readDraft, toDraft } from './setting-draft.ts';
import { SettingEditor } from './setting-editor.tsx';
import { useSettingText } from './setting-value.tsx';
import { settingWords } from './setting-words.ts';

/** As it comes over the wire, where a value of any type may be left out. */
export type Setting = Omit<SettingOut, 'value' | 'inherited'> & { value?: unknown; inherited?: unknown };
export type KnownSetting = Setting & { key: SettingKey };

type SettingDialogProps = {
  setting: KnownSetting;
  currency: string | null;
  onClose: () => void;
  /** Throws what the server said. */
  onSave: (value: unknown) => Promise<void>;
};

/** Asks for another value of one setting. */
export function SettingDialog({ setting, currency, onClose, onSave }: SettingDialogProps) {
  const t = useTranslations('settings');
  const cancel = useTranslations('common.actions')('cancel');
  const formId = useId();
  const fieldError = useFieldError();
  const problemOf = useProblem();
  const textOf = useSettingText(currency);
  const [draft, setDraft] = useState(() => toDraft(setting.value));
  const [fault, setFault] = useState<string>();
  const [failure, setFailure] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const name = t(`items.${settingWords[setting.key].words}.name`);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const verdict = readDraft(setting.input, draft);
    setFailure(null);
    if ('fault' in verdict) {
      setFault(fieldError(verdict.fault));
      return;
    }
    setSaving(true);
    try {
      await onSave(verdict.value);
    } catch (error) {
      const [field] = problemOf(error).fields;
      setFault(field?.message);
      setFailure(field ? null : error);
    }
    setSaving(false);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('editName', { name })}
        description={t(`items.${settingWords[setting.key].words}.help`)}
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={saving}>
              {t('save')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <SettingEditor
            input={setting.input}
            settingKey={setting.key}
            name={name}
            currency={currency}
            draft={draft}
            error={fault}
            onChange={(next) => {
              setFault(undefined);
              setDraft(next);
            }}
          />
          <p className="text-faint text-xs">
            {t('resetTo', { value: textOf(setting.key, setting.input, setting.inherited) })}
          </p>
          {failure === null ? null : <ProblemPanel error={failure} />}
        </form>
      </DialogContent>
    </Dialog>
  );
}
