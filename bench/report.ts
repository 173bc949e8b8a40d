// What a benchmark hands back, and the statistics that all of them use.

/** Figures in the order they are to be read; a row is one measured thing. */
export interface BenchReport {
  readonly title: string;
  readonly rows: readonly Record<string, string | number>[];
  /** How it was measured and what to know when reading it; one sentence each. */
  readonly notes?: readonly string[];
}

/** A benchmark: `bench/NAME.ts` exports it as `bench`. */
export type Bench = (args: string[]) => Promise<BenchReport>;

/** Smallest, middle and largest of some samples, rounded to `digits`. */
export function spread(samples: readonly number[], digits = 1): { min: number; median: number; max: number } {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN).toFixed(digits));
  return { min: at(0), median: at(0.5), max: at(1) };
}

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A plain table: names to the left, numbers to the right. */
export function formatTable({ title, rows, notes = [] }: BenchReport): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  const isNumber = columns.map((column) => rows.every((row) => typeof row[column] !== 'string'));
  const lines = cells.map((line) =>
    line
      .map((cell, index) =>
        isNumber[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  '),
  );
  return [
    title,
    '',
    ...lines.map((line) => `  ${line.trimEnd()}`),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}
