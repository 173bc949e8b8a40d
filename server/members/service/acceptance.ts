/** Accepting an invitation: before it, the invited are nobody here, so this works on the identity handle. */
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import type { RoleName } from '#lib/permissions.ts';
import type { Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import { sha256 } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { heldRole, roleNote, WITH_ROLE } from '#server/core/held-role.ts';
import { withIdentity } from '#server/core/identity.ts';
import { shutError } from '#server/core/standing.ts';
import { invitationState } from '#server/members/policy.ts';
import type { AcceptAsNewInput, AcceptInput } from '#server/members/schema.ts';
import { createUser, findUser } from '#server/users/service/accounts.ts';
import { hashPassword } from '#server/users/service/passwords.ts';
import { assertStrong } from '#server/users/service/strength.ts';

/** What a door knows of a request before it is known who asks. */
type Base = Pick<Ctx, 'requestId' | 'source' | 'locale' | 'now'>;

export type InvitationView = {
  email: string;
  role: RoleName;
  roleName: string | null;
  tenantName: string;
  timeZone: string;
  expiresAt: Date;
  /** Whether the mailbox has an account, so that its owner signs in instead of choosing a password. */
  hasAccount: boolean;
  /** The tenant's part of an address where it lets the mailbox in through its provider alone; null elsewhere. */
  onlySso: string | null;
};

/** What the holder of a link may know. Throws `invitation_invalid` for an unknown, used, withdrawn or expired one. */
export async function readInvitation(token: string, now: Date): Promise<InvitationView> {
  return withIdentity(async (tx) => {
    const { email, tenant, expiresAt, ...invitation } = await findOpen(tx, token, now);
    const { role, roleName } = heldRole(invitation);
    const hasAccount = (await findUser(tx, email)) !== null;
    return {
      email,
      role,
      roleName,
      tenantName: tenant.name,
      timeZone: tenant.timeZone,
      expiresAt,
      hasAccount,
      onlySso: (await isOnlySso(tx, tenant.id, email)) ? tenant.slug : null,
    };
  });
}

/** Makes the invited a person with a password and a member. Throws `invitation_sign_in` if the mailbox has an account. */
export async function acceptAsNew(input: AcceptAsNewInput, base: Base) {
  const invited = await readInvitation(input.token, base.now());
  if (invited.onlySso) throw new AppError('forbidden', 'sso_required');
  await assertStrong(input.password, [invited.email, input.name]);
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

/** Whether a password of theirs would open nothing: the tenant enforces its provider, which speaks for the mailbox. */
async function isOnlySso(tx: Tx, tenantId: string, email: string): Promise<boolean> {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const where = { tenantId, domain, verifiedAt: { not: null } };
  const enforced = await tx.ssoConnection.findFirst({ where: { tenantId, enforced: true } });
  return enforced !== null && (await tx.ssoDomain.findFirst({ where })) !== null;
}

type Invitation = Awaited<ReturnType<typeof findOpen>>;

/** The invitation, locked: two who accept at once come one after the other. */
async function findOpen(tx: Tx, token: string, now: Date) {
  const tokenHash = sha256(token);
  await tx.$queryRaw`select id from invitation where token_hash = ${tokenHash} for update`;
  const invitation = await tx.invitation.findUnique({
    where: { tokenHash },
    include: {
      ...WITH_ROLE,
      tenant: { select: { id: true, slug: true, name: true, timeZone: true, status: true } },
    },
  });
  if (!invitation || invitationState(invitation, now) !== 'open') {
    throw new AppError('not_found', 'invitation_invalid');
  }
  const shut = shutError(invitation.tenant.status);
  if (shut) throw shut;
  return invitation;
}

async function join(tx: Tx, invitation: Invitation, user: { id: string; name: string }, base: Base) {
  const { id, tenantId, email, role, roleId, tenant } = invitation;
  const member = { id: newId('member'), tenantId, userId: user.id, role, roleId, createdAt: base.now() };
  const { count } = await tx.member.createMany({ data: [member], skipDuplicates: true });
  if (count === 0) throw new AppError('conflict', 'member_exists', { params: { email } });
  await tx.invitation.update({ where: { id }, data: { acceptedAt: base.now() } });
  const who = { ...base, actor: { kind: 'user', id: user.id, name: user.name } };
  const held = heldRole(invitation);
  const after = { memberId: member.id, email, ...roleNote(held) };
  await writeAudit(tx, tenantId, who, {
    action: 'invitation.accept',
    target: { kind: 'invitation', id },
    after,
  });
  return { tenantSlug: tenant.slug, email, memberId: member.id, role: held.role };
}
