/** Deterministic generators: the same seed and counter give the same id, key or amount on every machine. */
import { createHash } from 'node:crypto';

const digest = (seed: number, label: string, n: number): string =>
  createHash('sha256').update(`${seed}/${label}/${n}`).digest('hex');

/** `length` decimal digits, the first never 0. */
export function digits(seed: number, label: string, n: number, length: number): string {
  const value = BigInt(`0x${digest(seed, label, n)}`);
  const low = 10n ** BigInt(length - 1);
  return (low + (value % (low * 9n))).toString();
}

export const hex = (seed: number, label: string, n: number, length: number): string =>
  digest(seed, label, n).slice(0, length);

/** Shaped like the real ones: AKLT and 43 characters of base64 text. */
export const accessKeyId = (seed: number, n: number, salt = ''): string =>
  `AKLT${Buffer.from(hex(seed, `access-key${salt}`, n, 32))
    .toString('base64')
    .replace(/=+$/, '')}`;

export const secretKey = (seed: number, n: number, salt = ''): string =>
  Buffer.from(hex(seed, `secret-key${salt}`, n, 44)).toString('base64');

/** A UUID made from the seed. */
export function uuid(seed: number, label: string, n: number): string {
  const text = hex(seed, label, n, 32);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

/** A well mixed 32-bit number of two numbers; cheap enough for hundreds of thousands of bill rows. */
export function mix(a: number, b: number): number {
  let h = (Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32-bit number of a text (FNV-1a, mixed). */
export function mixText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return mix(h, text.length);
}
