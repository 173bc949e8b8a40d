/** Members by the word of the tenant's own identity provider: it makes them, and its mapping wins over the console. */
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { roles } from '#lib/permissions.ts';
import type { Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { builtInRole, type HeldRole, heldRole, roleNote, WITH_ROLE } from '#server/core/held-role.ts';

type Base = Pick<Ctx, 'requestId' | 'source' | 'now'>;

export type Provided = {
  tenantId: string;
  user: { id: string; email: string; name: string };
  /** Built-in names or ids, the first that exists wins; null where the provider leaves roles to the console. */
  mapped: readonly string[] | null;
  /** For somebody new where roles are left to the console and nobody has invited them. */
  defaultRole: string | null;
};

/**
 * Makes the person a member or gives them the role that the provider names, and closes an invitation of theirs. The last
 * owner keeps their role. Throws `sso_no_role` when there is none for them.
 */
export async function seatProvided(tx: Tx, provided: Provided, base: Base): Promise<void> {
  const { tenantId, user, mapped, defaultRole } = provided;
  await tx.$queryRaw`
    select id from member where tenant_id = ${tenantId} and (role = 'owner' or user_id = ${user.id})
    order by id for update`;
  const at = { tenantId_userId: { tenantId, userId: user.id } };
  const member = await tx.member.findUnique({ where: at, include: WITH_ROLE });
  const invitation = await openInvitation(tx, tenantId, user.email, base.now());
  const kept = member ? heldRole(member) : invitation && heldRole(invitation);
  const wanted = mapped
    ? await firstRole(tx, tenantId, mapped)
    : (kept ?? (await firstRole(tx, tenantId, defaultRole === null ? [] : [defaultRole])));
  if (!wanted) throw new AppError('forbidden', 'sso_no_role');
  const who = { ...base, actor: { kind: 'system', id: 'single-sign-on', name: 'single sign-on' } };
  const { role, roleId } = wanted;
  if (!member) {
    const id = newId('member');
    await tx.member.create({ data: { id, tenantId, userId: user.id, role, roleId, createdAt: base.now() } });
    const after = { name: user.name, email: user.email, ...roleNote(wanted) };
    await writeAudit(tx, tenantId, who, { action: 'member.provide', target: { kind: 'member', id }, after });
  } else if (differs(heldRole(member), wanted) && !(await isLastOwner(tx, tenantId, member))) {
    await tx.member.update({ where: at, data: { role, roleId } });
    await writeAudit(tx, tenantId, who, {
      action: 'member.update',
      target: { kind: 'member', id: member.id },
      before: { name: user.name, ...roleNote(heldRole(member)) },
      after: roleNote(wanted),
    });
  }
  if (!invitation) return;
  await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedAt: base.now() } });
  await writeAudit(tx, tenantId, who, {
    action: 'invitation.accept',
    target: { kind: 'invitation', id: invitation.id },
    after: { email: user.email },
  });
}

const differs = (a: HeldRole, b: HeldRole) => a.role !== b.role || a.roleId !== b.roleId;

async function firstRole(tx: Tx, tenantId: string, refs: readonly string[]): Promise<HeldRole | null> {
  for (const ref of refs) {
    const builtIn = roles.find((role) => role === ref);
    if (builtIn) return builtInRole(builtIn);
    await tx.$queryRaw`select id from custom_role where tenant_id = ${tenantId} and id = ${ref} for share`;
    const customRole = await tx.customRole.findUnique({ where: { tenantId_id: { tenantId, id: ref } } });
    if (customRole) return heldRole({ role: 'custom', customRole });
  }
  return null;
}

async function isLastOwner(tx: Tx, tenantId: string, member: { id: string; role: string }): Promise<boolean> {
  if (member.role !== 'owner') return false;
  const others = { tenantId, role: 'owner', id: { not: member.id }, user: { disabledAt: null } };
  return (await tx.member.count({ where: others })) === 0;
}

async function openInvitation(tx: Tx, tenantId: string, email: string, now: Date) {
  await tx.$queryRaw`
    select id from invitation where tenant_id = ${tenantId} and email = ${email} and accepted_at is null
      and revoked_at is null for update`;
  return tx.invitation.findFirst({
    where: { tenantId, email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    include: WITH_ROLE,
  });
}
