'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { KeyState } from '#app/(console)/[tenant]/keys/_components/key-state.tsx';
import { UseBars } from '#app/(console)/[tenant]/keys/_components/use-bars.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { MyKey } from '#server/requests/schema.ts';
import { keysInput } from './inputs.ts';

const MOST = 200;

/** The API keys that the reader made, and what they were used for. */
export function MyKeys() {
  const t = useTranslations('requests.me.keys');
  const trpc = useTRPC();
  const [limit, setLimit] = useState(keysInput.limit);
  const list = useQuery(trpc.requests.myKeys.queryOptions({ limit }, { placeholderData: keepPreviousData }));
  const keys = list.data?.items;
  return (
    <Section title={t('title')}>
      {list.isError && !keys ? (
        <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />
      ) : !keys ? (
        <Skeleton className="h-20 w-full rounded-lg" />
      ) : (
        <Card>
          {keys.length === 0 ? (
            <p className="px-4 py-3.5 text-faint text-sm">{t('empty')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {keys.map((key) => (
                <Row key={key.id} apiKey={key} />
              ))}
            </ul>
          )}
        </Card>
      )}
      {list.data?.nextCursor && limit < MOST ? (
        <Button size="sm" onClick={() => setLimit(MOST)}>
          {t('more')}
        </Button>
      ) : null}
    </Section>
  );
}

function Row({ apiKey }: { apiKey: MyKey }) {
  const t = useTranslations('requests.me.keys');
  const { slug } = useTenant();
  const linked = useCan('key:read');
  const { id, name, hint, state, lastUsedAt, expiresAt, thisMonth, recent } = apiKey;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate font-medium text-ink">
          {linked ? (
            <Link href={`/${slug}/keys/${id}`} className="rounded-sm hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        <p className="truncate font-mono text-faint text-xs">{hint}</p>
      </div>
      <KeyState state={state} />
      <UseBars values={recent} label={t('use')} />
      <span className="w-40 text-right text-soft tabular-nums max-sm:text-left">
        {t('thisMonth', { count: thisMonth })}
      </span>
      <span className="w-36 text-right text-faint text-xs max-sm:text-left">
        {lastUsedAt ? t.rich('usedRich', { time: () => <Ago time={lastUsedAt} /> }) : t('never')}
        <br />
        {expiresAt ? t.rich('expiresRich', { time: () => <Ago time={expiresAt} /> }) : t('forever')}
      </span>
    </li>
  );
}
