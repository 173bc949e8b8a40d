/** Transactions bound to a tenant, or to the role over all tenants. Core only: slices go through `access()`. */
import { newId } from '#lib/ids.ts';
import { writeAudit } from './audit.ts';
import type { Ctx } from './ctx.ts';
import { type Db, prisma, type Tx } from './db.ts';
import { metrics } from './metrics.ts';

export type Limits = { timeoutMs?: number };

/** Opens a transaction that sees one tenant's rows, or joins the one that the ctx carries. */
export async function tenantTransaction<T>(
  ctx: Ctx,
  fn: (db: Db) => Promise<T>,
  limits: Limits = {},
): Promise<T> {
  if (ctx.db) return fn(ctx.db);
  return transaction('tenant', limits, async (tx) => {
    await tx.$executeRaw`select set_config('app.tenant_id', ${ctx.tenant.id}, true)`;
    return fn(handle(tx, ctx));
  });
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
 * Prisma's handle with the two writers beside its models. They are defined, not assigned: an assignment would reach
 * through the prototype into the client that all transactions share.
 */
function handle(tx: Tx, ctx: Ctx): Db {
  const writers: Pick<Db, 'audit' | 'emit'> = {
    audit: (note) => writeAudit(tx, ctx.tenant.id, ctx, note),
    emit: async (name, data, id = newId('event')) => {
      await tx.outboxEvent.createMany({
        data: [{ id, tenantId: ctx.tenant.id, name, data, createdAt: ctx.now() }],
        skipDuplicates: true,
      });
      await tx.$executeRaw`select pg_notify('airgate_outbox', '')`;
    },
  };
  return Object.create(tx, Object.getOwnPropertyDescriptors(writers)) as Db;
}
