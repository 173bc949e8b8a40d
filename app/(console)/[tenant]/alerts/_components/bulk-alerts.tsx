'use client';
import { useQueryClient } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import type { AlertOut } from '#server/alerts/schema.ts';
import { AlertButtons } from './alert-buttons.tsx';

type BulkAlertsProps = { alerts: readonly AlertOut[]; onDone: () => void };

/** For the ticked alerts: acknowledge, resolve, reopen, and mute their kinds. */
export function BulkAlerts({ alerts, onDone }: BulkAlertsProps) {
  const t = useTranslations('alerts.mute');
  const [muting, setMuting] = useState(false);
  return (
    <>
      <AlertButtons alerts={alerts} onDone={onDone} />
      <Can permission="alert:update">
        <Button size="sm" onClick={() => setMuting(true)}>
          <BellOff aria-hidden className="size-3.5" />
          {t('many')}
        </Button>
      </Can>
      {muting ? <BulkMute alerts={alerts} onClose={() => setMuting(false)} onDone={onDone} /> : null}
    </>
  );
}

const HOURS = { day: 24, week: 168, end: 0 } as const;
type For = keyof typeof HOURS;

/** Muting is by kind: alerts of one kind and sub-account are one of them. */
function BulkMute({ alerts, onClose, onDone }: BulkAlertsProps & { onClose: () => void }) {
  const t = useTranslations('alerts.mute');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [time, setTime] = useState<For>('day');
  const kinds = [...Map.groupBy(alerts, kindOf).values()].flatMap((same) => same[0] ?? []);
  const takes = (alert: AlertOut) => time !== 'end' || alert.mutedUntil !== null;
  return (
    <BulkDialog
      title={t('manyTitle', { count: kinds.length })}
      description={t('manyBody')}
      targets={kinds.filter(takes)}
      leftAlone={kinds.filter((alert) => !takes(alert)).map((target) => ({ target, reason: t('notMuted') }))}
      nameOf={(alert) => alert.subject}
      action={t(time === 'end' ? 'end' : 'many')}
      work={({ id }) => client.alerts.mute.mutate({ alertId: id, hours: HOURS[time] })}
      onEnd={() => void queries.invalidateQueries(trpc.alerts.pathFilter())}
      onClose={onClose}
      onDone={onDone}
    >
      <FormField label={t('how')}>
        <SegmentedControl
          value={time}
          onValueChange={setTime}
          segments={(['day', 'week', 'end'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </FormField>
      <ul className="max-h-44 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
        {kinds.filter(takes).map((alert) => (
          <li key={alert.id} className="truncate px-3 py-1.5">
            {alert.subject}
          </li>
        ))}
      </ul>
    </BulkDialog>
  );
}

const kindOf = (alert: AlertOut) => `${alert.type} ${alert.subAccountId ?? ''}`;
