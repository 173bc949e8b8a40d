// What the check of an API key adds to a request, and how exactly two processes keep to one limit.
import { join } from 'node:path';
import { deploy } from '#scripts/migrate.ts';
import { startPostgres } from '#scripts/pg.ts';
import { newDataDir, removeData } from '#tests/airgate.ts';
import { setEnvironment } from '#tests/environment.ts';
import type { BenchReport } from './report.ts';

/** `npm run bench -- keys [SECONDS]`: requests to two processes for 20 seconds unless told. */
export async function bench([seconds = '20']: string[]): Promise<BenchReport> {
  const dataDir = await newDataDir();
  const postgres = await startPostgres({ dir: join(dataDir, 'postgres') });
  try {
    await deploy(postgres.url);
    setEnvironment(postgres.url);
    const { measureChecks } = await import('./keys/checks.ts');
    const { measureLimit } = await import('./keys/limit.ts');
    const { closeAll } = await import('./keys/world.ts');
    const checks = await measureChecks();
    const even = await measureLimit({ seconds: Number(seconds), shares: [0.5, 0.5] });
    const skewed = await measureLimit({ seconds: Number(seconds), shares: [0.9, 0.1] });
    await closeAll();
    return {
      title: 'API keys: the check of a key, and one limit over two processes',
      rows: [...checks, ...even, ...skewed],
      notes: [
        'Checks are timed in this process, on a database on the same machine; the door is the one of the API.',
        'Requests to the two processes end after the key check (their path leads nowhere), so the check is what is loaded.',
        'The limit is reached after about 60 % of the time; the rest of the requests has to be refused.',
      ],
    };
  } finally {
    await postgres.stop();
    await removeData(dataDir);
  }
}
