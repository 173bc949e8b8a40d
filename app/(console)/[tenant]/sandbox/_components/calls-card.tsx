'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { sandboxCallsOut } from '#server/sandbox/schema.ts';
import { callsInput } from './inputs.ts';

const WATCH_MS = 2_000;

type Call = z.output<typeof sandboxCallsOut>['items'][number];

/** The calls that reached the account last: by AirGate itself, or with a sub-account's key. */
export function CallsCard({ cloudAccountId }: { cloudAccountId: string }) {
  const t = useTranslations('sandbox.calls');
  const trpc = useTRPC();
  const calls = useQuery(
    trpc.sandbox.calls.queryOptions(callsInput(cloudAccountId), { refetchInterval: WATCH_MS }),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      {calls.data ? (
        calls.data.items.length === 0 ? (
          <p className="p-4 text-soft text-sm">{t('empty')}</p>
        ) : (
          <CallTable calls={calls.data.items} />
        )
      ) : calls.error ? (
        <ProblemPanel error={calls.error} onRetry={() => void calls.refetch()} className="m-4" />
      ) : (
        <Skeleton className="m-4 h-40" />
      )}
    </Card>
  );
}

function CallTable({ calls }: { calls: readonly Call[] }) {
  const t = useTranslations('sandbox.calls');
  return (
    <ScrollArea label={t('title')} className="max-h-100">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('time')}</TableHeader>
            <TableHeader>{t('caller')}</TableHeader>
            <TableHeader>{t('action')}</TableHeader>
            <TableHeader>{t('signed')}</TableHeader>
            <TableHeader>{t('result')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {calls.map((call) => (
            <TableRow key={call.number}>
              <TableCell className="h-8 whitespace-nowrap text-faint text-xs">
                <Moment time={call.at} seconds />
              </TableCell>
              <TableCell
                className={cn('h-8 whitespace-nowrap', call.user ? 'font-medium text-ink' : 'text-soft')}
              >
                {call.user ?? t('root')}
              </TableCell>
              <TableCell className="h-8 font-mono text-xs">{`${call.service}:${call.action}`}</TableCell>
              <TableCell className={cn('h-8 whitespace-nowrap', call.signed ? 'text-soft' : 'text-danger')}>
                {t(call.signed ? 'signedYes' : 'signedNo')}
              </TableCell>
              <TableCell className="h-8 whitespace-nowrap">
                <Answer call={call} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollArea>
  );
}

function Answer({ call: { status, code, done } }: { call: Call }) {
  const t = useTranslations('sandbox.calls');
  const ok = status === 200;
  const Icon = ok ? CircleCheck : CircleX;
  return (
    <span className={cn('inline-flex items-center gap-1.5', ok ? 'text-soft' : 'text-danger')}>
      <Icon aria-hidden className={cn('size-3.5', ok && 'text-success')} />
      <span className="font-mono text-xs">
        {status === 0
          ? `${t('silent')}, ${t(done ? 'effect' : 'noEffect')}`
          : [status, code].filter(Boolean).join(' ')}
      </span>
    </span>
  );
}
