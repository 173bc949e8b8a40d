// Chances that a seed determines.
import { numbers } from '#tests/crash/shuffle.ts';

export type Dice = ReturnType<typeof diceOf>;

export function diceOf(seed: number) {
  const next = numbers(seed);
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    chance: (share: number) => next() < share,
    /** Any of at least one. */
    pick: <T>(items: readonly T[]): T => items[below(items.length)] as T,
    hex: (length: number) => Array.from({ length }, () => below(16).toString(16)).join(''),
  };
}
