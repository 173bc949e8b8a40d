/** Members: nobody gives or touches a role above their own, and a tenant never loses its last owner. */
import { AppError, notFound } from '#lib/errors.ts';
import { between, listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { containing } from '#server/core/search.ts';
import { emptyLast, sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import { assertMayChange, assertMayGive } from '#server/members/policy.ts';
import {
  type ChangeRoleInput,
  type ListMembersInput,
  type MemberRef,
  toRole,
} from '#server/members/schema.ts';

const withUser = {
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
      ...(role && { role: { in: listOf(role) ?? [] } }),
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
      include: withUser,
    });
    const page = sorted.cut(rows, limit);
    return { ...page, items: page.items.map(present), total: await db.member.count({ where }) };
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

/** Gives a member another role, up to the caller's own. */
export async function changeRole(ctx: Ctx, { memberId, role }: ChangeRoleInput) {
  return access(ctx, 'member:update', async (db) => {
    const old = await lockWithOwners(db, ctx, memberId);
    assertMayChange(ctx.actor, old);
    assertMayGive(ctx.actor, role);
    if (old.role === role) return old;
    if (role !== 'owner') await assertNotLastOwner(db, ctx, old);
    const at = { tenantId_id: { tenantId: ctx.tenant.id, id: old.id } };
    const row = await db.member.update({ where: at, data: { role }, include: withUser });
    await db.audit({
      action: 'member.update',
      target: { kind: 'member', id: old.id },
      before: { name: old.name, role: old.role },
      after: { role },
    });
    return present(row);
  });
}

/** Takes a member out of the tenant. Keys and everything else that they made stay. */
export async function removeMember(ctx: Ctx, { memberId }: MemberRef) {
  return access(ctx, 'member:remove', async (db) => {
    const old = await lockWithOwners(db, ctx, memberId);
    assertMayChange(ctx.actor, old);
    return remove(db, ctx, old, 'member.remove');
  });
}

/** The caller leaves the tenant. */
export async function leaveTenant(ctx: Ctx) {
  const { actor } = ctx;
  if (actor.kind !== 'user') throw new AppError('precondition_failed', 'people_only');
  return access(ctx, 'tenant:read', async (db) =>
    remove(db, ctx, await lockWithOwners(db, ctx, actor.memberId), 'member.leave'),
  );
}

async function remove(db: Db, ctx: Ctx, old: Member, action: string): Promise<Member> {
  await assertNotLastOwner(db, ctx, old);
  await db.audit({
    action,
    target: { kind: 'member', id: old.id },
    before: { name: old.name, email: old.email, role: old.role },
  });
  await db.member.delete({ where: { tenantId_id: { tenantId: ctx.tenant.id, id: old.id } } });
  return old;
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
    include: withUser,
  });
  if (!row) throw notFound('member');
  return present(row);
}

async function assertNotLastOwner(db: Db, ctx: Ctx, { id, role }: Member): Promise<void> {
  if (role !== 'owner') return;
  const others = await db.member.count({
    where: { tenantId: ctx.tenant.id, role: 'owner', id: { not: id }, user: { disabledAt: null } },
  });
  if (others === 0) throw new AppError('precondition_failed', 'last_owner');
}

type Row = {
  id: string;
  userId: string;
  role: string;
  createdAt: Date;
  user: { name: string; email: string; lastSignInAt: Date | null; disabledAt: Date | null };
};
type Member = ReturnType<typeof present>;

function present({ user: { disabledAt, ...user }, role, id, userId, createdAt }: Row) {
  return { id, userId, createdAt, ...user, role: toRole(role), disabled: disabledAt !== null };
}
