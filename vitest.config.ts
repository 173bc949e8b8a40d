import { defineConfig } from 'vitest/config';
import { splitTests } from './tests/split-tests.ts';

const { pure, database } = splitTests();

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          environment: 'node',
          include: pure,
          setupFiles: ['tests/setup-pure.ts'],
        },
      },
      {
        test: {
          name: 'database',
          environment: 'node',
          include: database,
          globalSetup: ['tests/global-setup.ts'],
          setupFiles: ['tests/setup-database.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
