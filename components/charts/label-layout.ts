export type Label = {
  /** Where it belongs: its middle. */
  at: number;
  /** How much room it takes. */
  size: number;
  /** The least important is left out first where there is no room for all. */
  weight: number;
};

/**
 * Places for labels along one line: none touches another, all stay between `from` and `to`, and each is as near as
 * possible to where it belongs. Null for a label that there is no room for.
 */
export function spreadLabels(labels: readonly Label[], from: number, to: number): (number | null)[] {
  const kept = keepWhatFits(labels, to - from).sort((a, b) => a.at - b.at || a.index - b.index);
  const blocks: Block[] = [];
  for (const label of kept) {
    blocks.push({ labels: [label], size: label.size, centre: label.at });
    while (settle(blocks, from, to));
  }
  const places: (number | null)[] = labels.map(() => null);
  for (const block of blocks) {
    let edge = block.centre - block.size / 2;
    for (const { index, size } of block.labels) {
      places[index] = edge + size / 2;
      edge += size;
    }
  }
  return places;
}

type Indexed = Label & { index: number };
type Block = { labels: Indexed[]; size: number; centre: number };

function keepWhatFits(labels: readonly Label[], room: number): Indexed[] {
  const kept = labels.map((label, index) => ({ ...label, index })).sort((a, b) => b.weight - a.weight);
  while (kept.reduce((sum, { size }) => sum + size, 0) > room) kept.pop();
  return kept;
}

/** Keeps the last block inside and joins it to the one before where they touch; true when it has joined. */
function settle(blocks: Block[], from: number, to: number): boolean {
  const last = blocks.at(-1);
  if (!last) return false;
  last.centre = Math.min(Math.max(last.centre, from + last.size / 2), to - last.size / 2);
  const before = blocks.at(-2);
  if (!before || before.centre + before.size / 2 <= last.centre - last.size / 2) return false;
  const labels = [...before.labels, ...last.labels];
  const size = before.size + last.size;
  // The middle that moves all of them least: the mean of where each would want the block's middle to be.
  let edge = 0;
  let sum = 0;
  for (const label of labels) {
    sum += label.at - (edge + label.size / 2) + size / 2;
    edge += label.size;
  }
  blocks.splice(-2, 2, { labels, size, centre: sum / labels.length });
  return true;
}
