/** Where spending is read from, finest first: records, months by project and owner, days by product. All name the same columns. */
import { Prisma } from '#prisma/generated/client.ts';
import { monthsIn } from '#server/spending/policy.ts';

const { sql, join, empty } = Prisma;

export type SpendingFilter = {
  cloudAccountId?: string | undefined;
  subAccountId?: string | undefined;
  project?: string | undefined;
  product?: string | undefined;
  unattributed?: boolean | undefined;
};
export type DayRange = { from: string; to: string };

/** Whether the filters name so few records that they are read as they are. */
export const namesFew = ({ subAccountId, project }: SpendingFilter) =>
  subAccountId !== undefined || project !== undefined;

/**
 * The effective records that the filters leave, each with the sub-account that it counts for. The owner is looked up per
 * record where few are wanted; for many, all owners are worked out once, behind a fence that the planner respects.
 */
export function countedRecords(
  tenantId: string,
  filter: SpendingFilter,
  days: DayRange,
  ownerOf: 'few' | 'many',
): Prisma.Sql {
  const { subAccountId, unattributed } = filter;
  const where = [
    recordsLeft(tenantId, filter, days),
    ...(subAccountId ? [sql`p.sub_account_id = ${subAccountId}`] : []),
    ...(unattributed ? [sql`p.sub_account_id is null`] : []),
  ];
  const owners =
    ownerOf === 'few' || namesFew(filter) || unattributed
      ? sql`counted_project`
      : sql`(select * from counted_project where tenant_id = ${tenantId} offset 0)`;
  return sql`
    select r.day, r.cloud_account_id, r.project, r.product, r.source, r.amount, r.rows, p.sub_account_id
    from spending_record r ${unattributed ? withoutOwner(tenantId, filter, days) : empty}
    left join ${owners} p on p.tenant_id = r.tenant_id and p.cloud_account_id = r.cloud_account_id
      and p.project = r.project and r.day between p.first_day and p.last_day
    where ${join(where, ' and ')}`;
}

/** Conditions on the record itself. */
export function recordsLeft(
  tenantId: string,
  { cloudAccountId, project, product }: SpendingFilter,
  days?: DayRange,
): Prisma.Sql {
  const where = [
    sql`r.tenant_id = ${tenantId}`,
    ...(days ? [sql`r.day between ${days.from}::date and ${days.to}::date`] : []),
    sql`r.effective and r.rows > 0`,
    ...(cloudAccountId ? [sql`r.cloud_account_id = ${cloudAccountId}`] : []),
    ...(project !== undefined ? [sql`r.project = ${project}`] : []),
    ...(product !== undefined ? [sql`r.product = ${product}`] : []),
  ];
  return join(where, ' and ');
}

/** Leaves the projects with anything in these months that counts for nobody: few of many. */
function withoutOwner(tenantId: string, { cloudAccountId }: SpendingFilter, { from, to }: DayRange) {
  return sql`
    join (
      select distinct m.cloud_account_id, m.project from spending_month m
      where m.tenant_id = ${tenantId} and m.sub_account_id = '' and m.rows > 0
        and m.month between date_trunc('month', ${from}::date)::date and ${to}::date ${ofAccount(cloudAccountId)}
    ) lost on lost.cloud_account_id = r.cloud_account_id and lost.project = r.project`;
}

const ofAccount = (id: string | undefined) => (id ? sql`and m.cloud_account_id = ${id}` : empty);

/**
 * The same for figures that name projects or sub-accounts but neither days nor products: whole months as the database
 * keeps them added up, and the records of the days around them. Beyond the last spending a month counts as whole.
 */
export function countedMonths(tenantId: string, filter: SpendingFilter, days: DayRange): Prisma.Sql {
  const { cloudAccountId, product, unattributed } = filter;
  const records = (range: DayRange) => countedRecords(tenantId, filter, range, 'many');
  if (namesFew(filter) || product !== undefined) return records(days);
  const { whole, around, open } = monthsIn(days);
  const months = (condition: Prisma.Sql) => sql`
    select m.month as day, m.cloud_account_id, m.project, null as product, null::spending_source as source, m.amount, m.rows,
      nullif(m.sub_account_id, '') as sub_account_id
    from spending_month m
    where m.tenant_id = ${tenantId} and m.rows > 0 and ${condition} ${ofAccount(cloudAccountId)}
      ${unattributed ? sql`and m.sub_account_id = ''` : empty}`;
  const parts = [months(sql`m.month = any(${whole}::text[]::date[])`), ...around.map(records)];
  if (open) {
    const later = sql`exists (select from spending_day d
      where d.tenant_id = ${tenantId} and d.day > ${open.to}::date and d.day <= ${open.through}::date and d.rows > 0)`;
    parts.push(
      months(sql`m.month = ${open.first}::date and not ${later}`),
      sql`select * from (${records(open)}) days where ${later}`,
    );
  }
  return join(parts, ' union all ');
}

/** Day, id and amount of what counts under a few names: each is looked up, however much there is beside them. */
export function countedUnder(
  tenantId: string,
  by: 'project' | 'subAccount',
  ids: readonly string[],
  filter: SpendingFilter,
  days: DayRange,
): Prisma.Sql {
  const wanted = sql`any(${[...ids]}::text[])`;
  if (by === 'project') {
    const isFew = namesFew(filter) || filter.unattributed;
    // By way of the accounts, since an index of records begins with them.
    const records = sql`
      select r.* from cloud_account a
      join spending_record r on r.tenant_id = a.tenant_id and r.cloud_account_id = a.id
      where a.tenant_id = ${tenantId} and ${recordsLeft(tenantId, filter, days)}`;
    const source = isFew ? countedRecords(tenantId, filter, days, 'few') : records;
    return sql`select day, project as id, amount from (${source}) counted where project = ${wanted}`;
  }
  const owned = sql`
    select r.day, p.sub_account_id as id, r.amount from counted_project p
    join spending_record r on r.tenant_id = p.tenant_id and r.cloud_account_id = p.cloud_account_id
      and r.project = p.project and r.day between p.first_day and p.last_day
    where p.tenant_id = ${tenantId} and p.sub_account_id = ${wanted} and ${recordsLeft(tenantId, filter, days)}
      ${filter.unattributed ? sql`and false` : empty}
      ${filter.subAccountId ? sql`and p.sub_account_id = ${filter.subAccountId}` : empty}`;
  if (!ids.includes('')) return owned;
  const lost = countedDays(tenantId, { ...filter, unattributed: true }, days);
  return sql`${owned} union all select day, '' as id, amount from (${lost}) lost`;
}

/**
 * The same for figures that name no projects and no sub-accounts: the database keeps them added up per day, cloud account
 * and product. Where a filter names one, it is the records.
 */
export function countedDays(tenantId: string, filter: SpendingFilter, days: DayRange): Prisma.Sql {
  const { cloudAccountId, product, unattributed } = filter;
  if (namesFew(filter)) return countedRecords(tenantId, filter, days, 'many');
  const where = [
    sql`d.tenant_id = ${tenantId}`,
    sql`d.day between ${days.from}::date and ${days.to}::date`,
    sql`d.rows > 0`,
    ...(cloudAccountId ? [sql`d.cloud_account_id = ${cloudAccountId}`] : []),
    ...(product !== undefined ? [sql`d.product = ${product}`] : []),
    ...(unattributed ? [sql`d.kind <> 'owned'`] : []),
  ];
  return sql`
    select d.day, d.cloud_account_id, d.product, d.amount, d.rows, case when d.kind = 'owned' then '' end as sub_account_id
    from spending_day d where ${join(where, ' and ')}`;
}
