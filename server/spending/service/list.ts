/** Spending as records or added up by day, project, product or sub-account; a record belongs to the bill that counts. */
import { AppError } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { dayOf } from '#lib/periods.ts';
import { dayIn } from '#lib/wire.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { readSums } from '#server/quotas/service/sums.ts';
import { dayRange } from '#server/spending/policy.ts';
import type { ListSpendingInput } from '#server/spending/schema.ts';
import { cloudAccountNames, subAccountNames } from './names.ts';
import { countedDays, countedMonths, countedRecords } from './sources.ts';

const { sql } = Prisma;

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
  cloudAccount: {
    key: sql`cloud_account_id`,
    columns: sql`null::date as day, cloud_account_id as "cloudAccountId", null as project, null as product,
      null as "subAccountId", null as source`,
    groupBy: sql`cloud_account_id`,
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
    const keyset = after ? (byDay ? afterDay(after) : afterAmount(key, after)) : sql`true`;
    const order = byDay ? orders[groupBy] : sql`amount desc, key`;
    const tenantId = ctx.tenant.id;
    const totals = countedDays(tenantId, input, days);
    const named = groupBy === 'project' || groupBy === 'subAccount';
    const source = named ? countedMonths(tenantId, input, days) : totals;
    // Records stay single, in the order of their index, so that a page reads no more of it than it shows.
    const body = by
      ? sql`sum(amount)::bigint as amount, sum(rows)::int as rows from (${source}) counted group by ${by} having ${keyset}`
      : sql`amount, rows from (${countedRecords(tenantId, input, days, 'few')}) counted where ${keyset}`;
    const query = sql`select ${key} as key, ${columns}, ${body} order by ${order} limit ${limit + 1}`;
    const rows = named ? await readSums<Row>(db, tenantId, query) : await db.$queryRaw<Row[]>(query);
    const page = cutPage(rows, limit, (r) => [
      byDay ? (r.day?.toISOString().slice(0, 10) ?? '') : String(r.amount),
      r.key,
    ]);
    const [sum] = await db.$queryRaw<{ amount: bigint }[]>`
      select coalesce(sum(amount), 0)::bigint as amount from (${totals}) counted`;
    const subAccounts = await subAccountNames(
      db,
      ctx.tenant.id,
      page.items.map((r) => r.subAccountId),
    );
    const clouds = await cloudAccountNames(
      db,
      ctx.tenant.id,
      page.items.map((r) => r.cloudAccountId),
    );
    const items = page.items.map((row) => ({
      ...row,
      currency: ctx.tenant.currency,
      subAccountName: subAccounts.get(row.subAccountId ?? '') ?? null,
      cloudAccountName: clouds.get(row.cloudAccountId ?? '') ?? null,
    }));
    return { ...page, items, ...days, totalAmount: sum?.amount ?? 0n };
  });
}

/** The sort value goes into the query as a day or an amount, so a cursor of another list must not get there. */
function cursorOf({ cursor, groupBy }: ListSpendingInput): After | null {
  const after = decodeCursor(cursor, 2);
  if (!after) return null;
  const isDay = groupBy === 'record' || groupBy === 'day';
  const parts = String(after[1]).split('\u001f').length;
  const fits = isDay
    ? dayIn.safeParse(after[0]).success && (groupBy === 'day' || parts === 3)
    : /^-?\d{1,18}$/.test(String(after[0]));
  if (fits) return after;
  throw new AppError('invalid_input', 'cursor_invalid', {
    fields: [{ path: 'cursor', message: 'cursor_invalid' }],
  });
}

type After = readonly (string | number | null)[];

const orders = {
  record: sql`day desc, cloud_account_id, project, product`,
  day: sql`day desc`,
} as const;

/** Below the day, or on it behind the record; a day that stands for itself has nothing on it. */
function afterDay([day, last]: After): Prisma.Sql {
  const [cloudAccountId, project, product] = String(last).split('\u001f');
  if (product === undefined) return sql`day < ${String(day)}::date`;
  return sql`day <= ${String(day)}::date and (day < ${String(day)}::date
    or (cloud_account_id, project, product) > (${cloudAccountId}, ${project}, ${product}))`;
}

const afterAmount = (key: Prisma.Sql, [amount, last]: After) =>
  sql`(sum(amount) < ${String(amount)}::numeric or (sum(amount) = ${String(amount)}::numeric and ${key} > ${String(last)}))`;
