/** Accepting an invitation: before it, the invited are nobody here, so this works on the identity handle. */
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import type { Role } from '#lib/permissions.ts';
import type { Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import { sha256 } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { invitationState } from '#server/members/policy.ts';
import { type AcceptAsNewInput, type AcceptInput, toRole } from '#server/members/schema.ts';
import { createUser, findUser } from '#server/users/service/accounts.ts';
import { hashPassword } from '#server/users/service/passwords.ts';

/** What a door knows of a request before it is known who asks. */
type Base = Pick<Ctx, 'requestId' | 'source' | 'locale' | 'now'>;

export type InvitationView = {
  email: string;
  role: Role;
  tenantName: string;
  timeZone: string;
  expiresAt: Date;
  /** Whether the mailbox has an account, so that its owner signs in instead of choosing a password. */
  hasAccount: boolean;
};

/** What the holder of a link may know. Throws `invitation_invalid` for an unknown, used, withdrawn or expired one. */
export async function readInvitation(token: string, now: Date): Promise<InvitationView> {
  return withIdentity(async (tx) => {
    const { email, role, tenant, expiresAt } = await findOpen(tx, token, now);
    const hasAccount = (await findUser(tx, email)) !== null;
    return {
      email,
      role: toRole(role),
      tenantName: tenant.name,
      timeZone: tenant.timeZone,
      expiresAt,
      hasAccount,
    };
  });
}

/** Makes the invited a person with a password and a member. Throws `invitation_sign_in` if the mailbox has an account. */
export async function acceptAsNew(input: AcceptAsNewInput, base: Base) {
  const passwordHash = await hashPassword(input.password);
  return withIdentity(async (tx) => {
    const invitation = await findOpen(tx, input.token, base.now());
    const { email } = invitation;
    if (await findUser(tx, email))
      throw new AppError('conflict', 'invitation_sign_in', { params: { email } });
    const person = { email, name: input.name, passwordHash, locale: base.locale };
    const { id } = await createUser(tx, person, base.now());
    return join(tx, invitation, { id, name: input.name }, base);
  });
}

/** Makes the signed-in person a member. Throws `invitation_other_mailbox` when the invitation is somebody else's. */
export async function acceptAsUser({ token }: AcceptInput, userId: string, base: Base) {
  return withIdentity(async (tx) => {
    const invitation = await findOpen(tx, token, base.now());
    const { email } = invitation;
    const user = await findUser(tx, email);
    if (user?.id !== userId)
      throw new AppError('forbidden', 'invitation_other_mailbox', { params: { email } });
    return join(tx, invitation, user, base);
  });
}

type Invitation = Awaited<ReturnType<typeof findOpen>>;

/** The invitation, locked: two who accept at once come one after the other. */
async function findOpen(tx: Tx, token: string, now: Date) {
  const tokenHash = sha256(token);
  await tx.$queryRaw`select id from invitation where token_hash = ${tokenHash} for update`;
  const invitation = await tx.invitation.findUnique({
    where: { tokenHash },
    include: { tenant: { select: { id: true, slug: true, name: true, timeZone: true, status: true } } },
  });
  if (!invitation || invitationState(invitation, now) !== 'open') {
    throw new AppError('not_found', 'invitation_invalid');
  }
  if (invitation.tenant.status !== 'active') throw new AppError('precondition_failed', 'tenant_suspended');
  return invitation;
}

async function join(tx: Tx, invitation: Invitation, user: { id: string; name: string }, base: Base) {
  const { id, tenantId, email, role, tenant } = invitation;
  const member = { id: newId('member'), tenantId, userId: user.id, role, createdAt: base.now() };
  const { count } = await tx.member.createMany({ data: [member], skipDuplicates: true });
  if (count === 0) throw new AppError('conflict', 'member_exists', { params: { email } });
  await tx.invitation.update({ where: { id }, data: { acceptedAt: base.now() } });
  const who = { ...base, actor: { kind: 'user', id: user.id, name: user.name } };
  const after = { memberId: member.id, email, role };
  await writeAudit(tx, tenantId, who, {
    action: 'invitation.accept',
    target: { kind: 'invitation', id },
    after,
  });
  return { tenantSlug: tenant.slug, email, memberId: member.id, role: toRole(role) };
}
