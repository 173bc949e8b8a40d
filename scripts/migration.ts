// npm run migration -- new NAME | deploy | status
import { join } from 'node:path';
import { createMigration, deploy, status } from './migrate.ts';
import { startPostgres } from './pg.ts';

const USAGE = 'Usage: npm run migration -- new NAME | deploy | status';
const root = join(import.meta.dirname, '..');
const [command, name] = process.argv.slice(2);

const commands: Record<string, (url: string) => Promise<void>> = {
  new: async (url) => {
    if (!name) throw new Error(USAGE);
    const file = await createMigration(url, name);
    console.log(file ? `Wrote ${file}` : 'The migrations already say what the schema says.');
  },
  deploy: async (url) => {
    const applied = await deploy(url);
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'Nothing to apply.');
  },
  status: async (url) => {
    const { schemaChanged, ...lists } = await status(url);
    for (const [what, names] of Object.entries(lists)) console.log(`${what}: ${names.join(', ') || 'none'}`);
    console.log(`schema: ${schemaChanged ? 'changed, write a new migration' : 'same as the migrations'}`);
    if (schemaChanged || Object.values(lists).some((names) => names.length > 0)) process.exitCode = 1;
  },
};

async function main(): Promise<void> {
  const run = commands[command ?? ''];
  if (!run) throw new Error(USAGE);
  if (process.env.DATABASE_URL) return run(process.env.DATABASE_URL);
  const dataDir = process.env.AIRGATE_DATA_DIR ?? join(root, '.airgate');
  const postgres = await startPostgres({ dir: join(dataDir, 'postgres') });
  try {
    await run(postgres.url);
  } finally {
    if (!postgres.wasRunning) await postgres.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// The engine leaves the timer of its database lock behind, which would hold the process for ten seconds.
process.exit();
