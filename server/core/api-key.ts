/** What an API key looks like: `ag_<live|demo>_<12 hex of its id>_<43 base64url><8 hex checksum>` (docs/api-keys.md). */
import { randomSecret, sameText, sha256 } from './crypto.ts';

const SHAPE = /^ag_(live|demo)_[0-9a-f]{12}_[A-Za-z0-9_-]{43}[0-9a-f]{8}$/;
const CHECKSUM = 8;

type NewApiKey = { secret: string; hash: string; hint: string };

/** A new secret for the key with this id. It is shown once; only its hash is kept. Demo tenants' keys say so. */
export function newApiKey(keyId: string, { isDemo }: { isDemo: boolean }): NewApiKey {
  const prefix = `ag_${isDemo ? 'demo' : 'live'}_${keyId.slice(-12)}`;
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
