/** Invitations: a link that works once, within seven days, for one mailbox and one role. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { access, type Db, type Tx } from '#server/core/access.ts';
import { randomSecret, sha256 } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { assertMayGive } from '#server/core/grants.ts';
import {
  type HeldRole,
  heldRole,
  type RoleRow,
  roleNote,
  roleWord,
  WITH_ROLE,
} from '#server/core/held-role.ts';
import { containing } from '#server/core/search.ts';
import { sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import { invitationExpiry, invitationState } from '#server/members/policy.ts';
import type { InvitationRef, InviteInput, ListInvitationsInput } from '#server/members/schema.ts';
import { givenRole, inRoles, lockRole } from './given-role.ts';
import { sendInvitation } from './invitation-mail.ts';

/** Those that nobody has accepted or withdrawn, newest first unless asked otherwise. */
export async function listInvitations(
  ctx: Ctx,
  { limit, text, role, state, ...place }: ListInvitationsInput,
) {
  const { cursor, sort = 'createdAt', order = sort === 'createdAt' ? 'desc' : 'asc' } = place;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  const now = ctx.now();
  const inState = { open: { expiresAt: { gt: now } }, expired: { expiresAt: { lte: now } } };
  return access(ctx, 'member:read', async (db) => {
    const where = {
      tenantId: ctx.tenant.id,
      acceptedAt: null,
      revokedAt: null,
      ...(text && { email: containing(text) }),
      AND: [
        role ? inRoles(listOf(role) ?? []) : {},
        state ? { OR: (listOf(state) ?? []).map((each) => inState[each]) } : {},
      ],
    };
    const rows = await db.invitation.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
      include: WITH_ROLE,
    });
    const page = sorted.cut(rows, limit);
    const items = await present(db, ctx, page.items);
    return { ...page, items, total: await db.invitation.count({ where }) };
  });
}

type Listed = { id: string; email: string; createdAt: Date; expiresAt: Date };
const time = timeColumn<Listed, Prisma.InvitationWhereInput, Prisma.InvitationOrderByWithRelationInput>;

const sortColumns = {
  createdAt: time({
    value: (invitation) => invitation.createdAt,
    order: (createdAt) => ({ createdAt }),
    at: (createdAt) => ({ createdAt }),
  }),
  expiresAt: time({
    value: (invitation) => invitation.expiresAt,
    order: (expiresAt) => ({ expiresAt }),
    at: (expiresAt) => ({ expiresAt }),
  }),
  email: textColumn<Listed, Prisma.InvitationWhereInput, Prisma.InvitationOrderByWithRelationInput>({
    value: (invitation) => invitation.email,
    order: (email) => ({ email }),
    at: (email) => ({ email }),
  }),
};

/** Invites a mailbox to a role, as far as the caller's own rights go. The link comes back too, for handing over by other means. */
export async function invite(ctx: Ctx, input: InviteInput) {
  const made = await access(ctx, 'member:invite', async (db) => {
    const role = await givenRole(db, ctx, input.role);
    assertMayGive(ctx.actor, role);
    const { row, link } = await openInvitation(db, {
      email: input.email,
      role,
      tenantId: ctx.tenant.id,
      invitedBy: ctx.actor.id,
      now: ctx.now(),
    });
    await db.audit({
      action: 'invitation.create',
      target: { kind: 'invitation', id: row.id },
      after: { email: row.email, ...roleNote(role), expiresAt: row.expiresAt.toISOString() },
    });
    return { row: await presentOne(db, ctx, row), link };
  });
  return deliver(ctx, made);
}

/** Makes a new link, which ends the old one, and sends it again. */
export async function resendInvitation(ctx: Ctx, { invitationId }: InvitationRef) {
  const made = await access(ctx, 'member:invite', async (db) => {
    const old = await findPending(db, ctx, invitationId);
    if (old.roleId) await lockRole(db, ctx, old.roleId);
    assertMayGive(ctx.actor, heldRole(await findPending(db, ctx, invitationId)));
    const token = randomSecret();
    const row = await db.invitation.update({
      where: { id: old.id, tenantId: ctx.tenant.id },
      data: { tokenHash: sha256(token), expiresAt: invitationExpiry(ctx.now()) },
      include: WITH_ROLE,
    });
    await db.audit({
      action: 'invitation.resend',
      target: { kind: 'invitation', id: row.id },
      before: { expiresAt: old.expiresAt.toISOString() },
      after: { email: row.email, expiresAt: row.expiresAt.toISOString() },
    });
    return { row: await presentOne(db, ctx, row), link: linkOf(token) };
  });
  return deliver(ctx, made);
}

