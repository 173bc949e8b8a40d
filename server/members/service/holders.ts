/** Who holds which role. The roles ask; what is a member or an invitation is written here alone. */
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { type HeldRole, roleNote } from '#server/core/held-role.ts';

/** How many members and waiting invitations there are to each role, by its id or built-in name. */
export async function countHolders(db: Db, ctx: Ctx) {
  const tenantId = ctx.tenant.id;
  const by = ['role', 'roleId'] as const;
  const people = await db.member.groupBy({ by: [...by], where: { tenantId }, _count: true });
  const invited = await db.invitation.groupBy({
    by: [...by],
    where: { tenantId, acceptedAt: null, revokedAt: null },
    _count: true,
  });
  const tally = (groups: { role: string; roleId: string | null; _count: number }[]) =>
    new Map(groups.map(({ role, roleId, _count }) => [roleId ?? role, _count]));
  const [members, invitations] = [tally(people), tally(invited)];
  return (role: string) => ({ members: members.get(role) ?? 0, invitations: invitations.get(role) ?? 0 });
}

/** Locks whoever holds a custom role, members first, as everybody does who changes one of them. */
export async function lockHolders(db: Db, ctx: Ctx, roleId: string): Promise<void> {
  const tenantId = ctx.tenant.id;
  await db.$queryRaw`
    select id from member where tenant_id = ${tenantId} and role_id = ${roleId} order by id for update`;
  await db.$queryRaw`
    select id from invitation where tenant_id = ${tenantId} and role_id = ${roleId} order by id for update`;
}

/** Gives everybody who holds a custom role another one, each with an entry in the audit log. */
export async function moveHolders(db: Db, ctx: Ctx, from: HeldRole, to: HeldRole): Promise<void> {
  const where = { tenantId: ctx.tenant.id, roleId: from.roleId };
  const waiting = { ...where, acceptedAt: null, revokedAt: null };
  const data = { role: to.role, roleId: to.roleId };
  const members = await db.member.findMany({ where, include: { user: { select: { name: true } } } });
  const invitations = await db.invitation.findMany({ where: waiting });
  await db.member.updateMany({ where, data });
  await db.invitation.updateMany({ where: waiting, data });
  const [before, after] = [roleNote(from), roleNote(to)];
  for (const { id, user } of members) {
    const note = { before: { name: user.name, ...before }, after };
    await db.audit({ action: 'member.update', target: { kind: 'member', id }, ...note });
  }
  for (const { id, email } of invitations) {
    const note = { before: { email, ...before }, after };
    await db.audit({ action: 'invitation.update', target: { kind: 'invitation', id }, ...note });
  }
}

/** Lets go of a role that is about to be deleted: closed invitations are history and keep the word `custom` alone. */
export async function forgetRole(db: Db, ctx: Ctx, roleId: string): Promise<void> {
  await db.invitation.updateMany({
    where: { tenantId: ctx.tenant.id, roleId, NOT: { acceptedAt: null, revokedAt: null } },
    data: { roleId: null },
  });
}
