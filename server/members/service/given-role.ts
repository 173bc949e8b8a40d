/** The role that an input names: built in, or one of the tenant's own. */
import { notFound } from '#lib/errors.ts';
import { isId } from '#lib/new-id.ts';
import { roles } from '#lib/permissions.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { builtInRole, type HeldRole, heldRole } from '#server/core/held-role.ts';

/**
 * The role behind a built-in name or an id, to be given: a custom one is held until the end of the transaction, so
 * that it neither goes nor grows between the question whether it may be given and the gift. Throws `not_found`.
 */
export async function givenRole(db: Db, ctx: Ctx, ref: string): Promise<HeldRole> {
  const builtIn = roles.find((role) => role === ref);
  if (builtIn) return builtInRole(builtIn);
  await lockRole(db, ctx, ref);
  const customRole = await db.customRole.findUnique({
    where: { tenantId_id: { tenantId: ctx.tenant.id, id: ref } },
  });
  if (!customRole) throw notFound('role');
  return heldRole({ role: 'custom', customRole });
}

/** Keeps a custom role as it is until the end of the transaction. */
export async function lockRole(db: Db, ctx: Ctx, id: string): Promise<void> {
  await db.$queryRaw`select id from custom_role where tenant_id = ${ctx.tenant.id} and id = ${id} for share`;
}

/** Rows of these roles, named as an input names them. */
export function inRoles(refs: readonly string[]) {
  const ids = refs.filter((ref) => isId('role', ref));
  return { OR: [{ role: { in: refs.filter((ref) => !ids.includes(ref)) } }, { roleId: { in: ids } }] };
}
