// The console's production build, made again when a file that goes into it has changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { withLock } from './lock.ts';

const root = join(import.meta.dirname, '..');
const STAMP = join(root, '.next/sources');
const SOURCES = [
  '{app,components,inngest,lib,server}/**/*.{ts,tsx,css,json,ico,svg,png}',
  'prisma/schema/*.prisma',
  '{proxy,instrumentation,next.config}.ts',
  '{package,package-lock,tsconfig}.json',
  'postcss.config.mjs',
];

/** Builds unless the last build is of these very sources. Returns what it did. */
export async function buildIfStale(signal: AbortSignal): Promise<string> {
  return withLock(`build ${root}`, 600, async () => {
    const sources = hashSources();
    if ((await readFile(STAMP, 'utf8').catch(() => '')) === sources) return 'built before';
    console.log('Building the console (after each change of the sources, about half a minute) …');
    await rm(STAMP, { force: true });
    await build(signal);
    await writeFile(STAMP, sources);
    return 'built';
  });
}

function hashSources(): string {
  const hash = createHash('sha256');
  // A route's folder may be named like a file: `openapi.json/`.
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function build(signal: AbortSignal): Promise<void> {
  const options = {
    cwd: root,
    signal,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' },
  };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/next/dist/bin/next'), 'build'],
      options,
      (error, out, err) =>
        error
          ? reject(new Error(`The build failed:\n${`${out}${err}`.trim().split('\n').slice(-40).join('\n')}`))
          : resolve(),
    );
  });
}
