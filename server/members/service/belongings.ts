/** What somebody made in the tenant and what becomes of it when they go: their keys are somebody's, or nobody's. */
import { AppError, notFound } from '#lib/errors.ts';
import { can, type Permission } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Actor, Ctx } from '#server/core/ctx.ts';
import { heldRole, WITH_ROLE } from '#server/core/held-role.ts';
import { giveKeysOf, keysMadeBy, revokeKeysOf } from '#server/keys/service/of-member.ts';
import type { MemberRef } from '#server/members/schema.ts';

/** What would be left behind if this member went now. */
export async function getBelongings(ctx: Ctx, { memberId }: MemberRef) {
  return access(ctx, 'member:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const member = await db.member.findUnique({ where: { tenantId_id: { tenantId, id: memberId } } });
    if (!member) throw notFound('member');
    const { userId } = member;
    const keys = await keysMadeBy(db, ctx, userId);
    return {
      // Their names are for whoever may see keys at all.
      keys: can(ctx.actor, 'key:read') ? keys : [],
      keyCount: keys.length,
      subAccounts: await db.subAccount.count({
        where: { tenantId, holderId: memberId, managed: true, deletedAt: null },
      }),
      sharedViews: await db.savedView.count({ where: { tenantId, ownerId: userId, shared: true } }),
      invitations: await db.invitation.count({
        where: {
          tenantId,
          invitedBy: userId,
          acceptedAt: null,
          revokedAt: null,
          expiresAt: { gt: ctx.now() },
        },
      }),
    };
  });
}

/**
 * Does with a leaving member's keys what was asked: `revoke`, or the id of the member who has them from now on. Leaves
 * them alone when nothing was. Returns the ids of the keys that it changed.
 */
export async function settleKeys(
  db: Db,
  ctx: Ctx,
  leaving: { id: string; userId: string },
  keys: string | undefined,
): Promise<string[]> {
  if (keys === undefined) return [];
  if (keys === 'revoke') {
    assertCan(ctx.actor, 'key:revoke', leaving.userId);
    return revokeKeysOf(db, ctx, leaving.userId);
  }
  assertCan(ctx.actor, 'key:update', leaving.userId);
  const to = await db.member.findUnique({
    where: { tenantId_id: { tenantId: ctx.tenant.id, id: keys } },
    include: { ...WITH_ROLE, user: { select: { name: true, disabledAt: true } } },
  });
  if (!to || to.user.disabledAt || to.id === leaving.id) throw notFound('member');
  const { permissions } = heldRole(to);
  return giveKeysOf(db, ctx, leaving.userId, { userId: to.userId, name: to.user.name, permissions });
}

/** Whoever leaves decides about their own keys. */
function assertCan(actor: Actor, permission: Permission, ownerId: string): void {
  if (actor.id === ownerId || can(actor, permission)) return;
  throw new AppError('forbidden', 'forbidden', { params: { permission } });
}
