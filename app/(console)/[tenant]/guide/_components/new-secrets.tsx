'use client';
import { useTranslations } from 'next-intl';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import type { Secret } from '#components/secret-once-dialog.tsx';
import type { Created } from './use-guide-actions.ts';

/** The secrets of the user that the guide made; after this nobody can show them again. */
export function NewSecrets({ created, onStored }: { created: Created; onStored: () => void }) {
  const t = useTranslations('subAccounts.new');
  const words = useTranslations('subAccounts.secrets');
  const { subAccount, password, accessKey } = created;
  const { userName } = subAccount;
  const secrets: Secret[] = [
    { label: words('userName'), value: userName, plain: true },
    ...(password === null ? [] : [{ label: words('password'), value: password }]),
    ...(accessKey === null
      ? []
      : [
          { label: words('accessKeyId'), value: accessKey.accessKeyId, plain: true },
          { label: words('secretAccessKey'), value: accessKey.secretAccessKey },
        ]),
  ];
  return (
    <>
      <UnsavedGuard when loss={t('secretsLoss')} action={t('secretsLeave')} />
      <SecretOnce
        open
        title={t('secretsTitle', { name: userName })}
        secrets={secrets}
        fileName={`${userName}-access`}
        onStored={onStored}
      />
    </>
  );
}
