// A picture of every page, in both themes and languages, wide and narrow: npm run shots [-- --out FOLDER] [--only TEXT].
// Starts a whole AirGate with the demo in a fresh data folder, or looks at a running one: --url, --email, --password.
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { newDataDir, startAirGate } from '#tests/airgate.ts';
import { buildIfStale } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { type Installation, takeShots } from './shots-browser.ts';
import { writeSheet } from './shots-sheet.ts';

const { values: asked } = parseArgs({
  options: {
    out: { type: 'string', default: 'shots' },
    only: { type: 'string', default: '' },
    url: { type: 'string' },
    email: { type: 'string', default: process.env.AIRGATE_ADMIN_EMAIL ?? '' },
    password: { type: 'string', default: process.env.AIRGATE_ADMIN_PASSWORD ?? '' },
    tenant: { type: 'string', default: 'demo' },
    help: { type: 'boolean' },
  },
});
if (asked.help) {
  console.log(
    'Usage: npm run shots -- [--out FOLDER] [--only TEXT] [--url URL --email NAME@HOST --password WORD]',
  );
  process.exit();
}

const root = join(import.meta.dirname, '..');
const folder = resolve(root, asked.out);
const began = performance.now();
const since = () => `${Math.round((performance.now() - began) / 1000)} s`;

const path = await ensureChromium();
const { installation, stop } = await target();
const browser = await chromium.launch({
  ...(path && { executablePath: path }),
  // Chromium's sandbox does not work for root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  console.log(`AirGate answers at ${installation.url} (${since()})`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const taken = await takeShots(browser, installation, { folder, only: asked.only });
  await writeSheet(folder, taken.shots);
  for (const problem of taken.problems) console.error(`✗ ${problem}`);
  const pages = new Set(taken.shots.map(({ address }) => address)).size;
  console.log(
    `${taken.shots.length} pictures of ${pages} pages in ${since()}: ${join(folder, 'index.html')}`,
  );
  process.exitCode = taken.problems.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  await stop();
}

/** The AirGate to look at, and how to put it away again. */
async function target(): Promise<{ installation: Installation; stop: () => Promise<void> }> {
  const { url, email, password, tenant } = asked;
  if (url) {
    if (!email || !password) throw new Error('Name who looks: --url URL --email NAME@HOST --password WORD');
    return {
      installation: { url: url.replace(/\/$/, ''), email, password, tenant, own: false },
      stop: async () => {},
    };
  }
  // Built first, however long that takes: a start has only so much time.
  console.log(`The console is ${await buildIfStale(new AbortController().signal)} (${since()})`);
  console.log('Starting an AirGate with the demo …');
  const airgate = await startAirGate({ AIRGATE_DATA_DIR: await newDataDir(), AIRGATE_DEMO: '1' });
  const { email: by, password: word } = airgate;
  return {
    installation: { url: airgate.url, email: by, password: word, tenant, own: true },
    stop: airgate.stop,
  };
}
