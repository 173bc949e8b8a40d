// npm start and npm run dev: everything from nothing to a running AirGate.
import { ensureInstalled, fail, handOver } from './install.mjs';

try {
  await ensureInstalled({ dev: false });
  handOver('scripts/launch.ts', process.argv.slice(2));
} catch (error) {
  fail(error);
}
