import { cn } from '#components/ui/cn.ts';

type SparklineProps = {
  /** Null leaves a gap. */
  values: readonly (number | null)[];
  label: string;
  className?: string;
};

const WIDTH = 160;
const HEIGHT = 28;
const EDGE = 2;

/** A figure over time, small and without axes; what it says stands in words beside it. */
export function Sparkline({ values, label, className }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const top = Math.max(...known, 0);
  const x = (index: number) => (values.length > 1 ? (index / (values.length - 1)) * WIDTH : WIDTH / 2);
  // Everything at zero is a line at the bottom, not in the middle.
  const y = (value: number) => HEIGHT - EDGE - (top > 0 ? value / top : 0) * (HEIGHT - 2 * EDGE);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn('h-7 w-full overflow-visible', className)}
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line" fill="none" />
      {runsOf(values).map((run) => (
        <path
          key={run[0]?.index}
          d={run
            .map(
              ({ index, value }, place) =>
                `${place === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`,
            )
            .join('')}
          fill="none"
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
          className="stroke-chart-1"
        />
      ))}
    </svg>
  );
}

type Point = { index: number; value: number };

/** The stretches without a gap; one point alone is drawn as a dot by its round ends. */
function runsOf(values: readonly (number | null)[]): Point[][] {
  const runs: Point[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const before = index > 0 ? values[index - 1] : null;
    if (before === null || before === undefined) runs.push([]);
    runs.at(-1)?.push({ index, value });
  });
  return runs.map((run) => (run.length === 1 && run[0] ? [run[0], run[0]] : run));
}
