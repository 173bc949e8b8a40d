'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { type AlertType, alertTypes, severities } from '#lib/alerts.ts';
import type { ChannelFormIn, ChannelFormOut } from './channel-form-schema.ts';

type RoutingFieldsProps = { form: UseFormReturn<ChannelFormIn, unknown, ChannelFormOut> };

/** The least severity and the types that a channel takes. */
export function RoutingFields({ form }: RoutingFieldsProps) {
  const t = useTranslations('channels.form');
  const words = useTranslations('alerts');
  const [severity = 'info', types = []] = useWatch({ control: form.control, name: ['minSeverity', 'types'] });
  const [picking, setPicking] = useState(types.length > 0);
  const set = (next: readonly AlertType[]) => form.setValue('types', [...next], { shouldDirty: true });
  const pick = (mode: string) => {
    setPicking(mode === 'only');
    // Starting from everything, somebody who picks usually leaves a few out.
    set(mode === 'only' ? alertTypes : []);
  };
  const toggle = (type: AlertType) =>
    set(alertTypes.filter((known) => (known === type) !== types.includes(known)));
  return (
    <>
      <FormField label={t('minSeverity')} hint={t(`minSeverityHint.${severity}`)}>
        <SegmentedControl
          value={severity}
          onValueChange={(value) => form.setValue('minSeverity', value, { shouldDirty: true })}
          segments={severities.map((value) => ({ value, label: words(`severity.${value}`) }))}
        />
      </FormField>
      <FormField label={t('types')} error={picking && types.length === 0 ? t('pickOne') : undefined}>
        <RadioGroup value={picking ? 'only' : 'every'} onValueChange={pick}>
          <Radio value="every" label={t('everyType')} />
          <Radio value="only" label={t('onlyThese')} />
        </RadioGroup>
      </FormField>
      {picking ? (
        <fieldset className="grid gap-x-6 gap-y-2 pl-6 sm:grid-cols-2">
          <legend className="sr-only">{t('onlyThese')}</legend>
          {alertTypes.map((type) => (
            <FormField key={type} label={words(`type.${type}`)} inline>
              <Checkbox checked={types.includes(type)} onCheckedChange={() => toggle(type)} />
            </FormField>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
