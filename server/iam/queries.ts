/** SQL of this slice: the keyset list over a share that is computed, and the set-based writes of a sync. */
import { newId } from '#lib/ids.ts';
import { listOf } from '#lib/wire.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { CloudProject, CloudUser } from '#server/clouds/provider.ts';
import type { Db } from '#server/core/access.ts';
import { NO_TEAM } from '#server/core/team-ref.ts';
import type { UserChange } from './policy.ts';
import type { ListSubAccountsInput, StateFilter } from './schema.ts';

const { sql, join, empty } = Prisma;

/**
 * `basisPoints` of lib/money in SQL, word by word as in the index on it. Up to 900,000 ten thousand times an amount fits
 * into 64 bits, which is much faster than a numeric.
 */
const OPEN_SHARE = sql`
  (case when b.granted <= 0 then case when b.spent > 0 then 10000 else 0 end
    when b.spent between 0 and 900000000000000 then least(1000000, b.spent * 10000 / b.granted)
    else least(1000000, greatest(0, div(b.spent::numeric * 10000, b.granted::numeric))) end)::int`;
/** -1 without a quota, so that these come first or last together. */
const SHARE = sql`case when b.id is null then -1 else ${OPEN_SHARE} end`;

/** Without a quota nothing is granted and nothing counts as spent: these come before a quota of zero. */
const SORTS = {
  userName: { column: sql`s.user_name`, cast: sql`::text` },
  cloudAccount: { column: sql`c.name`, cast: sql`::text` },
  granted: { column: sql`coalesce(b.granted, -1)`, cast: sql`::bigint` },
  spent: { column: sql`coalesce(b.spent, -1)`, cast: sql`::bigint` },
  spentShare: { column: SHARE, cast: sql`::int` },
  createdAt: { column: sql`s.created_at`, cast: sql`::timestamptz` },
} satisfies Record<ListSubAccountsInput['sort'], { column: Prisma.Sql; cast: Prisma.Sql }>;

type Filters = Omit<ListSubAccountsInput, 'cursor' | 'limit'>;
type From = { tenantId: string; filters: Filters; defaultSteps: readonly number[] };

/** A sub-account beside its cloud account, its open quota and the number of its projects. */
export type AccountRow = {
  id: string;
  cloudAccountId: string;
  cloudName: string;
  provider: string;
  cloudUserId: string;
  userName: string;
  displayName: string;
  description: string;
  email: string;
  managed: boolean;
  state: 'active' | 'cutting_off' | 'cut_off' | 'restoring';
  protected: boolean;
  alertSteps: number[];
  createdAt: Date;
  missingSince: Date | null;
  teamId: string | null;
  teamName: string | null;
  holderId: string | null;
  holderName: string | null;
  granted: bigint | null;
  spent: bigint | null;
  currency: string | null;
  startsAt: Date | null;
  projectCount: number;
};
type ListedRow = AccountRow & { key: string | number | bigint | Date; total: number };

const COLUMNS = sql`
  s.id, s.cloud_account_id as "cloudAccountId", c.name as "cloudName", c.provider, s.cloud_user_id as "cloudUserId",
  s.user_name as "userName", s.display_name as "displayName", s.description, s.email, s.managed, s.state::text as state,
  s.protected, coalesce(s.alert_steps, '{}') as "alertSteps", s.created_at as "createdAt", s.missing_since as "missingSince", b.granted,
  b.spent, b.currency, b.starts_at as "startsAt", s.team_id as "teamId", (
    select t.name from team t where t.tenant_id = s.tenant_id and t.id = s.team_id) as "teamName", s.holder_id as "holderId", (
    select u.name from member m join app_user u on u.id = m.user_id
    where m.tenant_id = s.tenant_id and m.id = s.holder_id) as "holderName", (
    select count(*)::int from sub_account_project p
    where p.tenant_id = s.tenant_id and p.sub_account_id = s.id and p.removed_at is null) as "projectCount"`;
const CLOUD = sql`join cloud_account c on c.tenant_id = s.tenant_id and c.id = s.cloud_account_id`;
const QUOTA = sql`left join bucket b on b.tenant_id = s.tenant_id and b.sub_account_id = s.id and b.ends_at is null`;

type Page = { after: { key: string | number; id: string } | null; limit: number };

