// Opens encrypted columns by the description of their format alone, to hold the code to it.
import { createDecipheriv } from 'node:crypto';

/** `keyRingEntry` is `id:base64`; `sealed` is `v1.id.iv.tag.body`, the last three in base64url. */
export function decryptWith(keyRingEntry: string, sealed: string, context: string): string {
  const [id, key = ''] = keyRingEntry.split(':');
  const [version, keyId, ...parts] = sealed.split('.');
  const [iv, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (version !== 'v1' || keyId !== id || !iv || !tag || !body) throw new Error('not sealed by this key');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), iv);
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString();
}
