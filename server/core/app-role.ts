import { Client, escapeLiteral } from 'pg';
import { APP_ROLE, appDatabaseUrl, appRolePassword } from './db.ts';
import { env } from './env.ts';

/** Any fixed number: processes that start together take turns. */
const LOCK = 4_204_201;

/**
 * Lets the unprivileged role sign in with the password derived from the master key. Does nothing when
 * DATABASE_APP_URL names a role that somebody else keeps. Needs the owner's connection.
 */
export async function ensureAppRole(): Promise<void> {
  if (env().DATABASE_APP_URL || (await canSignIn())) return;
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
async function canSignIn(): Promise<boolean> {
  const app = new Client({ connectionString: appDatabaseUrl(), connectionTimeoutMillis: 10_000 });
  try {
    await app.connect();
    return true;
  } catch {
    return false;
  } finally {
    await app.end().catch(() => {});
  }
}
