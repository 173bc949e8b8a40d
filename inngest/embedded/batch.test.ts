import { expect, test } from 'vitest';
import { createBatcher } from './batch.ts';

const never = () => false;

test('what is asked for in one turn shares a call, and everybody gets their own answer', async () => {
  const calls: number[][] = [];
  const double = createBatcher(async (items: number[]) => {
    calls.push(items);
    return items.map((item) => item * 2);
  }, never);
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(calls).toEqual([[1, 2, 3]]);
  expect(await double(4)).toBe(8);
});

test('while all calls are under way the rest gathers, and no call takes too many', async () => {
  const sizes: number[] = [];
  const gate = Promise.withResolvers<void>();
  const echo = createBatcher(async (items: number[]) => {
    sizes.push(items.length);
    await gate.promise;
    return items;
  }, never);
  const first = [];
  for (let n = 0; n < 4; n++) {
    first.push(echo(n));
    await Promise.resolve();
    await Promise.resolve();
  }
  const rest = Array.from({ length: 40 }, (_, n) => echo(n));
  await Promise.resolve();
  expect(sizes).toEqual([1, 1, 1, 1]);
  gate.resolve();
  expect(await Promise.all([...first, ...rest])).toHaveLength(44);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(44);
  expect(sizes.length).toBeLessThan(10);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
});

test('a bad item fails alone, while a failure of the call is everybody’s and repeats nothing', async () => {
  let calls = 0;
  const work = async (items: string[]) => {
    calls++;
    if (items.includes('bad')) throw new TypeError('bad item');
    if (items.includes('down')) throw new Error('no connection');
    return items;
  };
  const ask = createBatcher(work, (error) => error instanceof TypeError);
  const answers = await Promise.allSettled(['a', 'bad', 'b'].map(ask));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  calls = 0;
  const failed = await Promise.allSettled(['a', 'down', 'b'].map(ask));
  expect(failed.every(({ status }) => status === 'rejected')).toBe(true);
  expect(calls).toBe(1);
});
