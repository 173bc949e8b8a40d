'use client';
import { useTranslations } from 'next-intl';
import { SecretOnce } from '#components/secret-once.tsx';

type ChannelSecretProps = {
  name: string;
  secret: string;
  /** What to do with it, where that is not the usual. */
  next?: string;
  onStored: () => void;
};

/** A webhook's signing secret, for the one time that it is shown. */
export function ChannelSecret({ name, secret, next, onStored }: ChannelSecretProps) {
  const t = useTranslations('channels.secret');
  return (
    <SecretOnce
      open
      title={t('title', { name })}
      secrets={[{ label: t('label'), value: secret }]}
      fileName={`airgate-webhook-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`}
      onStored={onStored}
    >
      <p className="text-pretty text-sm text-soft">{next ?? t('next')}</p>
    </SecretOnce>
  );
}
