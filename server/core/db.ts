/** The connections. Only `core` imports this; everybody else gets a handle from `access()`. */
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import type { EventName } from '#inngest/client.ts';
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { derive } from './crypto.ts';
import { env } from './env.ts';
import { once } from './registry.ts';

export type Tx = Prisma.TransactionClient;

/** One audited change. `before` and `after` hold only what changed, and never a secret. */
export type AuditNote = {
  action: string;
  target: { kind: string; id: string };
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
};

/** The handle inside `access()`: Prisma's models, bound to the tenant, and the two writers that share the transaction. */
export type Db = Tx & {
  audit(note: AuditNote): Promise<void>;
  /** Writes an event that is handed to the job executor after the commit; a repeated id is one event. */
  emit(name: EventName, data: Prisma.InputJsonObject, id?: string): Promise<void>;
};

export const APP_ROLE = 'airgate_app';

/** The unprivileged role's password, derived from the master key so that no second secret has to be kept. */
export const appRolePassword = () => derive('database role');

/** The database as the role that owns nothing and cannot pass row level security. */
export function appDatabaseUrl(): string {
  const explicit = env().DATABASE_APP_URL;
  if (explicit) return explicit;
  const url = new URL(env().DATABASE_URL);
  url.username = APP_ROLE;
  url.password = appRolePassword();
  return url.toString();
}

export function appPool(): Pool {
  return once('pool', () => {
    const pool = new Pool({
      connectionString: appDatabaseUrl(),
      max: env().AIRGATE_DB_POOL,
      // A burst waits for its turn rather than fail.
      connectionTimeoutMillis: 30_000,
    });
    // An idle connection that the server closes must not end the process; the next query opens a new one.
    pool.on('error', () => {});
    return pool;
  });
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
  cloudAccount: { credential: true },
  channel: { config: true },
} as const;

/** Ends every connection; for orderly shutdown. */
export async function closeDatabase(): Promise<void> {
  await prisma().$disconnect();
  await appPool().end();
}
