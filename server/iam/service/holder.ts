/** The member whose sub-account it is. */
import { notFound } from '#lib/errors.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';

/** A member to give something to, held until the end of the transaction. Throws `not_found`. */
export async function heldMember(db: Db, ctx: Ctx, memberId: string): Promise<void> {
  const found = await db.$queryRaw<unknown[]>`
    select 1 from member where tenant_id = ${ctx.tenant.id} and id = ${memberId} for key share`;
  if (found.length === 0) throw notFound('member');
}

/** For the audit log, which people read: names instead of ids, where a note says anything of a holder. */
export async function holderNotes<T extends { holderId?: string | null }>(
  db: Db,
  ctx: Ctx,
  notes: readonly T[],
) {
  const ids = notes.flatMap(({ holderId }) => holderId ?? []);
  const members =
    ids.length === 0
      ? []
      : await db.member.findMany({
          where: { tenantId: ctx.tenant.id, id: { in: ids } },
          select: { id: true, user: { select: { name: true } } },
        });
  const nameOf = (id: string | null) => members.find((member) => member.id === id)?.user.name ?? null;
  return notes.map(({ holderId, ...rest }) => ({
    ...rest,
    ...(holderId !== undefined && { holder: nameOf(holderId) }),
  }));
}
