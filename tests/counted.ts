// How much the metrics have grown since a moment, read from what Prometheus is told.
import { metricsText } from '#server/core/metrics.ts';

/** Grows by what a sample of this name and these labels has been counted on since; samples of more labels are added up. */
export async function countedSince() {
  const before = await samples();
  return async (name: string, labels: Record<string, string> = {}): Promise<number> => {
    const of = (lines: Sample[]) =>
      lines
        .filter((line) => line.name === name)
        .filter((line) =>
          Object.entries(labels).every(([label, value]) => line.labels.includes(`${label}="${value}"`)),
        )
        .reduce((sum, { value }) => sum + value, 0);
    return of(await samples()) - of(before);
  };
}

type Sample = { name: string; labels: string; value: number };

async function samples(): Promise<Sample[]> {
  const { text } = await metricsText();
  return text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return value === undefined ? [] : [{ name, labels, value: Number(value) }];
  });
}
