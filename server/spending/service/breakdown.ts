/** Who spent how much of it, beside the days before: one row a name, and what is beyond the limit as one figure. */
import { dayOf } from '#lib/periods.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { readSums } from '#server/quotas/service/sums.ts';
import { comparedRange, dayRange } from '#server/spending/policy.ts';
import type { SpendingBreakdownInput } from '#server/spending/schema.ts';
import { cloudAccountNames, subAccountNames } from './names.ts';
import { countedDays, countedMonths, type DayRange, type SpendingFilter } from './sources.ts';

const { sql, join } = Prisma;

/** What a record is called under each heading; spending of no sub-account has the empty name. */
export const headings = {
  product: sql`product`,
  project: sql`project`,
  subAccount: sql`coalesce(sub_account_id, '')`,
  cloudAccount: sql`cloud_account_id`,
} as const;
export type Heading = keyof typeof headings;

export async function spendingBreakdown(ctx: Ctx, input: SpendingBreakdownInput) {
  const days = dayRange(input, dayOf(ctx.now(), ctx.tenant.timeZone));
  const earlier = comparedRange(input);
  return access(ctx, 'spending:read', async (db) => {
    const rows = await ranking(db, ctx.tenant.id, { filter: input, days, earlier, ...input });
    const items = await named(db, ctx.tenant.id, input.by, rows);
    const sums = {
      count: rows[0]?.names ?? 0,
      amount: rows[0]?.total ?? 0n,
      before: rows[0]?.totalBefore ?? 0n,
    };
    const shown = (pick: (row: Ranked) => bigint) => rows.reduce((all, row) => all + pick(row), 0n);
    const compared = (amount: bigint) => (earlier ? amount : null);
    return {
      currency: ctx.tenant.currency,
      ...days,
      amount: sums.amount,
      before: compared(sums.before),
      unattributed: rows[0]?.totalUnattributed ?? 0n,
      items: items.map((item) => ({ ...item, before: compared(item.before) })),
      rest: {
        count: sums.count - rows.length,
        amount: sums.amount - shown((r) => r.amount),
        before: compared(sums.before - shown((r) => r.before)),
      },
    };
  });
}

export type Ranked = {
  id: string;
  amount: bigint;
  before: bigint;
  unattributed: bigint;
  rows: number;
  /** Of all names, also those beyond the limit. */
  names: number;
  total: bigint;
  totalBefore: bigint;
  totalUnattributed: bigint;
};

type Asked = {
  filter: SpendingFilter;
  by: Heading;
  days: DayRange;
  earlier: DayRange | null;
  limit: number;
};

/** What is added up under a heading. */
const sourceOf = (by: Heading) => (by === 'product' || by === 'cloudAccount' ? countedDays : countedMonths);

/** The largest names; one that spent nothing in either range is none. */
export function ranking(
  db: Db,
  tenantId: string,
  { filter, by, days, earlier, limit }: Asked,
): Promise<readonly Ranked[]> {
  // Each range by itself: they may overlap, and months fit one of them only.
  const ranges = [{ part: sql`true`, of: days }, ...(earlier ? [{ part: sql`false`, of: earlier }] : [])];
  const sources = ranges.map(
    ({ part, of }) => sql`
      select ${headings[by]} as id, ${part} as now, amount, rows, sub_account_id from (${sourceOf(by)(tenantId, filter, of)}) counted`,
  );
  const query = sql`
    select id, amount::bigint, before::bigint, unattributed::bigint, rows::int, (count(*) over ())::int as names,
      (sum(amount) over ())::bigint as total, (sum(before) over ())::bigint as "totalBefore",
      (sum(unattributed) over ())::bigint as "totalUnattributed"
    from (
      select id,
        coalesce(sum(amount) filter (where now), 0) as amount,
        coalesce(sum(amount) filter (where not now), 0) as before,
        coalesce(sum(amount) filter (where now and sub_account_id is null), 0) as unattributed,
        coalesce(sum(rows) filter (where now), 0) as rows
      from (${join(sources, ' union all ')}) parts group by id
    ) names
    where amount <> 0 or before <> 0
    order by amount desc, before desc, id limit ${limit}`;
  return readSums(db, tenantId, query);
}

/** Rows with what a reader calls them; projects and products are called by their id. */
export async function named<Row extends { id: string }>(
  db: Db,
  tenantId: string,
  by: Heading,
  rows: readonly Row[],
): Promise<(Row & { name: string })[]> {
  const namesOf = {
    subAccount: subAccountNames,
    cloudAccount: cloudAccountNames,
    product: null,
    project: null,
  }[by];
  if (!namesOf) return rows.map((row) => ({ ...row, name: row.id }));
  const names = await namesOf(
    db,
    tenantId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, name: names.get(row.id) ?? '' }));
}
