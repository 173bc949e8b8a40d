// npm run refusals: writes down which refusals the code behind each endpoint can come to; the API's document tells them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesMatching } from '#tests/source-files.ts';
import { findRefusals } from './refusals-found.ts';

if (process.argv.includes('--help')) {
  console.log('Usage: npm run refusals');
  process.exit();
}
const file = join(import.meta.dirname, '../server/refusals.json');
const found = findRefusals(filesMatching('server/*/rest.ts'));
writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
console.log(`${Object.keys(found).length} endpoints: server/refusals.json`);
