import { inject } from 'vitest';
import { cloneDatabase } from './database.ts';
import { setEnvironment } from './environment.ts';

// Every test file starts on an untouched copy of the migrated database.
const worker = process.env.VITEST_POOL_ID ?? '0';
setEnvironment(await cloneDatabase(`${inject('testDatabasePrefix')}_w${worker}`));
