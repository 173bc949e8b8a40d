'use client';
import { useTranslations } from 'next-intl';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { ChannelFormIn, ChannelFormOut } from './channel-form-schema.ts';

const USUAL = { from: '22:00', to: '07:00' };

/** When a channel keeps still; in the tenant's time zone, and never for critical alerts. */
export function QuietHoursFields({ form }: { form: UseFormReturn<ChannelFormIn, unknown, ChannelFormOut> }) {
  const t = useTranslations('channels.form');
  const fieldError = useFieldError();
  const { timeZone } = useTenant();
  const quiet = useWatch({ control: form.control, name: 'quietHours' }) ?? null;
  const errors = form.formState.errors.quietHours;
  const set = (next: typeof USUAL | null) =>
    form.setValue('quietHours', next, { shouldDirty: true, shouldValidate: true });
  return (
    <>
      <FormField label={t('quiet')} hint={t('quietHint', { zone: timeZone })} inline>
        <Switch checked={quiet !== null} onCheckedChange={(on) => set(on ? USUAL : null)} />
      </FormField>
      {quiet ? (
        <div className="grid max-w-80 grid-cols-2 gap-4">
          <FormField label={t('quietFrom')} error={fieldError(errors?.from?.message)}>
            <Input type="time" value={quiet.from} onChange={(e) => set({ ...quiet, from: e.target.value })} />
          </FormField>
          <FormField label={t('quietTo')} error={fieldError(errors?.to?.message)}>
            <Input type="time" value={quiet.to} onChange={(e) => set({ ...quiet, to: e.target.value })} />
          </FormField>
        </div>
      ) : null}
    </>
  );
}
