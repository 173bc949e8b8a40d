/** The one module that encrypts, decrypts and derives. AES-256-GCM with a key id, so that a key can be rotated. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { EnvError, env } from './env.ts';

type MasterKey = { id: string; key: Buffer };

let ring: MasterKey[] | undefined;

/** Reads `base64` or `id:base64,id:base64`. */
export function parseKeyRing(text: string): MasterKey[] {
  return text.split(',').map((part) => {
    const [first = '', second] = part.trim().split(':');
    const key = Buffer.from(second ?? first, 'base64');
    if (key.length !== 32) throw new EnvError('Configuration: AIRGATE_SECRET_KEY must be 32 bytes in base64');
    return { id: second === undefined ? sha256(key).slice(0, 8) : first, key };
  });
}

function keys(): MasterKey[] {
  ring ??= parseKeyRing(env().AIRGATE_SECRET_KEY);
  return ring;
}

function current(): MasterKey {
  const [first] = keys();
  if (!first) throw new EnvError('Configuration: AIRGATE_SECRET_KEY is missing');
  return first;
}

/** Encrypts a text; `context` (such as `cloud-account:cla_…`) is bound to it, so a value copied elsewhere does not open. */
export function encrypt(plain: string, context: string): string {
  const { id, key } = current();
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['v1', id, ...[iv, cipher.getAuthTag(), body].map((b) => b.toString('base64url'))].join('.');
}

/** Opens what `encrypt` made with the same context; throws if the key is unknown or anything was changed. */
export function decrypt(sealed: string, context: string): string {
  const [version, id, iv, tag, body] = sealed.split('.');
  const key = keys().find((k) => k.id === id)?.key;
  if (version !== 'v1' || !key || !iv || !tag || body === undefined) {
    throw new Error(`cannot decrypt ${context}: unknown key or format`);
  }
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
    .setAAD(Buffer.from(context))
    .setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

/** Marks what the first key of the ring has encrypted. */
export const currentKeyId = (): string => current().id;

/** Encrypts anew what an older key holds; null when the first key holds it already. */
export function reseal(sealed: string, context: string): string | null {
  return sealed.split('.')[1] === current().id ? null : encrypt(decrypt(sealed, context), context);
}

/** A secret of its own for one purpose, derived from the first master key (HKDF, RFC 5869); base64url of 32 bytes. */
export const derive = (purpose: string): string => deriveFrom(current(), purpose);

/** The same for every key of the ring, the first one first: while keys change, others may still go by an older one. */
export const deriveAll = (purpose: string): string[] => keys().map((key) => deriveFrom(key, purpose));

function deriveFrom({ key }: MasterKey, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', key, 'airgate', purpose, 32)).toString('base64url');
}

/** HMAC-SHA256 of a text with the present key of a purpose, in base64url. */
export const sign = (text: string, purpose: string): string => hmac(text, derive(purpose));

/** Whether `mark` is what `cut` leaves of a signature by any key of the ring. */
export function signedBy(
  text: string,
  purpose: string,
  mark: string,
  cut: (signature: string) => string,
): boolean {
  return deriveAll(purpose).some((key) => sameText(cut(hmac(text, key)), mark));
}

const hmac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('base64url');

export function sha256(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Random text of `bytes` bytes in base64url. */
export function randomSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
