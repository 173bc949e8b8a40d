/**
 * The ticked rows after one more press. With `range` everything from the row pressed before to this one takes this one's
 * new state, as in every list on a computer; without it only this row turns.
 */
export function pressed(
  ticked: ReadonlySet<string>,
  ids: readonly string[],
  press: { id: string; range: boolean; anchor: string | null },
): Set<string> {
  const { id, range, anchor } = press;
  const next = new Set(ticked);
  const on = !ticked.has(id);
  const [from, to] = [anchor === null ? -1 : ids.indexOf(anchor), ids.indexOf(id)];
  const touched =
    range && from >= 0 && to >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  for (const each of touched) {
    if (on) next.add(each);
    else next.delete(each);
  }
  return next;
}
