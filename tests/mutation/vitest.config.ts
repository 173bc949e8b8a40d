import { defineConfig } from 'vitest/config';
import { root } from '#tests/source-files.ts';
import { mutants } from './plugin.ts';

export default defineConfig({
  root,
  plugins: [mutants()],
  test: {
    name: 'mutation',
    environment: 'node',
    maxWorkers: 1,
    include: ['tests/mutation/mutants.ts'],
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: ['tests/mutation/mutate.ts', 'tests/setup-database.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
