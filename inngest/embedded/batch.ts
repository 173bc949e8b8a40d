type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

const LIMIT = 16;
/** With fewer calls at a time everybody would wait for the slowest, and the processor for the database. */
const CALLS = 4;

/**
 * Lets items that come together, or while all calls are under way, share a call: `work` gets several items
 * and gives a result for each, in order. Without a crowd nobody waits. When a shared call fails because of what was
 * in it, each item is tried once more by itself, so that a bad one does not spoil the others.
 */
export function createBatcher<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  isItemsFault: (error: unknown) => boolean,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;

  async function settle(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      for (const [index, { resolve, reject }] of batch.entries()) {
        if (index in results) resolve(results[index] as Result);
        else reject(new Error('a batch has fewer results than items'));
      }
    } catch (error) {
      if (batch.length > 1 && isItemsFault(error)) for (const each of batch) await settle([each]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) await settle(waiting.splice(0, LIMIT));
    underWay -= 1;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (underWay === CALLS || waiting.length > 1) return;
      underWay += 1;
      // What is asked for in the same turn goes along.
      queueMicrotask(() => void flush());
    });
}
