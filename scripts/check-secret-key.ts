// A process with a wrong key would change the application's password and lock out those with the right one.
import pg from 'pg';

/** The SQLSTATEs of a refused login: wrong password, and a role that may not log in or does not exist. */
const REFUSED = ['28P01', '28000'];

/**
 * Refuses keys of which none is the one this database was set up with: each of `appUrls` holds the password derived from
 * one of them.
 */
export async function checkSecretKey(ownerUrl: string, appUrls: readonly string[]): Promise<void> {
  for (const url of appUrls) if (await logsIn(url)) return;
  const { username } = new URL(appUrls[0] ?? '');
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1 AND rolcanlogin', [
      username,
    ]);
    if (rows.length > 0)
      throw new Error(
        `AIRGATE_SECRET_KEY is not the key that this database was set up with (its role ${username} has another password)`,
      );
  } finally {
    await owner.end();
  }
}

async function logsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && REFUSED.includes(String(error.code))) return false;
    throw error;
  }
}
