import { cn } from '#components/ui/cn.ts';

type UseBarsProps = { values: readonly number[]; label: string; className?: string };

const SLOT = 5;
const BAR = 3.5;
const HEIGHT = 20;

/** Requests of the last days as small bars, today on the right; what they amount to stands in words beside them. */
export function UseBars({ values, label, className }: UseBarsProps) {
  const top = Math.max(1, ...values);
  return (
    <svg
      role="img"
      aria-label={label}
      width={values.length * SLOT}
      height={HEIGHT}
      viewBox={`0 0 ${values.length * SLOT} ${HEIGHT}`}
      className={cn('shrink-0', className)}
    >
      {values.map((value, index) => {
        const x = index * SLOT;
        // A day with any use is seen, a day without is a line.
        const height = value === 0 ? 1 : Math.max(2.5, (value / top) * HEIGHT);
        return (
          <rect
            key={x}
            x={x}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={0.75}
            className={value === 0 ? 'fill-line-strong' : 'fill-chart-1'}
          />
        );
      })}
    </svg>
  );
}
