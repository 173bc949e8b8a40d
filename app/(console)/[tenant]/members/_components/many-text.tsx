'use client';
import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { RoleName } from '#lib/permissions.ts';
import { useBeyond, useRoles } from './use-roles.ts';

/** As much as the server reads. */
const MAX_CHARACTERS = 200_000;

type ManyTextProps = {
  text: string;
  onText: (text: string) => void;
  role: string;
  onRole: (role: string) => void;
  own: RoleName;
};

/** The list, pasted or from a file, and the role for rows that name none. */
export function ManyText({ text, onText, role, onRole, own }: ManyTextProps) {
  const t = useTranslations('members.many');
  const file = useRef<HTMLInputElement>(null);
  const [large, setLarge] = useState(false);
  const beyond = useBeyond(own);
  const options = useRoles()
    .filter(({ id }) => beyond(id) === null)
    .map(({ id, name }) => ({ value: id, label: name }));
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    event.target.value = '';
    if (!chosen) return;
    setLarge(chosen.size > MAX_CHARACTERS);
    if (chosen.size <= MAX_CHARACTERS) onText(await chosen.text());
  };
  return (
    <>
      <FormField label={t('text')} hint={t('textHint')} error={large ? t('fileLarge') : null} required>
        <Textarea
          rows={8}
          value={text}
          placeholder={t('example')}
          spellCheck={false}
          className="min-h-40 font-mono text-xs"
          onChange={(event) => onText(event.target.value)}
        />
      </FormField>
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        hidden
        aria-label={t('file')}
        onChange={(event) => void pick(event)}
      />
      <Button size="sm" onClick={() => file.current?.click()}>
        <FileUp aria-hidden className="size-3.5" />
        {t('file')}
      </Button>
      <FormField label={t('usual')} className="max-w-72">
        <Select value={role} onValueChange={onRole} options={options} />
      </FormField>
    </>
  );
}
