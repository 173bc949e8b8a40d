'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Noted } from './use-verify.ts';

type NotedFormProps = { pending: boolean; onCompare: (noted: Noted) => void };

/** Asks for a place and a hash that somebody wrote down earlier; both may be pasted into the first field as they were copied. */
export function NotedForm({ pending, onCompare }: NotedFormProps) {
  const t = useTranslations('audit.verify.noted');
  const [seq, setSeq] = useState('');
  const [hash, setHash] = useState('');
  const [faults, setFaults] = useState({ seq: false, hash: false });
  const take = (text: string) => {
    const [place = '', pasted] = text.trim().split(/\s+/);
    setSeq(pasted ? place : text);
    if (pasted) setHash(pasted);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = { seq: !/^[1-9]\d{0,14}$/.test(seq.trim()), hash: !/^[0-9a-f]{64}$/.test(hash.trim()) };
    setFaults(wrong);
    if (!wrong.seq && !wrong.hash) onCompare({ notedSeq: Number(seq), notedHash: hash.trim() });
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-[96px_minmax(0,1fr)]">
        <FormField label={t('seq')} error={faults.seq ? t('seqFault') : undefined}>
          <Input inputMode="numeric" value={seq} onChange={(event) => take(event.target.value)} />
        </FormField>
        <FormField label={t('hash')} error={faults.hash ? t('hashFault') : undefined}>
          <Input
            value={hash}
            spellCheck={false}
            className="font-mono text-xs"
            onChange={(event) => setHash(event.target.value)}
          />
        </FormField>
      </div>
      <Button type="submit" pending={pending}>
        {t('compare')}
      </Button>
    </form>
  );
}
