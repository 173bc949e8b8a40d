/** Reading sub-accounts: each with its cloud account, its quota's figures and one status. */
import { AppError, notFound } from '#lib/errors.ts';
import { basisPoints } from '#lib/money.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { statusOf } from '#server/iam/policy.ts';
import { type AccountRow, accountById, countOf, pageOfAccounts } from '#server/iam/queries.ts';
import type { ListSubAccountsInput, SubAccountRef } from '#server/iam/schema.ts';
import { listProjects } from '#server/projects/service/list.ts';
import { settingOf } from '#server/settings/service.ts';

/** Deleted sub-accounts are not listed; those that the cloud lost are. */
export async function listSubAccounts(ctx: Ctx, { cursor, limit, ...filters }: ListSubAccountsInput) {
  const after = cursorOf(cursor, filters);
  return access(ctx, 'sub-account:read', async (db) => {
    const defaultSteps = await settingOf(within(ctx, db), 'quota.alertSteps');
    const tenantId = ctx.tenant.id;
    const from = { tenantId, filters, defaultSteps };
    const rows = await pageOfAccounts(db, from, { after, limit: limit + 1 });
    const page = cutPage(rows, limit, (row) => [orderOf(filters), inCursor(row.key), row.id]);
    const items = page.items.map((row) => present(row, defaultSteps));
    // Behind the last one nobody is left to say how many there are.
    const total = rows[0]?.total ?? (after ? await countOf(db, from) : 0);
    return { items, nextCursor: page.nextCursor, total };
  });
}

type Order = Pick<ListSubAccountsInput, 'sort' | 'order'>;

const orderOf = ({ sort, order }: Order) => `${sort} ${order}`;

function inCursor(key: string | number | bigint | Date): string | number {
  if (key instanceof Date) return key.toISOString();
  return typeof key === 'bigint' ? key.toString() : key;
}

/** What the values of a column look like in a cursor. */
const inColumn: Record<ListSubAccountsInput['sort'], (key: unknown) => boolean> = {
  userName: (key) => typeof key === 'string',
  cloudAccount: (key) => typeof key === 'string',
  granted: isWhole,
  spent: isWhole,
  spentShare: Number.isInteger,
  createdAt: (key) => typeof key === 'string' && !Number.isNaN(Date.parse(key)),
};

function isWhole(key: unknown): boolean {
  return typeof key === 'string' && /^-?\d{1,18}$/.test(key);
}

/** A cursor goes on only in the order that it comes from. */
function cursorOf(cursor: string | undefined, by: Order): { key: string | number; id: string } | null {
  const keys = decodeCursor(cursor, 3);
  if (!keys) return null;
  const [order, key, id] = keys;
  if (
    order === orderOf(by) &&
    inColumn[by.sort](key) &&
    key !== undefined &&
    key !== null &&
    typeof id === 'string'
  )
    return { key, id };
  throw new AppError('invalid_input', 'cursor_invalid', {
    fields: [{ path: 'cursor', message: 'cursor_invalid' }],
  });
}

/** One sub-account with its projects and what is under way. */
export async function getSubAccount(ctx: Ctx, { subAccountId }: SubAccountRef) {
  return access(ctx, 'sub-account:read', (db) => detailOf(db, ctx, subAccountId));
}

/** The same inside a transaction that has checked a right of its own. */
export async function detailOf(db: Db, ctx: Ctx, subAccountId: string) {
  const row = await accountById(db, ctx.tenant.id, subAccountId);
  if (!row) throw notFound('sub-account');
  const inside = within(ctx, db);
  const { items } = await listProjects(asReader(inside), { subAccountId, removed: false, limit: 200 });
  const shown = present(row, await settingOf(inside, 'quota.alertSteps'));
  return { ...shown, openSagaId: row.openSagaId, projects: items };
}

/** Who may change a sub-account is answered with what it has become. */
function asReader(ctx: Ctx): Ctx {
  return {
    ...ctx,
    actor: { ...ctx.actor, permissions: new Set([...ctx.actor.permissions, 'sub-account:read' as const]) },
  };
}

function present(
  { granted, spent, currency, startsAt, teamId, teamName, holderId, holderName, ...row }: AccountRow,
  defaultSteps: readonly number[],
) {
  const quota =
    granted !== null && spent !== null && currency !== null && startsAt !== null
      ? { granted, spent, currency, shareBp: basisPoints(spent, granted), since: startsAt }
      : null;
  const alertStepsInherited = row.alertSteps.length === 0;
  const alertSteps = alertStepsInherited ? [...defaultSteps] : row.alertSteps;
  return {
    ...row,
    cloudAccount: { id: row.cloudAccountId, name: row.cloudName, provider: row.provider },
    holder: holderId !== null && holderName !== null ? { memberId: holderId, name: holderName } : null,
    team: teamId !== null && teamName !== null ? { id: teamId, name: teamName } : null,
    alertSteps,
    alertStepsInherited,
    quota,
    status: statusOf(row, quota, alertSteps),
  };
}
