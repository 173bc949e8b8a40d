/** The only way to a database handle: a right is checked, a transaction opened or joined, the tenant bound. */

import { AppError } from '#lib/errors.ts';
import { can, type Permission, type PlatformPermission } from '#lib/permissions.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Ctx, PlatformCtx } from './ctx.ts';
import type { Db, Tx } from './db.ts';
import { type Limits, platformTransaction, tenantTransaction } from './transaction.ts';

export type { Db, Tx } from './db.ts';

/** Empties a nullable JSON column. */
export const JSON_NULL = Prisma.DbNull;

/**
 * Runs `fn` with a handle that sees and writes this tenant's rows only (row level security), in one transaction.
 * Inside another `access()` of the same ctx it joins that transaction. Throws `forbidden` without the right.
 * Never hold it across a network call.
 */
export async function access<T>(
  ctx: Ctx,
  permission: Permission,
  fn: (db: Db) => Promise<T>,
  limits?: Limits,
): Promise<T> {
  if (!can(ctx.actor, permission)) throw new AppError('forbidden', 'forbidden', { params: { permission } });
  return tenantTransaction(ctx, fn, limits);
}

/** Runs `fn` with a handle over all tenants. For operators and for jobs that fan out. */
export async function platformAccess<T>(
  ctx: PlatformCtx,
  permission: PlatformPermission,
  fn: (db: Tx) => Promise<T>,
  limits?: Limits,
): Promise<T> {
  if (!can(ctx.actor, permission)) throw new AppError('forbidden', 'forbidden', { params: { permission } });
  return platformTransaction(fn, limits);
}
