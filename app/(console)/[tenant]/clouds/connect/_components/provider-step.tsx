'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import type { CloudAccount } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { ProviderMark } from '#app/(console)/[tenant]/clouds/_components/provider-mark.tsx';
import { RadioCard, RadioGroup } from '#components/ui/radio-group.tsx';
import type { ConnectForm } from './use-connect.ts';

type Provider = CloudAccount['provider'];

/** Which cloud, as cards. */
export function ProviderStep({ form, providers }: { form: ConnectForm; providers: readonly Provider[] }) {
  const t = useTranslations('clouds');
  const headingId = useId();
  const chosen = useWatch({ control: form.control, name: 'provider' });
  const choose = (value: string) => {
    const provider = providers.find((known) => known === value);
    if (provider) form.setValue('provider', provider);
  };
  return (
    <>
      <h2 id={headingId} className="font-semibold text-lg">
        {t('connect.provider.title')}
      </h2>
      <RadioGroup
        value={chosen}
        onValueChange={choose}
        aria-labelledby={headingId}
        className="gap-3 sm:grid-cols-2"
      >
        {providers.map((provider) => (
          <RadioCard key={provider} value={provider}>
            <ProviderMark provider={provider} />
            <span className="min-w-0">
              <span className="block font-medium text-base text-ink">{t(`provider.${provider}`)}</span>
              <span className="block text-pretty text-sm text-soft">{t(`providerHint.${provider}`)}</span>
            </span>
          </RadioCard>
        ))}
      </RadioGroup>
    </>
  );
}
