// npm run crash -- [--seed N] [--flow NAME,NAME] [--only TEXT]: kills the whole process at every boundary of every flow, the
// order being the seed's, and says how each ended.
import { parseArgs } from 'node:util';
import { setEnvironment } from '#tests/environment.ts';
import type { Boundary, Recording } from './boundaries.ts';
import type { Outcome } from './crash.ts';
import { type OwnDatabase, ownDatabase } from './database.ts';
import { shuffled } from './shuffle.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    flow: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log('Usage: npm run crash -- [--seed N] [--flow NAME,NAME] [--only TEXT]');
  process.exit();
}
const seed = Number(values.seed ?? 1);

async function main(): Promise<boolean> {
  const database = await ownDatabase({ durable: true });
  const leave = () => void database.remove().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  try {
    setEnvironment(database.url);
    return await crashAll(database);
  } finally {
    await database.remove();
  }
}

/** Imported only now: the environment is read once. */
async function crashAll(database: OwnDatabase): Promise<boolean> {
  const { ensureAppRole } = await import('#server/core/app-role.ts');
  const { openStage } = await import('./stage.ts');
  const { flows } = await import('./flows.ts');
  const { record } = await import('./boundaries.ts');
  const { crash, databaseDown } = await import('./crash.ts');
  const stage = await openStage(database.url);
  await ensureAppRole();
  await stage.start();
  const began = performance.now();
  const outcomes: Outcome[] = [];
  const wanted = values.flow?.split(',');
  for (const flow of flows.filter(({ name }) => !wanted || wanted.includes(name))) {
    const recording = (await record(stage, [flow])).get(flow);
    if (!recording) continue;
    for (const cuts of planOf(recording)) {
      const attack = cuts.database ? databaseDown(database) : undefined;
      const outcome = await crash(stage, flow, cuts.boundaries, recording, attack);
      outcomes.push(outcome);
      tell(outcome);
    }
  }
  await stage.close();
  return close(outcomes, (performance.now() - began) / 1000);
}

type Cuts = { boundaries: Boundary[]; database?: boolean };

/** Every boundary alone; every call with the one after it; and the database killed during every call. */
function planOf({ boundaries }: Recording): Cuts[] {
  const calls = boundaries.flatMap((each) => (each.kind === 'before' ? [each] : []));
  const pairs = calls.slice(1).map((call, index): Cuts => ({ boundaries: [calls[index] ?? call, call] }));
  const during = calls.map((call): Cuts => {
    const label = call.label.replace('before', 'database killed during');
    return { boundaries: [{ ...call, kind: 'upon', label }], database: true };
  });
  const all: Cuts[] = [...boundaries.map((boundary) => ({ boundaries: [boundary] })), ...pairs, ...during];
  const wanted = all.filter(({ boundaries: cut }) =>
    cut.some(({ label }) => label.includes(values.only ?? '')),
  );
  return shuffled(wanted, seed);
}

function tell({ flow, boundary, result, detail, seconds }: Outcome): void {
  const line = [flow.padEnd(19), result.padEnd(11), `${seconds.toFixed(1)} s`.padStart(7), boundary];
  console.log(line.join('  ').slice(0, 150));
  for (const each of detail ? detail.split('\n') : []) console.log(`    ${each}`);
}

function close(outcomes: Outcome[], seconds: number): boolean {
  const count = (result: Outcome['result']) => outcomes.filter((each) => each.result === result).length;
  console.log('');
  for (const [flow, of] of Map.groupBy(outcomes, (each) => each.flow)) {
    const done = of.filter((each) => each.result === 'finished').length;
    console.log(`${flow.padEnd(19)}  ${String(done).padStart(3)} of ${of.length}`);
  }
  console.log(
    `\nSeed ${seed}: ${outcomes.length} boundaries, ${count('finished')} finished, ${count('not reached')} not reached, ` +
      `${count('wrong')} wrong, in ${Math.round(seconds)} s.`,
  );
  return count('wrong') === 0;
}

process.exitCode = (await main()) ? 0 : 1;
process.exit();
