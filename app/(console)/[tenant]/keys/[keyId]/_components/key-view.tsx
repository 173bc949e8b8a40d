'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import KeyLoading from '#app/(console)/[tenant]/keys/[keyId]/loading.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Facts } from './facts.tsx';
import { Figures } from './figures.tsx';
import { History } from './history.tsx';
import { KeyHeader } from './key-header.tsx';
import { Limits } from './limits.tsx';
import { OverlapNotice } from './overlap-notice.tsx';
import { Rights } from './rights.tsx';
import { UsageChart } from './usage-chart.tsx';

const EditKey = lateComponent(() =>
  import('#app/(console)/[tenant]/keys/_components/edit-key.tsx').then((m) => m.EditKey),
);
const EditLimits = lateComponent(() =>
  import('#app/(console)/[tenant]/keys/_components/edit-limits.tsx').then((m) => m.EditLimits),
);
const RevokeKey = lateComponent(() =>
  import('#app/(console)/[tenant]/keys/_components/revoke-key.tsx').then((m) => m.RevokeKey),
);
const RotateKey = lateComponent(() =>
  import('#app/(console)/[tenant]/keys/_components/rotate-key.tsx').then((m) => m.RotateKey),
);

export type KeyDialog = 'edit' | 'limits' | 'rotate' | 'revoke';

/** One key: what it is used for, what holds it back, what it may do, and what was done about it. */
export function KeyView({ keyId }: { keyId: string }) {
  const trpc = useTRPC();
  const key = useQuery(trpc.keys.get.queryOptions({ keyId }, { refetchInterval: 15_000 }));
  if (key.data) return <KnownKey apiKey={key.data} />;
  if (!key.isError) return <KeyLoading />;
  return <ProblemPanel error={key.error} onRetry={() => void key.refetch()} retrying={key.isRefetching} />;
}

function KnownKey({ apiKey }: { apiKey: ApiKey }) {
  const [dialog, setDialog] = useState<KeyDialog | null>(null);
  const close = () => setDialog(null);
  return (
    <div className="space-y-6">
      <PageChrome crumbs={useMemo(() => [{ label: apiKey.name }], [apiKey.name])} />
      <KeyHeader apiKey={apiKey} onDialog={setDialog} />
      <OverlapNotice apiKey={apiKey} />
      <Figures apiKey={apiKey} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0 space-y-6">
          <UsageChart apiKey={apiKey} />
          <History apiKey={apiKey} />
        </div>
        <div className="min-w-0 space-y-6">
          <Limits apiKey={apiKey} onEdit={() => setDialog('limits')} />
          <Facts apiKey={apiKey} />
          <Rights apiKey={apiKey} />
        </div>
      </div>
      {dialog === 'edit' ? <EditKey apiKey={apiKey} onClose={close} /> : null}
      {dialog === 'limits' ? <EditLimits apiKey={apiKey} onClose={close} /> : null}
      {dialog === 'rotate' ? <RotateKey apiKey={apiKey} onClose={close} /> : null}
      {dialog === 'revoke' ? <RevokeKey apiKey={apiKey} onClose={close} /> : null}
    </div>
  );
}
