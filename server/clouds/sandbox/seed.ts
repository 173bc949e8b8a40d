/** What a fresh sandbox holds before anybody calls it: one main account with a root access key, made from the seed. */
import { accessKeyId, digits, secretKey } from './random.ts';

export const DEFAULT_SEED = 1;

/** Id and root access key of the `n`th account of a seed; the main account is the 0th. A salt makes them unguessable. */
export function seededAccount(
  seed: number,
  n = 0,
  salt = '',
): { accountId: string; accessKeyId: string; secretAccessKey: string } {
  return {
    accountId: `21${digits(seed, `account${salt}`, n, 8)}`,
    accessKeyId: accessKeyId(seed, -1 - n, salt),
    secretAccessKey: secretKey(seed, -1 - n, salt),
  };
}

/** The credential that works against a sandbox started without options. */
export const SANDBOX_ROOT = seededAccount(DEFAULT_SEED);
