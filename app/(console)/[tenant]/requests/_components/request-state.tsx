import { Ban, CircleCheck, CircleX, ClockAlert, Hourglass, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { RequestOut } from '#server/requests/schema.ts';

const looks: Record<RequestOut['state'], { icon: LucideIcon; text: string; mark: string }> = {
  pending: { icon: Hourglass, text: 'font-medium text-ink', mark: 'text-accent-ink' },
  approved: { icon: CircleCheck, text: 'text-soft', mark: 'text-success' },
  rejected: { icon: CircleX, text: 'text-soft', mark: 'text-danger' },
  withdrawn: { icon: Ban, text: 'text-faint', mark: 'text-faint' },
  expired: { icon: ClockAlert, text: 'text-soft', mark: 'text-warning' },
};

/** Where a request stands, as icon and word; only what waits carries weight. */
export function RequestState({ state }: { state: RequestOut['state'] }) {
  const t = useTranslations('requests.state');
  const { icon: Icon, text, mark } = looks[state];
  return (
    <span
      data-state={state}
      className={cn('inline-flex h-5 items-center gap-1 whitespace-nowrap align-middle text-xs', text)}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', mark)} />
      {t(state)}
    </span>
  );
}
