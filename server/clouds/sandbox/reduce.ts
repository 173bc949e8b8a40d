/** The fold: one command changes the world, the same way each time. */
import { parseAmount } from './amount.ts';
import type { CommandBodies, CommandType, Reducers } from './commands.ts';
import type { World } from './model.ts';
import { refreshRates } from './rates.ts';
import { grantReducers } from './reduce-grants.ts';
import { iamReducers } from './reduce-iam.ts';
import { spendingReducers } from './reduce-spending.ts';
import { accountOf, addAccount, emptyWorld } from './world.ts';

type WorldCommand = 'reset' | 'clock' | 'config' | `account.${'create' | 'clock' | 'balance'}`;

const worldReducers: Reducers<WorldCommand> = {
  reset: (world, { seed }, at) => {
    Object.assign(world, emptyWorld(seed, at));
    return undefined;
  },
  clock: (world, { offsetMs, frozenAt }) => {
    Object.assign(world, { offsetMs, frozenAt });
    return undefined;
  },
  config: (world, change) => {
    Object.assign(world.config, change);
    return undefined;
  },
  'account.create': (world, body, at) => addAccount(world, body, at).id,
  'account.clock': (world, { account, aheadMs }) => {
    accountOf(world, account).aheadMs = aheadMs;
    return undefined;
  },
  'account.balance': (world, { account, balance }) => {
    accountOf(world, account).balance = parseAmount(balance);
    return undefined;
  },
};

const reducers: Reducers<CommandType> = {
  ...worldReducers,
  ...iamReducers,
  ...grantReducers,
  ...spendingReducers,
};

/** Applies a command at the world's time `at` in place and returns the id of what it made, if anything. */
export function reduce<T extends CommandType>(
  world: World,
  type: T,
  body: CommandBodies[T],
  at: number,
): string | undefined {
  const made = reducers[type](world, body, at + aheadOf(world, body));
  world.lastAt = at;
  if (type !== 'key.use' && type !== 'ark.use')
    for (const account of world.accounts.values())
      if (account.rates.size > 0) refreshRates(world, account, at + account.aheadMs);
  return made;
}

/** A command happens in the time of the account that it is about. */
function aheadOf(world: World, body: CommandBodies[CommandType]): number {
  const id =
    'account' in body ? body.account : 'id' in body ? world.keys.get(body.id ?? '')?.accountId : undefined;
  return world.accounts.get(id ?? '')?.aheadMs ?? 0;
}
