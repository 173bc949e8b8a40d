'use client';
import { Bell as BellIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import type { BellProps } from './types.ts';

/** Open alerts as a number, and behind it the last of them with the results of long work. */
export function Bell({ count, href, panel, news, onOpen }: BellProps) {
  const t = useTranslations('nav');
  const [open, setOpen] = useState(false);
  const label = t('alerts', { count });
  // The number stands beside the bell and needs its room.
  const look = cn('relative', count > 9 ? 'mr-3' : count > 0 && 'mr-1.5');
  const face = (
    <>
      <BellIcon aria-hidden />
      {count > 0 ? (
        <span
          aria-hidden
          className="absolute -top-0.5 left-4.5 grid h-4 min-w-4 place-items-center rounded-full bg-danger-fill px-1 font-semibold text-on-accent text-xs leading-none tabular-nums ring-2 ring-canvas"
        >
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
      {news ? (
        <span
          aria-hidden
          className="absolute right-1.5 bottom-1.5 size-2 rounded-full bg-accent ring-2 ring-canvas"
        />
      ) : null}
    </>
  );
  if (!panel) {
    return (
      <Button asChild variant="ghost" size="icon" className={look}>
        <Link href={href} aria-label={label}>
          {face}
        </Link>
      </Button>
    );
  }
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onOpen?.();
      }}
    >
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className={look}
          aria-label={news ? `${label}, ${t('bell.news')}` : label}
        >
          {face}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label={t('bell.title')}
        className="w-96 p-0"
        // A link inside leads away: the panel has done its work.
        onClick={(event) => event.target instanceof Element && event.target.closest('a') && setOpen(false)}
      >
        {panel}
      </PopoverContent>
    </Popover>
  );
}
