/** The world with its journal and its virtual clock. */
import type { CommandBodies, CommandType } from './commands.ts';
import { type Journal, openJournal } from './journal.ts';
import type { Account, World } from './model.ts';
import { reduce } from './reduce.ts';
import { emptyWorld } from './world.ts';

export type Store = {
  readonly world: World;
  /** Virtual time in ms; an account's own where one is named. */
  now(account?: Account | null): number;
  commit<T extends CommandType>(type: T, body: CommandBodies[T]): void;
  /** Commits a command that makes something, and returns its id. */
  create<T extends CommandType>(type: T, body: CommandBodies[T]): string;
  close(): void;
};

/** Opens the state; a file that already holds one keeps its own seed. */
export function openStore(options: { stateFile?: string; seed: number; realNow: () => number }): Store {
  const world = emptyWorld(options.seed, options.realNow());
  let replayed = 0;
  const journal: Journal | null = options.stateFile
    ? openJournal(options.stateFile, (command) => {
        reduce(world, command.type, command.body, command.at);
        replayed += 1;
      })
    : null;

  const now = () => world.frozenAt ?? Math.max(world.lastAt, options.realNow() + world.offsetMs);
  const apply = <T extends CommandType>(type: T, body: CommandBodies[T]): string | undefined => {
    // A reset also ends every advance of the clock, so it happens in real time.
    const at = type === 'reset' ? options.realNow() : now();
    journal?.append(type, body, at);
    return reduce(world, type, body, at);
  };
  if (replayed === 0) apply('reset', { seed: options.seed });

  return {
    world,
    now: (account) => now() + (account?.aheadMs ?? 0),
    commit: (type, body) => {
      apply(type, body);
    },
    create: (type, body) => {
      const id = apply(type, body);
      if (id === undefined) throw new Error(`${type} makes nothing`);
      return id;
    },
    close: () => journal?.close(),
  };
}
