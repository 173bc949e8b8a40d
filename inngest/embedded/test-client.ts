import { Inngest } from 'inngest';
import type { Pool } from 'pg';
import { embeddedFetch } from './transport.ts';

export const SIGNING_KEY = `signkey-test-${'5a'.repeat(32)}`;
export const APP_URL = 'http://127.0.0.1:3000/api/inngest';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A client whose events go into the inbox of one schema. */
export function makeClient(pool: Pool, schema: string): Inngest {
  return new Inngest({
    id: 'app',
    isDev: false,
    eventKey: 'embedded',
    signingKey: SIGNING_KEY,
    baseUrl: 'http://embedded.invalid/',
    logger: silent,
    internalLogger: silent,
    fetch: embeddedFetch(() => pool, { schema }),
  });
}
