// The walk through the API in the documentation, run as it stands: the very lines that a reader copies.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { withoutConfiguration } from '#tests/airgate.ts';

const root = join(import.meta.dirname, '../..');

/** The blocks of a page that are marked as shell. */
async function shellBlocks(page: string): Promise<string[]> {
  const text = await readFile(join(root, page), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

function bash(script: string, env: Record<string, string | undefined>): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env: { ...process.env, ...withoutConfiguration(), ...env } };
    execFile('bash', ['-euo', 'pipefail', '-c', script], options, (error, out, err) =>
      error ? reject(new Error(`${error.message}\n${err}`)) : resolve(out),
    );
  });
}

test('the walk through the API works line by line', async () => {
  test.setTimeout(120_000);
  const blocks = await shellBlocks('docs/api.md');
  expect(blocks.length).toBeGreaterThan(5);
  // A mark after each block, so that what each one printed can be told apart.
  const script = blocks.map((block) => `${block}\necho; echo '=== end of block'`).join('\n');
  const local = script.replace('http://localhost:3000', process.env.AIRGATE_E2E_URL ?? '');
  // Without curl on the machine, a stand-in that knows the options of the page.
  const curl = `command -v curl >/dev/null || curl() { node ${join(root, 'tests/e2e/curl.mjs')} "$@"; }`;
  const out = await bash(`${curl}\n${local}`, { AIRGATE_DATA_DIR: process.env.AIRGATE_E2E_DATA_DIR });
  const answers = out.split('=== end of block\n').map((part) => part.trim());
  expect(answers[1]).toContain('"slug":"demo"');
  expect(answers[3]).toContain('"after":"80.00"');
  expect(answers[3]).toContain('"granted":"80.00"');
  expect(answers[4]).toContain('"trigger":"manual"');
  expect(answers[5]).toContain('"kind":"cut_off"');
  expect(answers[6]).toContain('"code":"not_found"');
});
