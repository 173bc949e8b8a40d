// The project's own source, for the guards that read it.
import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Paths from the root, sorted. */
export function filesMatching(...patterns: string[]): string[] {
  const found = globSync(patterns, {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|\.next|\.airgate)$/.test(path),
  });
  // A folder of the app is called as its address, which may look like a file.
  const isFolder = (file: string) => file.startsWith('app/') && statSync(join(root, file)).isDirectory();
  return found.filter((file) => !file.startsWith('prisma/generated/') && !isFolder(file)).sort();
}

export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export const isTest = (file: string) =>
  /\.test\.tsx?$|(^|\/)test-(app|server|world)\.ts$|^tests\//.test(file);

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s*)?['"]([#.][^'"]+)['"]|\bimport\(\s*['"]([#.][^'"]+)['"]/g;
const known = new Map<string, string[]>();

/** The project's own modules that a file imports while it runs; type imports do not count. Paths from the root. */
export function importsOf(file: string): string[] {
  const cached = known.get(file);
  if (cached) return cached;
  const found = Array.from(sourceOf(file).matchAll(IMPORT), ([, from, dynamic]) => from ?? dynamic ?? '')
    .map((path) =>
      path.startsWith('#') ? path.slice(1) : relative(root, resolve(root, dirname(file), path)),
    )
    .filter((path) => /^(?!\.\.).*\.tsx?$/.test(path));
  known.set(file, found);
  return found;
}

function sourceOf(file: string): string {
  try {
    return read(file);
  } catch {
    return '';
  }
}

/** Everything that a file reaches through imports, itself included. `through` says where to go on from. */
export function reachableFrom(file: string, through: (file: string) => boolean = () => true): string[] {
  const seen = new Set([file]);
  for (const current of seen) if (through(current)) for (const next of importsOf(current)) seen.add(next);
  return [...seen];
}
