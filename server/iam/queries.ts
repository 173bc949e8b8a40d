/** SQL of this slice: the keyset list over a share that is computed, and the set-based writes of a sync. */
import { newId } from '#lib/ids.ts';
import { listOf } from '#lib/wire.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { CloudProject, CloudUser } from '#server/clouds/provider.ts';
import type { Db } from '#server/core/access.ts';
import type { UserChange } from './policy.ts';
import type { ListSubAccountsInput, StateFilter } from './schema.ts';

const { sql, join, empty } = Prisma;

/** Up to here ten thousand times an amount fits into 64 bits, which is much faster than a numeric. */
const EXACT_IN_BIGINT = 900_000_000_000_000n;

/** `basisPoints` of lib/money in SQL; -1 without a quota, so that these come first or last together. */
const SHARE = sql`(case
  when b.id is null then -1
  when b.granted <= 0 then case when b.spent > 0 then 10000 else 0 end
  when b.spent between 0 and ${EXACT_IN_BIGINT}::bigint then least(1000000, b.spent * 10000 / b.granted)
  else least(1000000, greatest(0, div(b.spent::numeric * 10000, b.granted::numeric)))
end)::int`;

/** Without a quota nothing is granted and nothing counts as spent: these come before a quota of zero. */
const SORTS = {
  userName: { column: sql`s.user_name`, cast: sql`::text` },
  cloudAccount: { column: sql`c.name`, cast: sql`::text` },
  granted: { column: sql`coalesce(b.granted, -1)`, cast: sql`::bigint` },
  spent: { column: sql`coalesce(b.spent, -1)`, cast: sql`::bigint` },
  spentShare: { column: SHARE, cast: sql`::int` },
  createdAt: { column: sql`s.created_at`, cast: sql`::timestamptz` },
} satisfies Record<ListSubAccountsInput['sort'], { column: Prisma.Sql; cast: Prisma.Sql }>;

type Key = { id: string; key: string | number | bigint | Date };
type Filters = Omit<ListSubAccountsInput, 'cursor' | 'limit'>;
type From = { tenantId: string; filters: Filters; defaultSteps: readonly number[] };

/** Ids in order, from after the cursor on, with the value that they are ordered by. */
export async function pageOfIds(
  db: Db,
  { filters, ...from }: From,
  page: { after: { key: string | number; id: string } | null; limit: number },
): Promise<Key[]> {
  const { column, cast } = SORTS[filters.sort];
  const [compare, direction] = filters.order === 'asc' ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const { after } = page;
  const beyond = after ? sql`and (${column}, s.id) ${compare} (${after.key}${cast}, ${after.id})` : empty;
  return db.$queryRaw<Key[]>`
    select s.id, ${column} as key ${source({ filters, ...from }, needsQuota(filters.sort))} ${beyond}
    order by ${column} ${direction}, s.id ${direction} limit ${page.limit}`;
}

export async function countOf(db: Db, from: From): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`select count(*)::int as count ${source(from, false)}`;
  return row?.count ?? 0;
}

const needsQuota = (sort: ListSubAccountsInput['sort']) =>
  sort === 'granted' || sort === 'spent' || sort === 'spentShare';

/** Quotas are joined where the order or a filter asks for them; all of them are many. */
function source({ tenantId, filters, defaultSteps }: From, quotas: boolean): Prisma.Sql {
  const { search, managed, from, to, spentFrom, spentTo, shareFrom, shareTo } = filters;
  const states = listOf(filters.state)?.map((state) => inState(state, defaultSteps));
  const clouds = listOf(filters.cloudAccountId);
  const hasQuota = sql`b.id is not null`;
  const where = [
    sql`s.tenant_id = ${tenantId}`,
    sql`c.disconnected_at is null`,
    sql`s.deleted_at is null`,
    sql`s.managed = ${managed}`,
    ...(clouds ? [sql`s.cloud_account_id in (${join(clouds)})`] : []),
    ...(states ? [sql`(${join(states, ') or (', '(', ')')})`] : []),
    ...(filters.protected === undefined ? [] : [sql`s.protected = ${filters.protected}`]),
    ...(from ? [sql`s.created_at >= ${from}`] : []),
    ...(to ? [sql`s.created_at < ${to}`] : []),
    ...(spentFrom === undefined ? [] : [sql`b.spent >= ${spentFrom}`]),
    ...(spentTo === undefined ? [] : [sql`b.spent <= ${spentTo}`]),
    ...(shareFrom === undefined ? [] : [sql`${hasQuota} and ${SHARE} >= ${Math.round(shareFrom * 100)}`]),
    ...(shareTo === undefined ? [] : [sql`${hasQuota} and ${SHARE} <= ${Math.round(shareTo * 100)}`]),
    ...(search ? [sql`position(lower(${search}) in lower(s.user_name || E'\n' || s.display_name)) > 0`] : []),
  ];
  const asked = [states, spentFrom, spentTo, shareFrom, shareTo].some((filter) => filter !== undefined);
  const quota = sql`left join bucket b on b.tenant_id = s.tenant_id and b.sub_account_id = s.id and b.ends_at is null`;
  return sql`
    from sub_account s
    join cloud_account c on c.tenant_id = s.tenant_id and c.id = s.cloud_account_id
    ${quotas || asked ? quota : empty}
    where ${join(where, ' and ')}`;
}

/** The same cases as `statusOf`. */
function inState(state: StateFilter, defaultSteps: readonly number[]): Prisma.Sql {
  if (state === 'protected') return sql`s.protected`;
  if (state === 'missing') return sql`s.missing_since is not null`;
  const here = sql`s.missing_since is null`;
  if (state !== 'active' && state !== 'warning' && state !== 'no_quota') {
    return sql`${here} and s.state = ${state}::sub_account_state`;
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
