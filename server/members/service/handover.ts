/** The moment in which a tenant changes hands: both roles in one transaction, never without an owner in between. */
import { AppError, notFound } from '#lib/errors.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { builtInRole, heldRole, roleNote, WITH_ROLE } from '#server/core/held-role.ts';

const INCLUDE = { ...WITH_ROLE, user: { select: { name: true, disabledAt: true } } } as const;

/**
 * Makes one member the owner and the other, who was, an admin. Throws `transfer_void` when the one is no owner any more or
 * the other cannot become it. The caller has asked both and holds the offer locked.
 */
export async function handOver(
  db: Db,
  ctx: Ctx,
  { fromMemberId, toMemberId }: { fromMemberId: string; toMemberId: string },
): Promise<void> {
  const tenantId = ctx.tenant.id;
  await db.$queryRaw`
    select id from member where tenant_id = ${tenantId} and (role = 'owner' or id in (${fromMemberId}, ${toMemberId}))
    order by id for update`;
  const read = async (id: string) => {
    const row = await db.member.findUnique({ where: { tenantId_id: { tenantId, id } }, include: INCLUDE });
    if (!row) throw notFound('member');
    return row;
  };
  const [from, to] = [await read(fromMemberId), await read(toMemberId)];
  if (from.role !== 'owner' || to.user.disabledAt) throw new AppError('precondition_failed', 'transfer_void');
  for (const [member, role] of [[to, 'owner'] as const, [from, 'admin'] as const]) {
    await db.member.update({
      where: { tenantId_id: { tenantId, id: member.id } },
      data: { role, roleId: null },
    });
    await db.audit({
      action: 'member.update',
      target: { kind: 'member', id: member.id },
      before: { name: member.user.name, ...roleNote(heldRole(member)) },
      after: roleNote(builtInRole(role)),
    });
  }
}
