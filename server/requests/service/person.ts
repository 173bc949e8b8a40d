/** The member behind a request: whoever is signed in, or who made the key that asks. */
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { Person } from '#server/requests/policy.ts';

/** Null for jobs, and for keys whose maker has left or is disabled. */
export async function personOf(db: Db, { actor, tenant }: Ctx): Promise<Person | null> {
  if (actor.kind === 'user') return { memberId: actor.memberId, userId: actor.id, name: actor.name };
  if (actor.kind !== 'key') return null;
  const key = await db.apiKey.findUnique({
    where: { tenantId_id: { tenantId: tenant.id, id: actor.id } },
    select: { createdBy: true },
  });
  if (!key) return null;
  const member = await db.member.findUnique({
    where: { tenantId_userId: { tenantId: tenant.id, userId: key.createdBy } },
    select: { id: true, userId: true, user: { select: { name: true, disabledAt: true } } },
  });
  if (!member || member.user.disabledAt) return null;
  return { memberId: member.id, userId: member.userId, name: member.user.name };
}
