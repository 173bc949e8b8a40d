/** What an API key looks like: `ag_live_<12 hex of its id>_<43 base64url><8 hex checksum>`. */
import { randomSecret, sameText, sha256 } from './crypto.ts';

const SHAPE = /^ag_live_[0-9a-f]{12}_[A-Za-z0-9_-]{43}[0-9a-f]{8}$/;
const CHECKSUM = 8;

/** A new secret for the key with this id. It is shown once; only its hash is kept. */
export function newApiKey(keyId: string): { secret: string; hash: string; hint: string } {
  const prefix = `ag_live_${keyId.slice(-12)}`;
  const body = `${prefix}_${randomSecret(32)}`;
  const secret = body + checksum(body);
  return { secret, hash: sha256(secret), hint: `${prefix}…${secret.slice(-4)}` };
}

/** Whether a text can be a key at all: mistyped and foreign secrets are told without asking the database. */
export function looksLikeApiKey(secret: string): boolean {
  if (!SHAPE.test(secret)) return false;
  return sameText(secret.slice(-CHECKSUM), checksum(secret.slice(0, -CHECKSUM)));
}

const checksum = (body: string) => sha256(body).slice(0, CHECKSUM);
