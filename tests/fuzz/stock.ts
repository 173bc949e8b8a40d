// The ids that requests are made from grow with the answers.

/** So that a long run asks for what there is now, and not only for what is long gone. */
const KEPT_OF_EACH = 12;

/** Takes up the ids in an answer by their prefix, but for those that are spared. */
export function learning(ids: Map<string, string[]>, isSpared: (id: string) => boolean) {
  return (answer: string): void => {
    for (const [id, prefix = ''] of answer.matchAll(/\b([a-z]{3})_[0-9a-f]{32}\b/g)) {
      const known = ids.get(prefix) ?? [];
      if (!isSpared(id) && !known.includes(id)) ids.set(prefix, [...known, id].slice(-KEPT_OF_EACH));
    }
  };
}