/** A page in order, from after the cursor on, with the value that it is ordered by and how many there are in all. */
export async function pageOfAccounts(db: Db, from: From, page: Page): Promise<ListedRow[]> {
  if (isClosest(from.filters) && page.after === null) {
    const closest = await listed(
      db,
      from,
      sql`select s.id, ${OPEN_SHARE} as key ${closestSource(from, page.limit)}`,
    );
    // Those without a quota come behind all others.
    if (closest.length === page.limit) return closest;
  }
  const { column, cast } = SORTS[from.filters.sort];
  const [compare, direction] = from.filters.order === 'asc' ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const { after, limit } = page;
  const beyond = after ? sql`and (${column}, s.id) ${compare} (${after.key}${cast}, ${after.id})` : empty;
  const keys = sql`
    select s.id, ${column} as key ${source(from, needsQuota(from.filters.sort))} ${beyond}
    order by ${column} ${direction}, s.id ${direction} limit ${limit}`;
  return listed(db, from, keys);
}

/** The beginning of the list by share and nothing else, as an overview asks for it: an index has that order. */
function isClosest({ sort, order, managed, ...filters }: Filters): boolean {
  return (
    sort === 'spentShare' && order === 'desc' && Object.values(filters).every((value) => value === undefined)
  );
}

const closestSource = ({ tenantId, filters }: From, limit: number) => sql`
  from bucket b join sub_account s on s.tenant_id = b.tenant_id and s.id = b.sub_account_id ${CLOUD}
  where b.tenant_id = ${tenantId} and b.ends_at is null and c.disconnected_at is null and s.deleted_at is null
    and s.managed = ${filters.managed}
  order by ${OPEN_SHARE} desc, b.sub_account_id desc limit ${limit}`;

/** Rows of these ids, in the order of their keys. */
function listed(db: Db, from: From, keys: Prisma.Sql): Promise<ListedRow[]> {
  const direction = from.filters.order === 'asc' ? sql`asc` : sql`desc`;
  return db.$queryRaw<ListedRow[]>`
    with listed as (${keys}), counted as (select count(*)::int as total ${source(from, false)})
    select ${COLUMNS}, listed.key, counted.total
    from listed join sub_account s on s.tenant_id = ${from.tenantId} and s.id = listed.id ${CLOUD} ${QUOTA}
    cross join counted
    order by listed.key ${direction}, listed.id ${direction}`;
}

export async function countOf(db: Db, from: From): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`select count(*)::int as count ${source(from, false)}`;
  return row?.count ?? 0;
}

/** One that is not deleted, with the cut-off or restore that is not finished. */
export async function accountById(db: Db, tenantId: string, id: string) {
  const [row] = await db.$queryRaw<(AccountRow & { openSagaId: string | null })[]>`
    select ${COLUMNS}, (
      select g.id from saga g
      where g.tenant_id = s.tenant_id and g.sub_account_id = s.id and g.finished_at is null limit 1) as "openSagaId"
    from sub_account s ${CLOUD} ${QUOTA}
    where s.tenant_id = ${tenantId} and s.id = ${id} and s.deleted_at is null`;
  return row ?? null;
}

const needsQuota = (sort: ListSubAccountsInput['sort']) =>
  sort === 'granted' || sort === 'spent' || sort === 'spentShare';

/** Quotas are joined where the order or a filter asks for them; all of them are many. */
function source({ tenantId, filters, defaultSteps }: From, quotas: boolean): Prisma.Sql {
  const { search, managed, from, to, spentFrom, spentTo, shareFrom, shareTo } = filters;
  const states = listOf(filters.state)?.map((state) => inState(state, defaultSteps));
  const clouds = listOf(filters.cloudAccountId);
  const teams = listOf(filters.teamId);
  const holders = listOf(filters.holderId);
  const hasQuota = sql`b.id is not null`;
  const where = [
    sql`s.tenant_id = ${tenantId}`,
    sql`c.disconnected_at is null`,
    sql`s.deleted_at is null`,
    sql`s.managed = ${managed}`,
    ...(clouds ? [sql`s.cloud_account_id in (${join(clouds)})`] : []),
    ...(states ? [sql`(${join(states, ') or (', '(', ')')})`] : []),
    ...(filters.protected === undefined ? [] : [sql`s.protected = ${filters.protected}`]),
    ...(teams ? [inTeams(tenantId, teams)] : []),
    ...(holders ? [heldBy(holders)] : []),
    ...(from ? [sql`s.created_at >= ${from}`] : []),
    ...(to ? [sql`s.created_at < ${to}`] : []),
    ...(spentFrom === undefined ? [] : [sql`b.spent >= ${spentFrom}`]),
    ...(spentTo === undefined ? [] : [sql`b.spent <= ${spentTo}`]),
    ...(shareFrom === undefined ? [] : [sql`${hasQuota} and ${SHARE} >= ${Math.round(shareFrom * 100)}`]),
    ...(shareTo === undefined ? [] : [sql`${hasQuota} and ${SHARE} <= ${Math.round(shareTo * 100)}`]),
    ...(search ? [sql`position(lower(${search}) in lower(s.user_name || E'\n' || s.display_name)) > 0`] : []),
  ];
  const asked =
    [spentFrom, spentTo, shareFrom, shareTo].some((filter) => filter !== undefined) ||
    listOf(filters.state)?.some((state) => state === 'active' || state === 'warning' || state === 'no_quota');
  return sql`
    from sub_account s ${CLOUD}
    ${quotas || asked ? QUOTA : empty}
    where ${join(where, ' and ')}`;
}

