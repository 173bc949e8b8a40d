'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useAuditWords } from '#app/(console)/[tenant]/audit/_components/action-words.ts';
import { Actor } from '#app/(console)/[tenant]/audit/_components/actor.tsx';
import type { ApiKey } from '#app/(console)/[tenant]/keys/_components/key-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

const SHOWN = 8;

/** What was done about a key, newest first; only for those who may read the audit log. */
export function History({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys.history');
  const { slug } = useTenant();
  const allowed = useCan('audit:read');
  const trpc = useTRPC();
  const log = useQuery(
    trpc.audit.list.queryOptions({ targetId: apiKey.id, limit: SHOWN }, { enabled: allowed }),
  );
  if (!allowed) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <Link
          href={`/${slug}/audit?q=${apiKey.id}`}
          className="rounded-sm font-medium text-accent-ink text-xs hover:underline"
        >
          {t('all')}
        </Link>
      </CardHeader>
      {log.isError ? (
        <div className="p-4">
          <ProblemPanel error={log.error} onRetry={() => void log.refetch()} />
        </div>
      ) : log.data ? (
        <Entries entries={log.data.items} />
      ) : (
        <div aria-busy className="space-y-3 p-4">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-5/6" />
        </div>
      )}
    </Card>
  );
}

type Entry = {
  id: string;
  at: string;
  action: string;
  actor: { kind: string; id: string; name: string };
  after?: unknown;
};

function Entries({ entries }: { entries: readonly Entry[] }) {
  const t = useTranslations('keys.history');
  const words = useAuditWords();
  if (entries.length === 0) return <p className="p-4 text-sm text-soft">{t('none')}</p>;
  return (
    <ol className="divide-y divide-line">
      {entries.map(({ id, at, action, actor, after }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm">
          <span className="min-w-0 flex-1 basis-60 text-ink">
            {words.action(action)} <span className="break-all text-soft">{addressIn(after)}</span>
          </span>
          <Actor actor={actor} className="text-soft text-xs" />
          <Ago time={at} className="w-24 text-right text-faint text-xs max-sm:w-auto" />
        </li>
      ))}
    </ol>
  );
}

/** Where a refused request came from. */
function addressIn(after: unknown): string | null {
  const address = typeof after === 'object' && after !== null ? Reflect.get(after, 'address') : null;
  return typeof address === 'string' ? address : null;
}
