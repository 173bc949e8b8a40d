// npm run mutants -- [--only TEXT]: takes the right or the tenant from every verb, one at a time, and the protection from
// every table; says which of these mutants the suite's checks find. All have to be found.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log('Usage: npm run mutants -- [--only TEXT]');
  process.exit();
}
process.env.AIRGATE_MUTANTS = values.only ?? '';
const vitest = await startVitest('test', [], {
  config: join(import.meta.dirname, 'vitest.config.ts'),
  watch: false,
  disableConsoleIntercept: true,
});
await vitest.close();
