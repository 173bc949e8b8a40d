/** The connections. Only `core` imports this; everybody else gets a handle from `access()`. */
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, type ClientConfig, Pool } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import type { EventName } from '#inngest/client.ts';
import type { PublishedType } from '#lib/webhook-events.ts';
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { derive, deriveAll } from './crypto.ts';
import { env } from './env.ts';
import { watchPool } from './metrics.ts';
import { once } from './registry.ts';

export type Tx = Prisma.TransactionClient;

/** One audited change. `before` and `after` hold only what changed, and never a secret. */
export type AuditNote = {
  action: string;
  target: { kind: string; id: string };
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
};

/** Something that happened and that the audit log does not hold, for webhooks. */
export type Published = {
  type: PublishedType;
  target: { kind: string; id: string };
  after: Prisma.InputJsonObject;
};

/** The handle inside `access()`: Prisma's models, bound to the tenant, and the three writers that share the transaction. */
export type Db = Tx & {
  audit(note: AuditNote): Promise<void>;
  /** Writes an event that is handed to the job executor after the commit; a repeated id is one event. */
  emit(name: EventName, data: Prisma.InputJsonObject, id?: string): Promise<void>;
  /** Tells webhooks what the audit log does not hold. */
  publish(event: Published): Promise<void>;
};

export const APP_ROLE = 'airgate_app';

const ROLE_PASSWORD = 'database role';
const PROBED_FOR_MS = 10_000;
const IDENTITY_CONNECTIONS = 4;

/** The unprivileged role's password, derived from the master key so that no second secret has to be kept. */
export const appRolePassword = () => derive(ROLE_PASSWORD);

/** The database as the role that owns nothing and cannot pass row level security, by the first master key. */
export const appDatabaseUrl = () => env().DATABASE_APP_URL ?? roleUrl(appRolePassword());

/** The same, one for each key of the ring. */
export const appDatabaseUrls = () =>
  env().DATABASE_APP_URL ? [appDatabaseUrl()] : deriveAll(ROLE_PASSWORD).map(roleUrl);

function roleUrl(password: string): string {
  const url = new URL(env().DATABASE_URL);
  url.username = APP_ROLE;
  url.password = password;
  return url.toString();
}

/** How to connect as that role. While the master key is being changed, the password may be that of any key of the ring. */
export function appConnection(): ClientConfig {
  const urls = appDatabaseUrls();
  if (urls.length === 1) return { connectionString: appDatabaseUrl() };
  return { ...parseIntoClientConfig(appDatabaseUrl()), password: () => workingPassword(urls) };
}

/** Asked at every new connection, so what was found is kept for a moment. */
async function workingPassword(urls: readonly string[]): Promise<string> {
  const probe = once('role password', () => ({ password: '', at: Number.NEGATIVE_INFINITY }));
  if (performance.now() - probe.at < PROBED_FOR_MS) return probe.password;
  for (const url of urls) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    try {
      await client.connect();
      Object.assign(probe, { password: new URL(url).password, at: performance.now() });
      return probe.password;
    } catch (error) {
      // Only a refused password makes the next one worth trying.
      if (!(error instanceof Error && 'code' in error && error.code === '28P01')) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
  return appRolePassword();
}

export const appPool = (): Pool => once('pool', () => makePool('app', env().AIRGATE_DB_POOL));

/** For single reads over all tenants: its connections hold that role from their first statement on. */
export const identityPool = (): Pool =>
  once('identity pool', () => {
    const pool = makePool('identity', IDENTITY_CONNECTIONS);
    // Queued before whatever is asked. Should it fail, the connection sees no row of anybody.
    pool.on('connect', (each) => void each.query('set role airgate_platform').catch(() => {}));
    return pool;
  });

function makePool(name: string, max: number): Pool {
  // A burst waits for its turn rather than fail.
  const pool = new Pool({ ...appConnection(), max, connectionTimeoutMillis: 30_000 });
  // An idle connection that the server closes must not end the process; the next query opens a new one.
  pool.on('error', () => {});
  return watchPool(name, pool);
}

let client: PrismaClient | undefined;

/** One client per module instance, over the process's one pool. */
export function prisma(): PrismaClient {
  client ??= new PrismaClient({ adapter: new PrismaPg(appPool()), omit: SECRET_COLUMNS });
  return client;
}

/** Unreadable unless a query asks for them by name. */
const SECRET_COLUMNS = {
  user: { passwordHash: true },
  invitation: { tokenHash: true },
  apiKey: { secretHash: true },
  apiKeyOldSecret: { secretHash: true },
  cloudAccount: { credential: true },
  channel: { config: true },
  webhook: { config: true },
  accessKeyClaim: { secret: true },
  secondFactor: { secret: true },
  ssoConnection: { clientSecret: true },
} as const;

/** Ends every connection; for orderly shutdown. */
export async function closeDatabase(): Promise<void> {
  await prisma().$disconnect();
  await Promise.all([appPool().end(), identityPool().end()]);
}
