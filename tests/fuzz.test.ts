// A short run of the fuzzer. `npm run fuzz` makes long ones.
import { expect, test } from 'vitest';
import { fuzzAll } from './fuzz/fuzz-all.ts';

test('whatever is asked, the API answers as its document says', async () => {
  const { failures, succeeded } = await fuzzAll({ seed: 20_261_120, requests: 200 });
  expect(failures.map(({ what, curl }) => `${what}: ${curl}`)).toEqual([]);
  // Otherwise nothing would be asked behind the door.
  expect(succeeded.size).toBeGreaterThan(20);
}, 120_000);
