// npm run fuzz -- [--seed N] [--requests N] [--url URL --key KEY]: asks a running AirGate whatever its document allows and much that it does not, and
// judges every answer by the document.
import { parseArgs } from 'node:util';
import { ownDatabase } from '#tests/crash/database.ts';
import { setEnvironment } from '#tests/environment.ts';
import type { Report } from './fuzz.ts';
import { reportTable } from './report.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    requests: { type: 'string' },
    url: { type: 'string' },
    key: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log('Usage: npm run fuzz -- [--seed N] [--requests N] [--url URL --key KEY]');
  console.log(
    'With an address, an AirGate that runs already is asked, which changes and deletes what the key may.',
  );
  process.exit();
}
const seed = Number(values.seed ?? 1);
const requests = Number(values.requests ?? 5_000);

async function main(): Promise<boolean> {
  if (values.url && values.key) {
    const { fuzzRunning } = await import('./fuzz-running.ts');
    return tell(await fuzzRunning(values.url, values.key, { seed, requests }));
  }
  const database = await ownDatabase({ durable: false });
  const leave = () => void database.remove().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  try {
    setEnvironment(database.url);
    // Imported only now: the environment is read once.
    const { fuzzAll } = await import('./fuzz-all.ts');
    return tell(await fuzzAll({ seed, requests }));
  } finally {
    await database.remove();
  }
}

function tell(report: Report): boolean {
  console.log(reportTable(report));
  return report.failures.length === 0;
}

process.exitCode = (await main()) ? 0 : 1;
process.exit();
