import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: 48 bits of `millis`, then 80 bits of `entropy`; sorts by time. */
export function ulid(millis: number, entropy: Uint8Array = randomBytes(10)): string {
  let bits = BigInt(Math.max(0, Math.trunc(millis)));
  for (const byte of entropy.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

/**
 * The id of the n-th event of one `send()`. The SDK repeats the header `x-inngest-event-id-seed`
 * (`<millis>,<base64 entropy>`) on its own retries, so the same event gets the same id again.
 */
export function seededEventId(seed: string, index: number, fallbackMillis: number): string {
  const millis = Number(seed.split(',', 1)[0]);
  const entropy = createHash('sha256').update(`${seed}#${index}`).digest();
  return ulid(Number.isFinite(millis) && millis > 0 ? millis : fallbackMillis, entropy);
}
