import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONFIGURATION, configurationPage } from './configuration.ts';

test('the configuration page says what the environment schema says', () => {
  // After a change of the schema: node scripts/configuration.ts
  expect(readFileSync(CONFIGURATION, 'utf8')).toBe(configurationPage());
});
