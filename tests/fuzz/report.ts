// What a run of the fuzzer found, as a table.
import type { Report } from './fuzz.ts';
import { kinds } from './requests.ts';

export function reportTable({ counts, seed, requests, succeeded, upstream, failures }: Report): string {
  const statuses = [...new Set([...counts.values()].flatMap((of) => [...of.keys()]))].sort((a, b) => a - b);
  const cell = (text: string | number) => String(text).padStart(6);
  const row = (name: string, cells: (string | number)[]) => [name.padEnd(8), ...cells.map(cell)].join(' ');
  const countOf = (kind: (typeof kinds)[number]) =>
    statuses.map((status) => counts.get(kind)?.get(status) ?? 0);
  const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
  const upstreamWords = [...upstream].map(([reason, count]) => `${reason} ${count}`).join(', ');
  return [
    row('', [...statuses, 'all']),
    ...kinds.map((kind) => row(kind, [...countOf(kind), sum(countOf(kind))])),
    row('all', [...statuses.map((_, at) => sum(kinds.map((kind) => countOf(kind)[at] ?? 0))), requests]),
    '',
    `Seed ${seed}: ${requests} requests, ${succeeded.size} operations succeeded, ${failures.length} failures.`,
    ...(upstreamWords ? [`Refused by a cloud or provider (502, 504): ${upstreamWords}.`] : []),
    ...failures
      .slice(0, 20)
      .map(({ number, kind, what, curl }) => `\n#${number} ${kind}: ${what}\n  ${curl}`),
    ...(failures.length > 20 ? [`\n… and ${failures.length - 20} more.`] : []),
  ].join('\n');
}
