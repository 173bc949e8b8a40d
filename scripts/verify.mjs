// npm run verify: every guard that needs no database.
import { ensureInstalled, fail, handOver } from './install.mjs';

try {
  await ensureInstalled({ dev: true });
  handOver('scripts/verify.ts', process.argv.slice(2));
} catch (error) {
  fail(error);
}