/** In these teams or below them. */
function inTeams(tenantId: string, asked: readonly string[]): Prisma.Sql {
  const roots = asked.filter((each) => each !== NO_TEAM);
  const inside = sql`s.team_id in (select teams_below(${tenantId}, ${roots}::text[]))`;
  return asked.includes(NO_TEAM) ? sql`(s.team_id is null or ${inside})` : inside;
}

/** By one of these members, or by nobody. */
function heldBy(asked: readonly string[]): Prisma.Sql {
  const held = sql`s.holder_id = any(${[...asked]}::text[])`;
  return asked.includes('none') ? sql`(s.holder_id is null or ${held})` : held;
}

/** The same cases as `statusOf`. */
function inState(state: StateFilter, defaultSteps: readonly number[]): Prisma.Sql {
  if (state === 'protected') return sql`s.protected`;
  if (state === 'missing') return sql`s.missing_since is not null`;
  const here = sql`s.missing_since is null`;
  if (state !== 'active' && state !== 'warning' && state !== 'no_quota') {
    return sql`${here} and s.state <> 'active' and s.state = ${state}::sub_account_state`;
  }
  const working = sql`${here} and s.state = 'active'`;
  if (state === 'no_quota') return sql`${working} and b.id is null`;
  // Steps are kept in rising order.
  const lowest = sql`100 * coalesce(s.alert_steps[1], ${Math.min(...defaultSteps)}::int)`;
  const reached = state === 'warning' ? sql`>=` : sql`<`;
  return sql`${working} and b.id is not null and ${SHARE} ${reached} ${lowest}`;
}

type Place = { tenantId: string; cloudAccountId: string; at: Date };

/** New users of the cloud, not managed yet. Who is there already is left alone. */
export async function insertUsers(
  db: Db,
  { tenantId, cloudAccountId, at }: Place,
  users: readonly CloudUser[],
) {
  if (users.length === 0) return 0;
  const rows = users.map((u) => ({ ...u, row: newId('subAccount') }));
  return db.$executeRaw`
    insert into sub_account (id, tenant_id, cloud_account_id, cloud_user_id, user_name, display_name, description, email, managed, created_at)
    select u.row, ${tenantId}, ${cloudAccountId}, u.id, u.name, u."displayName", u.description, u.email, false, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as u(row text, id text, name text, "displayName" text, description text, email text)
    on conflict (tenant_id, cloud_account_id, cloud_user_id) do nothing`;
}

/** New details of known users; who is listed is not missing. */
export async function updateUsers(db: Db, { tenantId }: Place, changes: readonly UserChange[]) {
  if (changes.length === 0) return 0;
  return db.$executeRaw`
    update sub_account s
    set user_name = c."userName", display_name = c."displayName", description = c.description, email = c.email, missing_since = null
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as c(id text, "userName" text, "displayName" text, description text, email text)
    where s.tenant_id = ${tenantId} and s.id = c.id and s.deleted_at is null`;
}

/** Makes the list of projects what the cloud's is; what it no longer has is marked. */
export async function replaceProjects(
  db: Db,
  { tenantId, cloudAccountId, at }: Place,
  projects: readonly CloudProject[],
) {
  await db.$executeRaw`
    insert into cloud_project (id, tenant_id, cloud_account_id, name, display_name, synced_at)
    select p.id, ${tenantId}, ${cloudAccountId}, p.name, p."displayName", ${at}
    from jsonb_to_recordset(${JSON.stringify(projects.map((p) => ({ ...p, id: newId('cloudProject') })))}::jsonb)
      as p(id text, name text, "displayName" text)
    on conflict (tenant_id, cloud_account_id, name)
    do update set display_name = excluded.display_name, missing_since = null, synced_at = excluded.synced_at`;
  await db.$executeRaw`
    update cloud_project set missing_since = ${at}
    where tenant_id = ${tenantId} and cloud_account_id = ${cloudAccountId} and synced_at < ${at} and missing_since is null`;
}
