'use client';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Moment } from '#components/ago.tsx';
import { useClock } from '#components/clock.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { dayOf } from '#lib/periods.ts';
import { type Expiry, type ExpiryKind, expiryKinds, expiryMoment } from './expiry.ts';

type ExpiryFieldProps = {
  value: Expiry;
  onChange: (expiry: Expiry) => void;
  /** After the server or the form found it wanting. */
  error: string | undefined;
};

/** How long a key works: a usual span, a day of the tenant's calendar, or for good. */
export function ExpiryField({ value, onChange, error }: ExpiryFieldProps) {
  const t = useTranslations('keys.form');
  const { timeZone } = useTenant();
  const { now } = useClock();
  const until = expiryMoment(value, now, timeZone);
  return (
    <div className="space-y-3">
      <FormField label={t('expiry')} error={value.kind === 'date' ? undefined : error}>
        <SegmentedControl<ExpiryKind>
          value={value.kind}
          onValueChange={(kind) => onChange({ ...value, kind })}
          className="max-w-full flex-wrap"
          segments={expiryKinds.map((kind) => ({ value: kind, label: t(`expiryChoice.${kind}`) }))}
        />
      </FormField>
      {value.kind === 'date' ? (
        <FormField label={t('day')} error={error} className="max-w-50">
          <Input
            type="date"
            min={dayOf(now, timeZone)}
            value={value.day}
            onChange={(event) => onChange({ ...value, day: event.target.value })}
          />
        </FormField>
      ) : null}
      <p className="text-faint text-xs">
        {until
          ? t.rich('expiryUntil', { time: () => <Moment time={until} timeZone={timeZone} /> })
          : value.kind === 'never'
            ? t('expiryNever')
            : null}
      </p>
    </div>
  );
}
