'use client';
import { ChevronRight, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Attention } from './attention.ts';
import { lookOf } from './attention-looks.ts';
import { AttentionReason, useAttentionHref, useAttentionTitle } from './attention-words.tsx';
import { useAttention } from './use-attention.ts';

/** Rows that are always there; the others wait behind a button. */
const SHOWN = 6;

/** What needs a person, each with its reason and the way there. */
export function AttentionPanel() {
  const t = useTranslations('overview.attention');
  const { items, error, refetch } = useAttention();
  const [open, setOpen] = useState(false);
  if (error) return <ProblemPanel error={error} onRetry={refetch} />;
  if (items?.length === 0) {
    return (
      <p className="flex items-center gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-sm text-soft">
        <CircleCheck aria-hidden className="size-4 text-success" />
        {t('none')}
      </p>
    );
  }
  const shown = open ? items : items?.slice(0, SHOWN);
  const more = (items?.length ?? 0) - (shown?.length ?? 0);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        {items ? (
          <span className="text-soft text-xs tabular-nums">{t('count', { count: items.length })}</span>
        ) : null}
      </CardHeader>
      {shown ? (
        <ul className="divide-y divide-line">
          {shown.map((item) => (
            <AttentionRow key={`${item.kind} ${item.id}`} item={item} />
          ))}
        </ul>
      ) : (
        <div aria-busy className="space-y-4 p-4">
          <Skeleton className="w-3/4" />
          <Skeleton className="w-1/2" />
          <Skeleton className="w-2/3" />
        </div>
      )}
      {more > 0 || open ? (
        <div className="border-line border-t p-1.5 text-center">
          <Button variant="ghost" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('fewer') : t('more', { count: more })}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function AttentionRow({ item }: { item: Attention }) {
  const { icon: Icon, ink } = lookOf(item);
  return (
    <li className="group relative flex items-start gap-3 px-4 py-2.5 text-sm transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-ink">
          <Link href={useAttentionHref(item)} className="outline-none after:absolute after:inset-0">
            {useAttentionTitle(item)}
          </Link>
        </p>
        <p className="text-pretty text-soft text-xs">
          <AttentionReason item={item} />
        </p>
      </div>
      <ChevronRight
        aria-hidden
        className="mt-0.5 size-4 shrink-0 text-faint transition-transform group-hover:translate-x-0.5"
      />
    </li>
  );
}
