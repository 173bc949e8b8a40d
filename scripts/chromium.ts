// A browser for the browser tests: the one that is there, or one that the machine can get.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '..');
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The path of an installed Chromium or Chrome. */
export function findChromium(): string | undefined {
  return [process.env.CHROME_PATH, ...PLACES].find((path) => path && existsSync(path));
}

/** Installs one when there is none. Returns nothing when Playwright keeps it in its own place. */
export async function ensureChromium(): Promise<string | undefined> {
  const found = findChromium();
  if (found) return found;
  console.log('Installing Chromium for the browser tests (once) …');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const options = {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    };
    try {
      await execute('apt-get', ['update', '-qq'], options);
      await execute(
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
        options,
      );
    } catch (error) {
      throw new Error(`Chromium could not be installed: ${lastLine(error)}`);
    }
    return findChromium();
  }
  try {
    await execute(process.execPath, [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'install',
      'chromium',
    ]);
  } catch (error) {
    throw new Error(`No Chromium: install one and name it in CHROME_PATH (${lastLine(error)})`);
  }
  return undefined;
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
}
