// A picture of every page, in both themes and languages, wide and narrow; `npm run shots -- --help` says how to choose.
// Starts a whole AirGate with the demo in a fresh data folder, or looks at a running one.
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { newDataDir, type RunningAirGate, startAirGate } from '#tests/airgate.ts';
import { buildIfStale } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { type Installation, locales, takeShots, themes, widths } from './shots-browser.ts';
import { writeSheet } from './shots-sheet.ts';

const USAGE = `Usage: npm run shots -- [options]

  --out FOLDER        where the pictures go; its content is replaced (shots)
  --only TEXT,TEXT    only pages whose address has one of these texts, as sub-accounts or tab=quota
  --locale NAME       only this language: ${locales.join(', ')}
  --theme NAME        only this theme: ${themes.join(', ')}
  --width PIXELS      only this width: ${widths.join(', ')}
  --url URL --email NAME@HOST --password WORD [--tenant SLUG]
                      of an AirGate that runs already, instead of one of its own`;

const text = { type: 'string' } as const;
const { values: asked } = parseArgs({
  options: {
    out: { ...text, default: 'shots' },
    only: { ...text, default: '' },
    locale: text,
    theme: text,
    width: text,
    url: text,
    email: { ...text, default: process.env.AIRGATE_ADMIN_EMAIL ?? '' },
    password: { ...text, default: process.env.AIRGATE_ADMIN_PASSWORD ?? '' },
    tenant: { ...text, default: 'demo' },
    help: { type: 'boolean' },
  },
});
if (asked.help) {
  console.log(USAGE);
  process.exit();
}

/** Also while the machine has much else to do, and when a file changes meanwhile and everything is built again. */
const START_SECONDS = 1_800;

const root = join(import.meta.dirname, '..');
const folder = resolve(root, asked.out);
const began = performance.now();
const since = () => `${Math.round((performance.now() - began) / 1000)} s`;
const variants = {
  locales: chosen('locale', locales, asked.locale),
  themes: chosen('theme', themes, asked.theme),
  widths: chosen('width', widths, asked.width),
};

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
  const only = asked.only.split(',').filter(Boolean);
  const taken = await takeShots(browser, installation, { folder, only, ...variants });
  await writeSheet(folder, taken.shots);
  for (const problem of taken.problems) console.error(`✗ ${problem}`);
  const pages = new Set(taken.shots.map(({ address }) => address)).size;
  console.log(
    `${taken.shots.length} pictures of ${pages} pages in ${since()}: ${join(folder, 'index.html')}`,
  );
  process.exitCode = taken.problems.length > 0 || pages === 0 ? 1 : 0;
} finally {
  await browser.close();
  await stop();
}

/** All of them, or the one that was named. */
function chosen<T extends string | number>(name: string, all: readonly T[], one: string | undefined): T[] {
  const found = all.filter((each) => one === undefined || String(each) === one);
  if (found.length === 0) throw new Error(`--${name} is one of ${all.join(', ')}, not "${one}"`);
  return found;
}

async function startOwn(): Promise<RunningAirGate> {
  const env = { AIRGATE_DATA_DIR: await newDataDir(), AIRGATE_DEMO: '1' };
  return startAirGate(env, { limitSeconds: START_SECONDS });
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
  // Before ports are chosen: a build takes long enough for somebody else to take them.
  console.log(`The console is ${await buildIfStale(new AbortController().signal)} (${since()})`);
  console.log('Starting an AirGate with the demo …');
  const airgate = await startOwn().catch((error: unknown) => {
    console.error(`It did not start, and is started once more: ${String(error)}`);
    return startOwn();
  });
  const { email: by, password: word } = airgate;
  return {
    installation: { url: airgate.url, email: by, password: word, tenant, own: true },
    stop: airgate.stop,
  };
}
