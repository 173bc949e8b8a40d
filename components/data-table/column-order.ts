/** Moves one of the visible columns by a number of places; fixed columns keep theirs. */
export function moveColumn(
  shown: readonly string[],
  fixed: readonly string[],
  id: string,
  by: number,
): string[] {
  const free = shown.filter((each) => !fixed.includes(each));
  const from = free.indexOf(id);
  if (from < 0) return [...shown];
  const to = Math.max(0, Math.min(free.length - 1, from + by));
  return [...fixed, ...free.toSpliced(from, 1).toSpliced(to, 0, id)];
}

/** Shows or hides a column. One that comes back stands behind the nearest one that it followed originally. */
export function switchColumn(
  shown: readonly string[],
  all: readonly string[],
  id: string,
  on: boolean,
): string[] {
  if (!on) return shown.filter((each) => each !== id);
  if (shown.includes(id)) return [...shown];
  const before = all.slice(0, all.indexOf(id)).findLast((each) => shown.includes(each));
  return shown.toSpliced(before === undefined ? 0 : shown.indexOf(before) + 1, 0, id);
}
