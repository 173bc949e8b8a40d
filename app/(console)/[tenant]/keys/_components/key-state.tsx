import { Ban, CircleCheck, ClockAlert, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { ApiKey } from './key-table.ts';

const looks: Record<ApiKey['state'], { icon: LucideIcon; text: string; mark: string }> = {
  active: { icon: CircleCheck, text: 'text-soft', mark: 'text-success' },
  expired: { icon: ClockAlert, text: 'text-warning', mark: 'text-warning' },
  revoked: { icon: Ban, text: 'text-faint', mark: 'text-faint' },
};

/** Whether a key works, as icon and word. */
export function KeyState({ state }: { state: ApiKey['state'] }) {
  const t = useTranslations('keys.state');
  const { icon: Icon, text, mark } = looks[state];
  return (
    <span className={cn('inline-flex items-center gap-1 align-middle font-medium text-xs', text)}>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', mark)} />
      {t(state)}
    </span>
  );
}
