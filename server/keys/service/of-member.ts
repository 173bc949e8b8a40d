/** The keys that a member made, for the moment in which the member goes. What is a key is written here alone. */
import { AppError } from '#lib/errors.ts';
import { toPermissions } from '#lib/permissions.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';

const usable = (ctx: Ctx, createdBy: string) => ({
  tenantId: ctx.tenant.id,
  createdBy,
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now() } }],
});

/** Keys of theirs that work, by name. */
export async function keysMadeBy(db: Db, ctx: Ctx, userId: string) {
  return db.apiKey.findMany({
    where: usable(ctx, userId),
    select: { id: true, name: true, hint: true, lastUsedAt: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/** Ends all of them. Returns their ids, for the caller to have forgotten once this is committed. */
export async function revokeKeysOf(db: Db, ctx: Ctx, userId: string): Promise<string[]> {
  const keys = await keysMadeBy(db, ctx, userId);
  for (const { id, name, hint } of keys) {
    const at = { tenantId_id: { tenantId: ctx.tenant.id, id } };
    await db.apiKey.update({ where: at, data: { revokedAt: ctx.now() } });
    await db.audit({ action: 'key.revoke', target: { kind: 'key', id }, before: { name, hint } });
  }
  return keys.map(({ id }) => id);
}

type NewOwner = { userId: string; name: string; permissions: readonly string[] };

/** Gives all of them to somebody whose own rights reach as far as each key's, else `key_beyond_owner`. */
export async function giveKeysOf(db: Db, ctx: Ctx, userId: string, to: NewOwner): Promise<string[]> {
  const keys = await db.apiKey.findMany({ where: usable(ctx, userId), orderBy: { id: 'asc' } });
  for (const { id, name, permissions } of keys) {
    const permission = toPermissions(permissions).find((each) => !to.permissions.includes(each));
    if (permission) {
      const params = { key: name, name: to.name, permission };
      throw new AppError('precondition_failed', 'key_beyond_owner', { params });
    }
    const at = { tenantId_id: { tenantId: ctx.tenant.id, id } };
    await db.apiKey.update({ where: at, data: { createdBy: to.userId } });
    await db.audit({
      action: 'key.hand_over',
      target: { kind: 'key', id },
      before: { name, createdBy: userId },
      after: { createdBy: to.userId, owner: to.name },
    });
  }
  return keys.map(({ id }) => id);
}
