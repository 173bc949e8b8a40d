// npm test: everything, from a clean checkout to one line with two numbers.
import { ensureInstalled, fail, handOver } from './install.mjs';

try {
  await ensureInstalled({ dev: true });
  handOver('scripts/test.ts', process.argv.slice(2));
} catch (error) {
  fail(error);
}
