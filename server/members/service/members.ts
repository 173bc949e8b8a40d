/** Members: nobody gives or takes a role beyond their own rights, and a tenant never loses its last owner. */
import { AppError, notFound } from '#lib/errors.ts';
import { between, listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { assertMayGive, assertMayTake } from '#server/core/grants.ts';
import { heldRole, type RoleRow, roleNote, roleWord, WITH_ROLE } from '#server/core/held-role.ts';
import { forgetKey } from '#server/core/key-identity.ts';
import { containing } from '#server/core/search.ts';
import { emptyLast, sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import type {
  ChangeRoleInput,
  LeaveInput,
  ListMembersInput,
  RemoveMemberInput,
} from '#server/members/schema.ts';
import { settleKeys } from './belongings.ts';
import { givenRole, inRoles } from './given-role.ts';

const WITH_USER = {
  ...WITH_ROLE,
  user: { select: { name: true, email: true, lastSignInAt: true, disabledAt: true } },
} as const;

/** In the order in which they joined unless asked otherwise. */
export async function listMembers(ctx: Ctx, { limit, ...asked }: ListMembersInput) {
  const { text, role, disabled, from, to, cursor, sort = 'createdAt', order = 'asc' } = asked;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  const createdAt = between(from, to);
  return access(ctx, 'member:read', async (db) => {
    const where = {
      tenantId: ctx.tenant.id,
      ...(role && inRoles(listOf(role) ?? [])),
      ...(createdAt && { createdAt }),
      user: {
        ...(text && { OR: [{ name: containing(text) }, { email: containing(text) }] }),
        ...(disabled !== undefined && { disabledAt: disabled ? { not: null } : null }),
      },
    };
    const rows = await db.member.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
      include: WITH_USER,
    });
    const page = sorted.cut(rows, limit);
    return {
      ...page,
      items: page.items.map((row) => present(ctx, row)),
      total: await db.member.count({ where }),
    };
  });
}

const time = timeColumn<Row, Prisma.MemberWhereInput, Prisma.MemberOrderByWithRelationInput>;
const word = textColumn<Row, Prisma.MemberWhereInput, Prisma.MemberOrderByWithRelationInput>;

const sortColumns = {
  createdAt: time({
    value: (member) => member.createdAt,
    order: (createdAt) => ({ createdAt }),
    at: (createdAt) => ({ createdAt }),
  }),
  name: word({
    value: ({ user }) => user.name,
    order: (name) => ({ user: { name } }),
    at: (name) => ({ user: { name } }),
  }),
  email: word({
    value: ({ user }) => user.email,
    order: (email) => ({ user: { email } }),
    at: (email) => ({ user: { email } }),
  }),
  lastSignInAt: time({
    value: ({ user }) => user.lastSignInAt,
    order: (order) => ({ user: { lastSignInAt: emptyLast(order) } }),
    at: (lastSignInAt) => ({ user: { lastSignInAt } }),
    empty: { user: { lastSignInAt: null } },
  }),
};

/** Gives a member another role, as far as the caller's own rights go. */
export async function changeRole(ctx: Ctx, { memberId, role: wanted }: ChangeRoleInput) {
  return access(ctx, 'member:update', async (db) => {
    const old = await lockWithOwners(db, ctx, memberId);
    const given = await givenRole(db, ctx, wanted);
    assertMayTake(ctx.actor, old);
    assertMayGive(ctx.actor, given);
    if (old.role === given.role && old.roleId === given.roleId) return old;
    if (given.role !== 'owner') await assertNotLastOwner(db, ctx, old);
    const { role, roleId } = given;
    const at = { tenantId_id: { tenantId: ctx.tenant.id, id: old.id } };
    const row = await db.member.update({ where: at, data: { role, roleId }, include: WITH_USER });
    await db.audit({
      action: 'member.update',
      target: { kind: 'member', id: old.id },
      before: { name: old.name, ...old.note },
      after: roleNote(given),
    });
    return present(ctx, row);
  });
}

/**
 * Takes a member out of the tenant. Their keys are revoked or given to somebody where that is asked for; everything else
 * that they made stays.
 */
export async function removeMember(ctx: Ctx, { memberId, keys }: RemoveMemberInput) {
  const { member, changed } = await access(ctx, 'member:remove', async (db) => {
    const old = await lockWithOwners(db, ctx, memberId);
    assertMayTake(ctx.actor, old);
    return remove(db, ctx, old, { action: 'member.remove', keys });
  });
  for (const id of changed) forgetKey(id);
  return member;
}

/** The caller leaves the tenant, and says what becomes of their keys. */
export async function leaveTenant(ctx: Ctx, { keys }: LeaveInput = {}) {
  const { actor } = ctx;
  if (actor.kind !== 'user') throw new AppError('precondition_failed', 'people_only');
  const { member, changed } = await access(ctx, 'tenant:read', async (db) => {
    const old = await lockWithOwners(db, ctx, actor.memberId);
    return remove(db, ctx, old, { action: 'member.leave', keys });
  });
  for (const id of changed) forgetKey(id);
  return member;
}

type Going = { action: string; keys: string | undefined };

async function remove(db: Db, ctx: Ctx, old: Member, { action, keys }: Going) {
  await assertNotLastOwner(db, ctx, old);
  const changed = await settleKeys(db, ctx, old, keys);
  await db.audit({
    action,
    target: { kind: 'member', id: old.id },
    before: { name: old.name, email: old.email, ...old.note },
    ...(keys !== undefined && {
      after: { keys: changed.length, keysTo: keys === 'revoke' ? 'revoked' : keys },
    }),
  });
  await db.member.delete({ where: { tenantId_id: { tenantId: ctx.tenant.id, id: old.id } } });
  return { member: old, changed };
}

/**
 * The member, locked together with all owners: whoever wants to take away an owner waits here for the others who do, and
 * then counts what is left.
 */
async function lockWithOwners(db: Db, ctx: Ctx, memberId: string): Promise<Member> {
  await db.$queryRaw`
    select id from member where tenant_id = ${ctx.tenant.id} and (role = 'owner' or id = ${memberId})
    order by id for update`;
  const row = await db.member.findUnique({
    where: { tenantId_id: { tenantId: ctx.tenant.id, id: memberId } },
    include: WITH_USER,
  });
  if (!row) throw notFound('member');
  return present(ctx, row);
}

async function assertNotLastOwner(db: Db, ctx: Ctx, { id, role }: Member): Promise<void> {
  if (role !== 'owner') return;
  const others = await db.member.count({
    where: { tenantId: ctx.tenant.id, role: 'owner', id: { not: id }, user: { disabledAt: null } },
  });
  if (others === 0) throw new AppError('precondition_failed', 'last_owner');
}

type Row = RoleRow & {
  id: string;
  userId: string;
  createdAt: Date;
  user: { name: string; email: string; lastSignInAt: Date | null; disabledAt: Date | null };
};
type Member = ReturnType<typeof present>;

/** With the rights of the role, for the policy, and its words for people and for the audit log. */
function present(ctx: Ctx, { user: { disabledAt, ...user }, id, userId, createdAt, ...row }: Row) {
  const held = heldRole(row);
  return {
    id,
    userId,
    createdAt,
    ...user,
    ...held,
    roleName: roleWord(ctx.locale, held),
    disabled: disabledAt !== null,
    note: roleNote(held),
  };
}
