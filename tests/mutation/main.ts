// npm run mutants -- [--only TEXT] [--none]: takes the right or the tenant from every verb, one at a time, and the
// protection from every table; says which of these mutants the suite's checks find. All have to be found. With --none
// nothing is mutated, and nothing may be found.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

const { values } = parseArgs({
  options: { only: { type: 'string' }, none: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log('Usage: npm run mutants -- [--only TEXT] [--none]');
  process.exit();
}
// Not called AIRGATE_ anything: the tests drop those.
process.env.MUTANTS_ONLY = values.only ?? '';
process.env.MUTANTS_NONE = values.none ? 'yes' : '';
const vitest = await startVitest('test', [], {
  config: join(import.meta.dirname, 'vitest.config.ts'),
  watch: false,
  disableConsoleIntercept: true,
});
await vitest.close();
