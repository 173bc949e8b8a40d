import { expect, test } from 'vitest';
import { slugOf } from './slug-of.ts';

test.each([
  ['Aurora Studio', 'aurora-studio'],
  ['  Café Nürnberg GmbH & Co. ', 'cafe-nurnberg-gmbh-co'],
  ['3D Print Lab', 'd-print-lab'],
  ['云图科技', ''],
  ['云图 Yuntu', 'yuntu'],
  ['a'.repeat(60), 'a'.repeat(40)],
])('%s suggests %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
