// Completes package-lock.json: a registry that lacks some packages for other platforms makes `npm install` leave them out
// of the lock, and `npm ci` then refuses it. Their names say their platform; run this after every dependency change.
import { readFileSync, writeFileSync } from 'node:fs';

const OS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const CPU = ['arm64', 'arm', 'ia32', 'x64', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];
const OS_ALIAS = { windows: 'win32', linuxmusl: 'linux' };

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** Walks up the tree as Node resolves modules. */
function isLocked(from, name) {
  for (let dir = from; ; dir = dir.slice(0, Math.max(0, dir.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${dir ? `${dir}/` : ''}node_modules/${name}`]) return true;
    if (!dir) return false;
  }
}

/** Reads os, cpu and libc out of a package name such as `@next/swc-linux-x64-gnu`. */
function platformOf(name) {
  const parts = name.split(/[/-]/);
  const os = OS.filter((o) => parts.some((p) => (OS_ALIAS[p] ?? p) === o));
  const cpu = CPU.filter(
    (c) =>
      parts.includes(c) ||
      (c === 'arm' && parts.some((p) => p === 'eabi' || /^armv?[67]?/.test(p)) && !parts.includes('arm64')) ||
      (c === 'ppc64' && parts.includes('ppc64le')),
  );
  const libc = parts.some((p) => p.includes('musl'))
    ? ['musl']
    : parts.includes('gnu')
      ? ['glibc']
      : undefined;
  return { ...(os.length && { os }), ...(cpu.length && { cpu }), ...(libc && { libc }) };
}

let added = 0;
for (const [path, pkg] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(pkg.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~>=\s]+/, ''),
      ...platformOf(name),
      ...(pkg.dev && { dev: true }),
      optional: true,
    };
    added++;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`fix-lock: ${added} entries added`);
