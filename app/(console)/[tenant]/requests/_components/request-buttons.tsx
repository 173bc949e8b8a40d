'use client';
import { Check, Undo2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import type { RequestOut } from '#server/requests/schema.ts';
import type { Deciding } from './requests-view.tsx';
import { useWithdraw } from './use-request-actions.ts';

type RequestButtonsProps = {
  request: RequestOut;
  onDecide: (deciding: Deciding) => void;
  /** In a row: as icons, whose names are read out. */
  short?: boolean;
};

/** What can be done with a request that waits. */
export function RequestButtons({ request, onDecide, short = false }: RequestButtonsProps) {
  const t = useTranslations('requests.actions');
  const mayDecide = useCan('quota:allocate');
  const mayAsk = useCan('quota:request');
  const { withdraw, pending } = useWithdraw();
  if (request.state !== 'pending') return null;
  const label = (verb: 'approve' | 'reject' | 'withdraw') =>
    short ? { 'aria-label': `${t(verb)}: ${request.subAccount.userName}`, title: t(verb) } : {};
  const size = short ? 'icon-sm' : 'sm';
  const variant = short ? 'ghost' : 'secondary';
  return (
    <span className={cn('inline-flex items-center', short ? 'gap-0.5' : 'flex-wrap gap-1.5')}>
      {mayDecide ? (
        <>
          <Button
            size={size}
            variant={short ? 'ghost' : 'primary'}
            onClick={() => onDecide({ verdict: 'approve', request })}
            {...label('approve')}
          >
            <Check aria-hidden className="size-4" />
            {short ? null : t('approve')}
          </Button>
          <Button
            size={size}
            variant={variant}
            onClick={() => onDecide({ verdict: 'reject', request })}
            {...label('reject')}
          >
            <X aria-hidden className="size-4" />
            {short ? null : t('reject')}
          </Button>
        </>
      ) : null}
      {request.own && mayAsk && !(short && mayDecide) ? (
        <Button
          size={size}
          variant={variant}
          pending={pending}
          onClick={() => void withdraw(request.id)}
          {...label('withdraw')}
        >
          <Undo2 aria-hidden className="size-4" />
          {short ? null : t('withdraw')}
        </Button>
      ) : null}
    </span>
  );
}
