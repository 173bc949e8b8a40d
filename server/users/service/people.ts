/** Everybody on the installation, for operators; whoever is disabled is out of every tenant at once. */
import { AppError, notFound } from '#lib/errors.ts';
import { listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { platformAccess } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { heldRole, type RoleRow, WITH_ROLE } from '#server/core/held-role.ts';
import { log } from '#server/core/log.ts';
import { containing } from '#server/core/search.ts';
import { emptyLast, sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import {
  type ListUsersInput,
  passwordIn,
  type SetDisabledInput,
  type UserRef,
} from '#server/users/schema.ts';
import { findUser, seatOperator } from './accounts.ts';
import { hashPassword } from './passwords.ts';
import { clearSecondFactor } from './second-factor.ts';
import { securityEvent, tellByMail } from './security-events.ts';
import { closeSessions } from './sessions.ts';
import { assertStrong } from './strength.ts';

const withTenants = {
  secondFactor: { select: { confirmedAt: true } },
  members: {
    select: { role: true, ...WITH_ROLE, tenant: { select: { slug: true, name: true } } },
    orderBy: { id: 'asc' },
  },
} as const;

/** Newest first unless asked otherwise. */
export async function listUsers(
  ctx: PlatformCtx,
  { limit, text, state, isOperator, ...place }: ListUsersInput,
) {
  const { cursor, sort = 'createdAt', order = sort === 'createdAt' ? 'desc' : 'asc' } = place;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  const inState = { active: { disabledAt: null }, disabled: { disabledAt: { not: null } } };
  return platformAccess(ctx, 'platform:read', async (tx) => {
    const where = {
      AND: [
        text ? { OR: [{ name: containing(text) }, { email: containing(text) }] } : {},
        state ? { OR: (listOf(state) ?? []).map((each) => inState[each]) } : {},
        isOperator === undefined ? {} : { isOperator },
      ],
    };
    const rows = await tx.user.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
      include: withTenants,
    });
    const page = sorted.cut(rows, limit);
    return { ...page, items: page.items.map(present), total: await tx.user.count({ where }) };
  });
}

const time = timeColumn<Row, Prisma.UserWhereInput, Prisma.UserOrderByWithRelationInput>;
const word = textColumn<Row, Prisma.UserWhereInput, Prisma.UserOrderByWithRelationInput>;

const sortColumns = {
  createdAt: time({
    value: (person) => person.createdAt,
    order: (createdAt) => ({ createdAt }),
    at: (createdAt) => ({ createdAt }),
  }),
  name: word({ value: (person) => person.name, order: (name) => ({ name }), at: (name) => ({ name }) }),
  email: word({ value: (person) => person.email, order: (email) => ({ email }), at: (email) => ({ email }) }),
  lastSignInAt: time({
    value: (person) => person.lastSignInAt,
    order: (order) => ({ lastSignInAt: emptyLast(order) }),
    at: (lastSignInAt) => ({ lastSignInAt }),
    empty: { lastSignInAt: null },
  }),
};

/** Shuts somebody out, or lets them in again. Operators cannot do it to themselves. */
export async function setDisabled(ctx: PlatformCtx, { userId, disabled }: SetDisabledInput) {
  if (disabled && userId === ctx.actor.id) throw new AppError('precondition_failed', 'disable_self');
  const row = await platformAccess(ctx, 'platform:users', async (tx) => {
    const old = await tx.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    if (!old) throw notFound('person');
    const disabledAt = disabled ? (old.disabledAt ?? ctx.now()) : null;
    if (disabled) await closeSessions(tx, userId, ctx.now());
    return tx.user.update({ where: { id: userId }, data: { disabledAt }, include: withTenants });
  });
  log.info({ userId, disabled, by: ctx.actor.id, requestId: ctx.requestId }, 'person disabled or enabled');
  return present(row);
}

/** Takes the second factor from somebody who has lost it and their recovery codes. Repeating it changes nothing. */
export async function takeSecondFactor(ctx: PlatformCtx, { userId }: UserRef) {
  const row = await platformAccess(ctx, 'platform:users', async (tx) => {
    const had = await clearSecondFactor(tx, userId);
    const user = await tx.user.findUnique({ where: { id: userId }, include: withTenants });
    if (!user) throw notFound('person');
    if (had) await securityEvent(tx, { userId, event: 'second_factor_off', who: ctx });
    return { ...user, had };
  });
  if (row.had) tellByMail(row, 'second_factor_off', ctx.now());
  log.info({ userId, by: ctx.actor.id, requestId: ctx.requestId }, 'second factor taken');
  return present(row);
}

/** Makes an operator beside those there are. An existing person keeps their password and any other detail. */
export async function createOperator(
  ctx: PlatformCtx,
  { email, name, password }: { email: string; name: string; password: string },
) {
  await assertStrong(passwordIn.parse(password), [email, name]);
  const passwordHash = await hashPassword(password);
  const made = await platformAccess(ctx, 'platform:users', (tx) =>
    seatOperator(tx, { email, name, passwordHash }, ctx.now()),
  );
  log.info({ email: made.email, by: ctx.actor.id, requestId: ctx.requestId }, 'operator made');
  return made;
}

/** Gives somebody who cannot get in any more a new password, which ends their sessions. */
export async function resetPassword(
  ctx: PlatformCtx,
  { email, password }: { email: string; password: string },
) {
  await assertStrong(passwordIn.parse(password), [email]);
  const passwordHash = await hashPassword(password);
  const user = await platformAccess(ctx, 'platform:users', async (tx) => {
    const found = await findUser(tx, email);
    if (!found) throw notFound('person');
    await tx.user.update({ where: { id: found.id }, data: { passwordHash } });
    await closeSessions(tx, found.id, ctx.now());
    await securityEvent(tx, { userId: found.id, event: 'password_reset', who: ctx });
    return found;
  });
  log.info({ userId: user.id, by: ctx.actor.id, requestId: ctx.requestId }, 'password reset');
  return { email: user.email };
}

type Row = {
  id: string;
  email: string;
  name: string;
  isOperator: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
  disabledAt: Date | null;
  secondFactor: { confirmedAt: Date | null } | null;
  members: (RoleRow & { tenant: { slug: string; name: string } })[];
};

function present({ members, secondFactor, ...row }: Row) {
  return {
    ...row,
    secondFactor: Boolean(secondFactor?.confirmedAt),
    tenants: members.map(inTenant),
  };
}

function inTenant({ tenant, ...member }: Row['members'][number]) {
  const { role, roleName } = heldRole(member);
  return { ...tenant, role, roleName };
}
