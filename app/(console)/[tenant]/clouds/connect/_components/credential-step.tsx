'use client';
import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { TestAnswer } from './test-answer.tsx';
import type { Connect } from './use-connect.ts';

/** The key pair, and what the cloud says about it. */
export function CredentialStep({ connect }: { connect: Connect }) {
  const t = useTranslations('clouds.connect.credential');
  const { form, tested, testing, forget } = connect;
  const provider = useWatch({ control: form.control, name: 'provider' });
  const fieldError = useFieldError();
  const { errors } = form.formState;
  return (
    <>
      <div className="space-y-1">
        <h2 className="font-semibold text-lg">{t('title')}</h2>
        <p className="text-pretty text-sm text-soft">
          {t('body')} {t('rights')}
        </p>
      </div>
      <FormField
        label={t('accessKeyId')}
        hint={t(`accessKeyIdHint.${provider}`)}
        error={fieldError(errors.accessKeyId?.message)}
        required
      >
        <Input
          {...form.register('accessKeyId', { onChange: forget })}
          mono
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder="AKLT…"
        />
      </FormField>
      <FormField label={t('secret')} error={fieldError(errors.secretAccessKey?.message)} required>
        <Input
          {...form.register('secretAccessKey', { onChange: forget })}
          type="password"
          mono
          autoComplete="new-password"
        />
      </FormField>
      <div aria-live="polite">{tested ? <TestAnswer tested={tested} provider={provider} /> : null}</div>
      {tested ? (
        <Button size="sm" pending={testing} onClick={() => void connect.test()}>
          {t('again')}
        </Button>
      ) : null}
    </>
  );
}
