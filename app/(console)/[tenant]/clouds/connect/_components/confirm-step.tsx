'use client';
import { useTranslations } from 'next-intl';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { DefinitionList } from '#components/definition-list.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Connect } from './use-connect.ts';

/** What will be stored, under which name. */
export function ConfirmStep({ connect: { form, tested } }: { connect: Connect }) {
  const t = useTranslations('clouds');
  const fieldError = useFieldError();
  const { provider, accessKeyId } = form.getValues();
  const mono = (text: string) => <code className="break-all font-mono text-xs">{text}</code>;
  return (
    <>
      <h2 className="font-semibold text-lg">{t('connect.confirm.title')}</h2>
      <FormField
        label={t('connect.confirm.name')}
        hint={t('connect.confirm.nameHint')}
        error={fieldError(form.formState.errors.name?.message)}
        required
      >
        <Input {...form.register('name')} autoFocus autoComplete="off" />
      </FormField>
      <DefinitionList
        items={[
          { term: t('facts.provider'), value: t(`provider.${provider}`) },
          { term: t('facts.accountNo'), value: mono(tested?.cloudAccountNo ?? '') },
          { term: t('facts.principal'), value: mono(tested?.principal ?? '') },
          { term: t('facts.key'), value: mono(accessKeyId) },
        ]}
      />
      <p className="text-pretty text-sm text-soft">{t('connect.confirm.after')}</p>
    </>
  );
}
