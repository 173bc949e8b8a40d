/** Transactions bound to a tenant, or to the role over all tenants. Core only: slices go through `access()`. */
import { newId } from '#lib/ids.ts';
import { writeAudit } from './audit.ts';
import type { Ctx, Shared, Together } from './ctx.ts';
import { type Db, prisma, type Tx } from './db.ts';
import { metrics } from './metrics.ts';
import { writeOutbox } from './outbox-event.ts';
import { queueEvent } from './webhook-queue.ts';

export type Limits = { timeoutMs?: number };

/** Opens a transaction that sees one tenant's rows, or joins the one that the ctx carries. */
export async function tenantTransaction<T>(
  ctx: Ctx,
  fn: (db: Db) => Promise<T>,
  limits?: Limits,
): Promise<T> {
  if (ctx.db) return fn(ctx.db);
  // What has a limit of its own keeps it.
  if (ctx.together && !limits) return sharing(ctx, ctx.together, fn);
  return transaction('tenant', limits ?? {}, async (tx) => fn(await bind(tx, ctx)));
}

async function bind(tx: Tx, ctx: Ctx): Promise<Db> {
  await tx.$executeRaw`select set_config('app.tenant_id', ${ctx.tenant.id}, true)`;
  return handle(tx, ctx);
}

/** Runs `fn` in the transaction that others of the same page have open, or opens it; the last one out closes it. */
async function sharing<T>(ctx: Ctx, together: Together, fn: (db: Db) => Promise<T>): Promise<T> {
  const shared = together.open ?? openShared(ctx);
  together.open = shared;
  shared.users += 1;
  try {
    return await fn(await shared.db);
  } finally {
    shared.users -= 1;
    if (shared.users === 0) {
      if (together.open === shared) together.open = null;
      shared.close();
    }
  }
}

function openShared(ctx: Ctx): Shared {
  const closing = Promise.withResolvers<void>();
  const db = Promise.withResolvers<Db>();
  transaction('tenant', {}, async (tx) => {
    db.resolve(await bind(tx, ctx));
    await closing.promise;
  }).catch(db.reject);
  return { db: db.promise, users: 0, close: closing.resolve };
}

/** Opens a transaction over all tenants, under a database role that the ordinary one has to switch to. */
export async function platformTransaction<T>(fn: (tx: Tx) => Promise<T>, limits: Limits = {}): Promise<T> {
  return transaction('platform', limits, async (tx) => {
    await tx.$executeRaw`set local role airgate_platform`;
    return fn(tx);
  });
}

async function transaction<T>(
  scope: 'tenant' | 'platform',
  { timeoutMs = 15_000 }: Limits,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  const done = metrics.transactionSeconds().startTimer({ scope });
  try {
    const result = await prisma().$transaction(fn, { maxWait: 30_000, timeout: timeoutMs });
    done({ outcome: 'commit' });
    return result;
  } catch (error) {
    done({ outcome: 'rollback' });
    throw error;
  }
}

/**
 * Prisma's handle with the three writers beside its models. They are defined, not assigned: an assignment would reach
 * through the prototype into the client that all transactions share.
 */
function handle(tx: Tx, ctx: Ctx): Db {
  const writers: Pick<Db, 'audit' | 'emit' | 'publish'> = {
    audit: (note) => writeAudit(tx, ctx.tenant.id, ctx, note),
    emit: (name, data, id = newId('event')) =>
      writeOutbox(tx, ctx.tenant.id, ctx.now(), [{ name, data, id }]),
    publish: (event) => queueEvent(tx, ctx.tenant.id, ctx, { ...event, auditId: null }),
  };
  return Object.create(tx, Object.getOwnPropertyDescriptors(writers)) as Db;
}
