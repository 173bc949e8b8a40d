/** SQL of this slice: alerts with all that is shown of them, and figures of many, each by an index that holds what is asked. */
import type { Severity } from '#lib/alerts.ts';
import { listOf } from '#lib/wire.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Db } from '#server/core/access.ts';
import type { ListAlertsInput } from './schema.ts';

const { sql, join, empty } = Prisma;

export type AlertState = 'open' | 'acknowledged' | 'resolved';
export type AlertRow = {
  id: string;
  type: string;
  severity: Severity;
  state: AlertState;
  details: Record<string, unknown>;
  subAccountId: string | null;
  subAccountName: string | null;
  cloudAccountId: string | null;
  createdAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  resolvedAt: Date | null;
  muted: boolean;
  mutedUntil: Date | null;
  sent: number;
  pending: number;
  dead: number;
};

type Filters = Omit<ListAlertsInput, 'cursor' | 'limit' | 'order'>;
type Page = { after: string | null; order: 'asc' | 'desc'; limit: number };

/** A page by the time that alerts were raised, and how many there are in all. */
export async function pageOfAlerts(db: Db, tenantId: string, now: Date, filters: Filters, page: Page) {
  const [beyond, direction] = page.order === 'desc' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const behind = page.after === null ? empty : sql`and a.id ${beyond} ${page.after}`;
  const few = filters.text ? await fewNamed(db, tenantId, filters.text) : null;
  const branches = branchesOf(tenantId, filters, few);
  const ids = branches.map(
    (where) =>
      sql`(select a.id from alert a where ${where} ${behind} order by a.id ${direction} limit ${page.limit})`,
  );
  const counts = branches.map((where) => sql`(select count(*) from alert a where ${where})`);
  const rows = await db.$queryRaw<(AlertRow & { total: number })[]>`
    with named as (${named(tenantId, filters.text)}),
    listed as (select id from (${join(ids, ' union all ')}) found order by id ${direction} limit ${page.limit}),
    counted as (select (${join(counts, ' + ')})::int as total)
    select shown.*, counted.total from (${shown(tenantId, now, sql`a.id in (select id from listed)`)}) shown
    cross join counted order by shown.id ${direction}`;
  if (rows[0] || page.after === null) return { rows, total: rows[0]?.total ?? 0 };
  // Behind the last one nobody is left to say how many there are.
  const [all] = await db.$queryRaw<{ total: number }[]>`
    with named as (${named(tenantId, filters.text)}) select (${join(counts, ' + ')})::int as total`;
  return { rows, total: all?.total ?? 0 };
}

export async function alertById(db: Db, tenantId: string, now: Date, id: string): Promise<AlertRow | null> {
  const [row] = await db.$queryRaw<AlertRow[]>(shown(tenantId, now, sql`a.id = ${id}`));
  return row ?? null;
}

/** Until when alerts like it are muted, and how far its deliveries are, beside each alert. */
const shown = (tenantId: string, now: Date, which: Prisma.Sql) => sql`
  select a.id, a.type, a.severity::text as severity, a.state::text as state, a.details, a.sub_account_id as "subAccountId",
    s.user_name as "subAccountName", a.cloud_account_id as "cloudAccountId", a.created_at as "createdAt",
    a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.resolved_at as "resolvedAt", a.muted,
    m.until as "mutedUntil", d.*
  from alert a
  left join sub_account s on s.tenant_id = a.tenant_id and s.id = a.sub_account_id
  left join alert_mute m on m.tenant_id = a.tenant_id and m.type = a.type
    and m.sub_account_id = coalesce(a.sub_account_id, '') and m.until > ${now}
  cross join lateral (
    select (count(*) filter (where state = 'sent'))::int as sent,
      (count(*) filter (where state in ('pending', 'retrying')))::int as pending,
      (count(*) filter (where state = 'dead'))::int as dead
    from delivery where tenant_id = a.tenant_id and alert_id = a.id
  ) d
  where a.tenant_id = ${tenantId} and ${which}`;

const STATES: Record<AlertState, Prisma.Sql> = {
  open: sql`'open'`,
  acknowledged: sql`'acknowledged'`,
  resolved: sql`'resolved'`,
};
const SEVERITIES: Record<Severity, Prisma.Sql> = {
  info: sql`'info'`,
  warning: sql`'warning'`,
  critical: sql`'critical'`,
};

const holds = (column: Prisma.Sql, text: string) => sql`position(lower(${text}) in lower(${column})) > 0`;

/** Sub-accounts with a text in their name. Two indexes between them hold the names of all. */
function named(tenantId: string, text = ''): Prisma.Sql {
  const name = holds(sql`s.user_name || E'\n' || s.display_name`, text);
  return sql`
    select s.id from sub_account s where s.tenant_id = ${tenantId} and s.deleted_at is null and ${name}
    union all
    select s.id from sub_account s where s.tenant_id = ${tenantId} and s.deleted_at is not null and ${name}`;
}

/** Up to so many sub-accounts are looked for one by one; of more, every alert is asked whether it is one of theirs. */
const FEW = 500;

async function fewNamed(db: Db, tenantId: string, text: string): Promise<string[] | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`${named(tenantId, text)} limit ${FEW + 1}`;
  return rows.length > FEW ? null : rows.map(({ id }) => id);
}

/** Conditions that together leave each alert once: a text stands in its sub-account's name, or in what it names itself. */
function branchesOf(tenantId: string, { text, ...filters }: Filters, few: string[] | null): Prisma.Sql[] {
  const { muted, from, to } = filters;
  const states = listOf(filters.state);
  const types = listOf(filters.type);
  const severities = listOf(filters.severity);
  const accounts = listOf(filters.subAccountId);
  const where = [
    sql`a.tenant_id = ${tenantId}`,
    ...(states ? [sql`a.state in (${join(states.map((state) => STATES[state]))})`] : []),
    ...(types ? [sql`a.type = any(${types}::text[])`] : []),
    ...(severities ? [sql`a.severity in (${join(severities.map((each) => SEVERITIES[each]))})`] : []),
    ...(accounts ? [sql`a.sub_account_id = any(${accounts}::text[])`] : []),
    ...(muted === undefined ? [] : [sql`a.muted = ${muted}`]),
    ...(from ? [sql`a.created_at >= ${from}`] : []),
    ...(to ? [sql`a.created_at < ${to}`] : []),
  ];
  if (!text) return [join(where, ' and ')];
  const ofNamed = few
    ? sql`a.sub_account_id = any(${few}::text[])`
    : sql`a.sub_account_id in (select id from named)`;
  const own = (name: 'name' | 'project') => holds(sql`coalesce(a.details ->> ${name}, '')`, text);
  return [
    join([...where, few ? ofNamed : sql`(${ofNamed}) is true`], ' and '),
    sql`${join(where, ' and ')} and (a.details ? 'name' or a.details ? 'project') and (${own('name')} or ${own('project')})
      and (${ofNamed}) is not true`,
  ];
}

/** Open alerts by severity. */
export async function openBySeverity(db: Db, tenantId: string): Promise<Map<Severity, number>> {
  const rows = await db.$queryRaw<{ severity: Severity; count: number }[]>`
    select severity::text, count(*)::int as count from alert
    where tenant_id = ${tenantId} and state = 'open' group by severity`;
  return new Map(rows.map(({ severity, count }) => [severity, count]));
}
