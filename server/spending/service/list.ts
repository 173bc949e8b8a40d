/** Spending as records or added up by day, project, product or sub-account; a record belongs to the bill that counts. */
import { AppError } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { dayOf } from '#lib/periods.ts';
import { dayIn } from '#lib/wire.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { dayRange } from '#server/spending/policy.ts';
import type { ListSpendingInput } from '#server/spending/schema.ts';

const { sql, join } = Prisma;

type Row = {
  key: string;
  day: Date | null;
  cloudAccountId: string | null;
  project: string | null;
  product: string | null;
  subAccountId: string | null;
  source: 'detail' | 'split' | null;
  amount: bigint;
  rows: number;
};

/** What a row of each grouping shows of the dimensions, and what tells it from the others. */
const shapes = {
  record: {
    key: sql`concat_ws(chr(31), cloud_account_id, project, product)`,
    columns: sql`day, cloud_account_id as "cloudAccountId", project, product, sub_account_id as "subAccountId", source::text`,
    groupBy: null,
  },
  day: {
    key: sql`''`,
    columns: sql`day, null as "cloudAccountId", null as project, null as product, null as "subAccountId", null as source`,
    groupBy: sql`day`,
  },
  project: {
    key: sql`concat_ws(chr(31), cloud_account_id, project, sub_account_id)`,
    columns: sql`null::date as day, cloud_account_id as "cloudAccountId", project, null as product,
      sub_account_id as "subAccountId", null as source`,
    groupBy: sql`cloud_account_id, project, sub_account_id`,
  },
  product: {
    key: sql`product`,
    columns: sql`null::date as day, null as "cloudAccountId", null as project, product, null as "subAccountId", null as source`,
    groupBy: sql`product`,
  },
  subAccount: {
    key: sql`coalesce(sub_account_id, '')`,
    columns: sql`null::date as day, null as "cloudAccountId", null as project, null as product,
      sub_account_id as "subAccountId", null as source`,
    groupBy: sql`sub_account_id`,
  },
} as const;

/** Records and days come newest first, the other groups largest first. */
export async function listSpending(ctx: Ctx, input: ListSpendingInput) {
  const { groupBy, limit } = input;
  const after = cursorOf(input);
  const days = dayRange(input, dayOf(ctx.now(), ctx.tenant.timeZone));
  return access(ctx, 'spending:read', async (db) => {
    const byDay = groupBy === 'record' || groupBy === 'day';
    const { key, columns, groupBy: by } = shapes[groupBy];
    const keyset = after ? (byDay ? afterDay(key, after) : afterAmount(key, after)) : sql`true`;
    const order = byDay ? sql`day desc, key` : sql`amount desc, key`;
    const source = (ownerOf: Owner) => counted(ctx.tenant.id, input, days, ownerOf);
    // Records stay single, so that a page reads no more of the index than it shows.
    const body = by
      ? sql`sum(amount)::bigint as amount, sum(rows)::int as rows
          from (${source('many')}) counted group by ${by} having ${keyset}`
      : sql`amount, rows from (${source('few')}) counted where ${keyset}`;
    const rows = await db.$queryRaw<
      Row[]
    >`select ${key} as key, ${columns}, ${body} order by ${order} limit ${limit + 1}`;
    const page = cutPage(rows, limit, (r) => [
      byDay ? (r.day?.toISOString().slice(0, 10) ?? '') : String(r.amount),
      r.key,
    ]);
    const [sum] = await db.$queryRaw<{ amount: bigint }[]>`
      select coalesce(sum(amount), 0)::bigint as amount from (${source('many')}) counted`;
    const names = await namesOf(ctx, db, page.items);
    const items = page.items.map((row) => ({
      ...row,
      currency: ctx.tenant.currency,
      subAccountName: names.get(row.subAccountId ?? '') ?? null,
    }));
    return { ...page, items, ...days, totalAmount: sum?.amount ?? 0n };
  });
}

/** The sort value goes into the query as a day or an amount, so a cursor of another list must not get there. */
function cursorOf({ cursor, groupBy }: ListSpendingInput): After | null {
  const after = decodeCursor(cursor, 2);
  if (!after) return null;
  const isDay = groupBy === 'record' || groupBy === 'day';
  const fits = isDay ? dayIn.safeParse(after[0]).success : /^-?\d{1,18}$/.test(String(after[0]));
  if (fits) return after;
  throw new AppError('invalid_input', 'cursor_invalid', {
    fields: [{ path: 'cursor', message: 'cursor_invalid' }],
  });
}

type After = readonly (string | number | null)[];

const afterDay = (key: Prisma.Sql, [day, last]: After) =>
  sql`(day < ${String(day)}::date or (day = ${String(day)}::date and ${key} > ${String(last)}))`;

const afterAmount = (key: Prisma.Sql, [amount, last]: After) =>
  sql`(sum(amount) < ${String(amount)}::numeric or (sum(amount) = ${String(amount)}::numeric and ${key} > ${String(last)}))`;

type Owner = 'few' | 'many';

/**
 * The effective records that the filters leave, each with the sub-account that it counts for. The owner is looked up per
 * record where few are wanted; for many, all owners are worked out once, behind a fence that the planner respects.
 */
function counted(
  tenantId: string,
  filter: ListSpendingInput,
  { from, to }: { from: string; to: string },
  ownerOf: Owner,
): Prisma.Sql {
  const { cloudAccountId, subAccountId, project, product, unattributed } = filter;
  const where = [
    sql`r.tenant_id = ${tenantId}`,
    sql`r.day between ${from}::date and ${to}::date`,
    sql`r.effective and r.rows > 0`,
    ...(cloudAccountId ? [sql`r.cloud_account_id = ${cloudAccountId}`] : []),
    ...(subAccountId ? [sql`p.sub_account_id = ${subAccountId}`] : []),
    ...(project !== undefined ? [sql`r.project = ${project}`] : []),
    ...(product !== undefined ? [sql`r.product = ${product}`] : []),
    ...(unattributed ? [sql`p.sub_account_id is null`] : []),
  ];
  const owners =
    ownerOf === 'few' || subAccountId || project !== undefined
      ? sql`counted_project`
      : sql`(select * from counted_project where tenant_id = ${tenantId} offset 0)`;
  return sql`
    select r.day, r.cloud_account_id, r.project, r.product, r.source, r.amount, r.rows, p.sub_account_id
    from spending_record r
    left join ${owners} p on p.tenant_id = r.tenant_id and p.cloud_account_id = r.cloud_account_id
      and p.project = r.project and r.day between p.first_day and p.last_day
    where ${join(where, ' and ')}`;
}

async function namesOf(ctx: Ctx, db: Db, rows: readonly { subAccountId: string | null }[]) {
  const ids = [...new Set(rows.flatMap((r) => r.subAccountId ?? []))];
  const found = await db.subAccount.findMany({
    where: { tenantId: ctx.tenant.id, id: { in: ids } },
    select: { id: true, userName: true, displayName: true },
  });
  return new Map(found.map((s) => [s.id, s.displayName || s.userName]));
}
