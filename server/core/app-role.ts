import { Client, escapeLiteral } from 'pg';
import { APP_ROLE, appDatabaseUrl, appDatabaseUrls, appRolePassword } from './db.ts';
import { env } from './env.ts';

/** Any fixed number: processes that start together take turns. */
const LOCK = 4_204_201;

/**
 * Lets the unprivileged role sign in with the password derived from the first master key. Does nothing when
 * DATABASE_APP_URL names a role that somebody else keeps. Needs the owner's connection. A command that works beside
 * running processes says `anyKey`: they may not know the first key yet.
 */
export async function ensureAppRole({ anyKey = false } = {}): Promise<void> {
  if (env().DATABASE_APP_URL) return;
  for (const url of anyKey ? appDatabaseUrls() : [appDatabaseUrl()]) if (await canSignIn(url)) return;
  const owner = new Client({ connectionString: env().DATABASE_URL, connectionTimeoutMillis: 10_000 });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [LOCK]);
    await owner.query(`alter role ${APP_ROLE} with login password ${escapeLiteral(appRolePassword())}`);
  } finally {
    await owner.end();
  }
}

/** Changing a role is a write that other processes would wait for; most starts find it as it should be. */
export async function canSignIn(url = appDatabaseUrl()): Promise<boolean> {
  const app = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await app.connect();
    return true;
  } catch {
    return false;
  } finally {
    await app.end().catch(() => {});
  }
}
