// What every command needs before it can run: the packages, and Prisma's generated client. Plain JavaScript for Node 20.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The Node that comes with the packages and runs everything else. */
const NODE = join(root, 'node_modules/.bin/node');

/** Installs and generates what is missing or out of date. `dev` says whether tests and checks will run. */
export async function ensureInstalled({ dev }) {
  if (!isInstalled(dev)) await install();
  if (!isGenerated())
    await run(NODE, [join(root, 'node_modules/prisma/build/index.js'), 'generate'], 'prisma generate');
}

/** Compares the lockfile with npm's own record of what lies in node_modules. */
function isInstalled(dev) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record) || !existsSync(NODE)) return false;
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  const present = readJson(record).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, dev: forDev }]) => {
    if (path === '' || (forDev && !dev)) return true;
    const found = present[path];
    if (!found) return Boolean(optional);
    return found.version === version && (!integrity || !found.integrity || found.integrity === integrity);
  });
}

function isGenerated() {
  const client = join(root, 'prisma/generated/client.ts');
  if (!existsSync(client)) return false;
  const schema = join(root, 'prisma/schema');
  const made = statSync(client).mtimeMs;
  return readdirSync(schema).every((name) => statSync(join(schema, name)).mtimeMs <= made);
}

async function install() {
  console.log('Installing the packages (once, about a minute) …');
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const ticker = setInterval(() => console.log(`  still installing, ${seconds()} s`), 15_000);
  try {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    await (npm ? run(systemNode(), [npm, ...args], 'npm ci') : run('npm', args, 'npm ci'));
  } finally {
    clearInterval(ticker);
  }
  console.log(`✓ Packages installed (${seconds()} s)`);
}

/** Not the Node inside node_modules, which `npm ci` deletes. */
function systemNode() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const outside = folders.find(
    (folder) => !folder.includes('node_modules') && existsSync(join(folder, 'node')),
  );
  return outside ? join(outside, 'node') : process.execPath;
}

/** Runs a command whose output matters only when it fails. */
function run(command, args, name) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} failed:\n${output.trim()}`)),
    );
  });
}

/** Runs a script of the project on its own Node and ends as it ends: same signals, same exit code. */
export function handOver(script, args) {
  const child = spawn(NODE, [join(root, script), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(error));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** One line, no stack trace. */
export function fail(error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