/** Withdraws an invitation; its link ends at once. */
export async function revokeInvitation(ctx: Ctx, { invitationId }: InvitationRef) {
  return access(ctx, 'member:invite', async (db) => {
    const old = await findPending(db, ctx, invitationId);
    const row = await db.invitation.update({
      where: { id: old.id, tenantId: ctx.tenant.id },
      data: { revokedAt: ctx.now() },
      include: WITH_ROLE,
    });
    await db.audit({
      action: 'invitation.revoke',
      target: { kind: 'invitation', id: row.id },
      before: { email: row.email, ...roleNote(heldRole(row)) },
    });
    return presentOne(db, ctx, row);
  });
}

type NewInvitation = { tenantId: string; email: string; role: HeldRole; invitedBy: string; now: Date };

/**
 * Writes an invitation on any handle and returns its link, for the caller to audit and to deliver. Throws
 * `member_exists` and `invitation_exists`; one that has expired gives way.
 */
export async function openInvitation(tx: Tx, { tenantId, email, role, invitedBy, now }: NewInvitation) {
  const member = await tx.member.findFirst({ where: { tenantId, user: { email } }, select: { id: true } });
  if (member) throw new AppError('conflict', 'member_exists', { params: { email } });
  await tx.invitation.updateMany({
    where: { tenantId, email, acceptedAt: null, revokedAt: null, expiresAt: { lte: now } },
    data: { revokedAt: now },
  });
  const token = randomSecret();
  const id = newId('invitation');
  const at = { createdAt: now, expiresAt: invitationExpiry(now) };
  const row = { id, tenantId, email, role: role.role, roleId: role.roleId, invitedBy, ...at };
  const { count } = await tx.invitation.createMany({
    data: [{ ...row, tokenHash: sha256(token) }],
    skipDuplicates: true,
  });
  if (count === 0) throw new AppError('conflict', 'invitation_exists', { params: { email } });
  const { roleId, roleName, permissions } = role;
  const customRole = roleId ? { id: roleId, name: roleName ?? '', permissions: [...permissions] } : null;
  return { row: { ...row, customRole, acceptedAt: null, revokedAt: null }, link: linkOf(token) };
}

const linkOf = (token: string) => `${publicUrl()}/invitation/${token}`;

async function deliver(ctx: Ctx, { row, link }: { row: Presented; link: string }) {
  const mail = await sendInvitation({
    ...row,
    invitationId: row.id,
    link,
    inviter: ctx.actor.name,
    tenant: ctx.tenant,
    locale: ctx.locale,
  });
  return { ...row, link, mail };
}

async function findPending(db: Db, ctx: Ctx, id: string) {
  const row = await db.invitation.findFirst({
    where: { tenantId: ctx.tenant.id, id, acceptedAt: null, revokedAt: null },
    include: WITH_ROLE,
  });
  if (!row) throw notFound('invitation');
  return row;
}

type Row = RoleRow & {
  id: string;
  email: string;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};
type Presented = Awaited<ReturnType<typeof presentOne>>;

/** Inviters by name, as far as they are people of this tenant. */
async function present(db: Db, ctx: Ctx, rows: Row[]) {
  const people = await db.user.findMany({
    where: { id: { in: rows.map((r) => r.invitedBy) }, members: { some: { tenantId: ctx.tenant.id } } },
    select: { id: true, name: true },
  });
  return rows.map(({ id, email, createdAt, expiresAt, ...row }) => {
    const { role, roleId, roleName } = heldRole(row);
    return {
      id,
      email,
      role,
      roleId,
      roleName: roleWord(ctx.locale, { role, roleName }),
      state: invitationState({ expiresAt, ...row }, ctx.now()),
      invitedBy: people.find((p) => p.id === row.invitedBy)?.name ?? null,
      createdAt,
      expiresAt,
    };
  });
}

async function presentOne(db: Db, ctx: Ctx, row: Row) {
  const [presented] = await present(db, ctx, [row]);
  if (!presented) throw notFound('invitation');
  return presented;
}
