// All guards, all tests on a real database, and a browser on a whole running AirGate. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { printTable, runChecks } from './checks.ts';
import { ensureChromium } from './chromium.ts';
import { sourceGuards } from './guards.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const root = join(import.meta.dirname, '..');
const REPORTS = join(root, 'test-results');
const VITEST = join(REPORTS, 'vitest.json');
const PLAYWRIGHT = join(REPORTS, 'playwright.json');

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), flaky: z.number(), unexpected: z.number() }),
});

const chromium = ensureChromium();
chromium.catch(() => {});
await rm(REPORTS, { recursive: true, force: true });
await mkdir(REPORTS, { recursive: true });

const guards = await runChecks(sourceGuards);
const counts = [countGuards(), await unitTests(), await browserTests()];
printTable(guards);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function countGuards(): Count {
  const good = guards.filter((guard) => guard.passed).length;
  return { passed: good, failed: guards.length - good };
}

async function unitTests(): Promise<Count> {
  console.log('\nUnit and database tests');
  const code = await show([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${VITEST}`,
  ]);
  const report = vitestReport.safeParse(await readReport(VITEST));
  if (!report.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, success } = report.data;
  return atLeastOne({ passed: numPassedTests, failed: numFailedTests }, code !== 0 || !success);
}

async function browserTests(): Promise<Count> {
  console.log('\nBrowser tests');
  const path = await chromium.catch((error: Error) => error);
  if (path instanceof Error) {
    console.error(path.message);
    return { passed: 0, failed: 1 };
  }
  const code = await show(
    ['node_modules/@playwright/test/cli.js', 'test'],
    path ? { CHROME_PATH: path } : {},
  );
  const report = playwrightReport.safeParse(await readReport(PLAYWRIGHT));
  if (!report.success) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = report.data.stats;
  return atLeastOne({ passed: expected + flaky, failed: unexpected }, code !== 0);
}

/** A run can fail without a failed test: a file that does not load, an AirGate that does not start. */
function atLeastOne(count: Count, runFailed: boolean): Count {
  return runFailed && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function show(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function readReport(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
}
