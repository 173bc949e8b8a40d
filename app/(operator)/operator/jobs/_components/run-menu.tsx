'use client';
import { CircleStop, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { RunRow } from '#server/platform/schema.ts';
import { OrderDialog, orderFor } from './run-orders.tsx';

/** The one thing that can be done to a run as it is; nothing for one that is done. */
export function RunMenu({ run }: { run: Pick<RunRow, 'id' | 'state' | 'functionId'> }) {
  const t = useTranslations('operator.jobs.run');
  const [asking, setAsking] = useState(false);
  const may = useCan('platform:jobs');
  const order = orderFor(run.state);
  if (!order || !may) return null;
  const Icon = order === 'retry' ? RotateCcw : CircleStop;
  const label = t(order);
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        title={label}
        aria-label={`${label}: ${run.functionId}`}
        onClick={() => setAsking(true)}
      >
        <Icon aria-hidden className="size-3.5" />
      </Button>
      {asking ? <OrderDialog order={order} runId={run.id} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
