// Runs one of the project's scripts: node scripts/run.mjs FILE ARGUMENTS…
import { ensureInstalled, fail, handOver } from './install.mjs';

try {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new Error('Usage: node scripts/run.mjs FILE [ARGUMENT …]');
  await ensureInstalled({ dev: true });
  handOver(file, args);
} catch (error) {
  fail(error);
}
