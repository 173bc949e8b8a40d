// The commands that care for the data itself: backup, restore, and the master key that seals its secrets.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createExecutorSchema } from '#inngest/embedded/schema.ts';
import { canSignIn, ensureAppRole } from '#server/core/app-role.ts';
import { decrypt, encrypt, parseKeyRing } from '#server/core/crypto.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { countOlder, reencrypt } from '#server/platform/service/reencrypt.ts';
import type { Installation } from './airgate-installation.ts';
import { backUp } from './backup.ts';
import { writeSecretKey } from './data-folder.ts';
import { restoreBackup } from './restore.ts';

type Values = { to?: string | undefined; from?: string | undefined };

const CANARY = 'backup';

export async function backup({ database }: Installation, { to = '' }: Values): Promise<void> {
  const file = resolve(to);
  const { tables, rows } = await backUp(database.url, file, (text) => encrypt(text, CANARY)).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? new Error(`${file} exists; a backup never replaces a file`) : error;
    },
  );
  console.error(
    `${rows} rows of ${tables} tables are in the backup. Keep the master key with it, elsewhere:`,
  );
  for (const [label, place] of database.places) if (label === 'Secret key') console.error(`  ${place}`);
  console.log(file);
}

export async function restore({ database }: Installation, { from = '' }: Values): Promise<void> {
  const { tables, rows, madeAt } = await restoreBackup({
    url: database.url,
    file: resolve(from),
    unseal: (sealed) => decrypt(sealed, CANARY),
    prepareJobs: (pool) => createExecutorSchema(pool),
  });
  await ensureAppRole();
  console.error(`${rows} rows of ${tables} tables are back as they were at ${madeAt}.`);
}

/** The new key goes in front: it encrypts from the next start on, and the older ones still open what they sealed. */
export async function rotateSecret(installation: Installation): Promise<void> {
  const key = randomBytes(32).toString('base64');
  const [made] = parseKeyRing(key);
  const ring = [`${made?.id}:${key}`, ...ringOf(installation)].join(',');
  await store(installation, ring);
  console.error('Next: restart AirGate, then run npm run airgate -- secret reencrypt');
}

export async function reencryptSecrets(): Promise<void> {
  if (!(await canSignIn()))
    throw new Error('AirGate does not run with the new key yet. Restart it first, every process of it');
  const ctx = platformSystemCtx('airgate secret reencrypt', 'cli');
  const changed = await reencrypt(ctx);
  const older = await countOlder(ctx);
  console.error(`${changed} secrets are under the new key now, ${older} are left under older ones.`);
  if (older > 0) throw new Error('Some were in use; run the command again');
  console.error(
    'People who signed in before the change are signed out when the older key goes; in twelve hours nobody is. Then: npm run airgate -- secret forget',
  );
}

export async function forgetSecret(installation: Installation): Promise<void> {
  const [first = '', ...rest] = ringOf(installation);
  if (rest.length === 0) return console.error('There is only one key.');
  const older = await countOlder(platformSystemCtx('airgate secret forget', 'cli'));
  if (older > 0)
    throw new Error(
      `${older} secrets are still under older keys; run npm run airgate -- secret reencrypt first`,
    );
  await store(installation, first);
  console.error('Next: restart AirGate.');
}

/** As `id:base64`, the first one first. */
function ringOf({ database }: Installation): string[] {
  return parseKeyRing(database.secretKey).map(({ id, key }) => `${id}:${key.toString('base64')}`);
}

/** Into the data folder's file where the key lives there; else it is the administrator's to set. */
async function store({ keyFolder }: Installation, ring: string): Promise<void> {
  if (keyFolder) {
    await writeSecretKey(keyFolder, ring);
    return console.error(`The master key in ${keyFolder} is changed.`);
  }
  console.error('Set this in the environment of every AirGate process:');
  console.log(`AIRGATE_SECRET_KEY=${ring}`);
}
