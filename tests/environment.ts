// The environment that the code under test sees: fixed where it does not matter, never the developer's own.

/** A key for tests alone; it protects nothing. */
const TEST_SECRET_KEY = Buffer.alloc(32, 'airgate tests').toString('base64');

/** Sets what `server/core/env.ts` reads, before anything imports it. */
export function setEnvironment(databaseUrl: string): void {
  for (const name of Object.keys(process.env))
    if (/^(AIRGATE|INNGEST|SMTP|VOLCENGINE)_|^DATABASE_APP_URL$/.test(name)) delete process.env[name];
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    AIRGATE_SECRET_KEY: TEST_SECRET_KEY,
    AIRGATE_PUBLIC_URL: 'http://localhost:3000',
    AIRGATE_DB_POOL: '10',
    LOG_LEVEL: 'silent',
  });
}

/** Sets one more variable; before anything has read the environment. */
export function setVariable(name: string, value: string): void {
  process.env[name] = value;
}

/** The connection string of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
