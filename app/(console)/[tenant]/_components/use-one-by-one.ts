import { useState } from 'react';
import { useToastProblem } from './problem.tsx';

type OneByOne<Item> = {
  work: (item: Item) => Promise<unknown>;
  /** How many were done before the first that failed, if any did; not called for none. */
  onDone: (count: number) => void;
  refresh: () => Promise<unknown>;
};

/** Does the same for several things, one after the other, and stops at the first that fails. */
export function useOneByOne<Item>({ work, onDone, refresh }: OneByOne<Item>) {
  const onError = useToastProblem();
  const [pending, setPending] = useState(false);
  const run = async (items: readonly Item[]) => {
    setPending(true);
    let count = 0;
    try {
      for (const item of items) {
        await work(item);
        count += 1;
      }
    } catch (error) {
      onError(error);
    }
    setPending(false);
    if (count > 0) onDone(count);
    await refresh();
  };
  return { run, pending };
}
