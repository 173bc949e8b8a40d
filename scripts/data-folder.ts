// The folder of one installation: its embedded database, its generated key, its sandbox cloud.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from './lock.ts';

export interface DataFolder {
  readonly path: string;
  /** The master key of this installation, made on first use: 32 bytes in base64. */
  secretKey(): Promise<string>;
}

/** Opens the folder for this process alone, for as long as the process lives. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true });
  if (!(await tryLock(`data folder ${path}`)))
    throw new Error(
      `AirGate already runs on ${path}; stop it first, or set AIRGATE_DATA_DIR to another folder`,
    );
  return { path, secretKey: () => secretKey(join(path, 'secret-key')) };
}

export const secretKeyFile = (path: string) => join(path, 'secret-key');

/** Replaces the installation's master keys; at every moment the file holds the old text or the new one. */
export async function writeSecretKey(path: string, ring: string): Promise<void> {
  const part = `${secretKeyFile(path)}.part`;
  await writeFile(part, `${ring}\n`, { mode: 0o600, flush: true });
  await rename(part, secretKeyFile(path));
}

async function secretKey(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const key = randomBytes(32).toString('base64');
    await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
    return key;
  }
}
