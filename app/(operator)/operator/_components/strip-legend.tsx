import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { barColors, barHeight } from './health-strip.tsx';

const kinds = [
  { name: 'ok', slot: { state: 'ok', samples: 1, degraded: 0, down: 0 } },
  { name: 'degraded', slot: { state: 'degraded', samples: 1, degraded: 1, down: 0 } },
  { name: 'down', slot: { state: 'down', samples: 1, degraded: 0, down: 1 } },
  { name: 'none', slot: { state: null, samples: 0, degraded: 0, down: 0 } },
] as const;

/** What the bars of the strips mean. */
export function StripLegend() {
  const t = useTranslations('operator.health.history');
  return (
    <ul aria-label={t('legendLabel')} className="flex flex-wrap gap-x-4 gap-y-1 text-faint text-xs">
      {kinds.map(({ name, slot }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden className="flex h-3.5 w-2 items-end">
            <span
              className={cn('w-full rounded-[1px]', barColors[name])}
              style={{ height: `${Math.max(8, barHeight(slot))}%` }}
            />
          </span>
          {t(`legend.${name}`)}
        </li>
      ))}
    </ul>
  );
}
