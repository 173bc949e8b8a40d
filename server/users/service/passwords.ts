/** Passwords are kept as argon2id hashes; a mailbox that nobody has costs as much work as a wrong password. */
import { hash, verify } from '@node-rs/argon2';
import { randomSecret } from '#server/core/crypto.ts';

/** What OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobody: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Compares in the same time whether or not there is a hash to compare with. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomSecret());
  const matches = await verify(passwordHash ?? (await nobody), password);
  return passwordHash !== null && matches;
}
