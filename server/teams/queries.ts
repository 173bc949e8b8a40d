/** SQL of the tree: every team with what belongs to it and to all below, in one statement. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Db } from '#server/core/access.ts';
import type { Node } from './policy.ts';

const { sql, empty } = Prisma;

export type TeamRow = {
  id: string;
  name: string;
  parentId: string | null;
  depth: number;
  path: { id: string; name: string }[];
  lead: boolean;
  createdAt: Date;
  updatedAt: Date;
  ownMembers: number;
  ownSubAccounts: number;
  ownKeys: number;
  members: number;
  subAccounts: number;
  keys: number;
  withoutQuota: number;
  granted: bigint;
  spent: bigint;
  remaining: bigint;
  overrun: bigint;
  spentWithoutQuota: bigint;
};

type Asked = {
  tenantId: string;
  /** Whose leading counts; null for whoever is no member. */
  memberId: string | null;
  /** All teams, or only those that the member leads and what is below them. */
  all: boolean;
  only?: string;
};

/**
 * Teams from the top down, siblings by name. For somebody who sees their own teams alone these begin at the top: their
 * parents have no name and no place.
 */
export function readTeams(db: Db, { tenantId, memberId, all, only }: Asked): Promise<TeamRow[]> {
  const seen = sql`(${all}::boolean or p.lead)`;
  return db.$queryRaw<TeamRow[]>`
    with recursive led as (
      select team_id from team_member where tenant_id = ${tenantId} and member_id = ${memberId} and lead
    ), tree as (
      select t.id, t.name, t.created_at, t.updated_at, t.id in (select team_id from led) as lead,
        null::text as parent, 1 as depth, '[]'::jsonb as path, array[t.id] as line, array[lower(t.name), t.id] as place
      from team t where t.tenant_id = ${tenantId} and t.parent_id is null
      union all
      select t.id, t.name, t.created_at, t.updated_at, p.lead or t.id in (select team_id from led),
        case when ${seen} then p.id end, case when ${seen} then p.depth + 1 else 1 end,
        case when ${seen} then p.path || jsonb_build_object('id', p.id, 'name', p.name) else '[]' end,
        p.line || t.id, p.place || array[lower(t.name), t.id]
      from tree p join team t on t.tenant_id = ${tenantId} and t.parent_id = p.id
    ), holding as (
      select root, tree.id as team from tree cross join lateral unnest(line) root
      ${only === undefined ? empty : sql`where root = ${only}`}
    ), accounts as (
      select s.team_id, count(*) as accounts, count(*) filter (where b.id is null) as without_quota,
        sum(b.granted) as granted, sum(b.spent) as spent, sum(greatest(b.granted - b.spent, 0)) as remaining,
        sum(greatest(b.spent - b.granted, 0)) as overrun, sum(counted.amount) filter (where b.id is null) as unlimited
      from sub_account s
      join cloud_account c on c.tenant_id = s.tenant_id and c.id = s.cloud_account_id and c.disconnected_at is null
      left join bucket b on b.tenant_id = s.tenant_id and b.sub_account_id = s.id and b.ends_at is null
      left join spending_total counted on counted.tenant_id = s.tenant_id
        and counted.cloud_account_id = s.cloud_account_id and counted.sub_account_id = s.id
      where s.tenant_id = ${tenantId} and s.team_id is not null and s.managed and s.deleted_at is null
      group by s.team_id
    ), keys as (
      select team_id, count(*) as keys from api_key
      where tenant_id = ${tenantId} and team_id is not null and revoked_at is null group by team_id
    ), sums as (
      select root, sum(accounts) as accounts, sum(accounts) filter (where team = root) as own_accounts,
        sum(keys) as keys, sum(keys) filter (where team = root) as own_keys, sum(without_quota) as without_quota,
        sum(granted) as granted, sum(spent) as spent, sum(remaining) as remaining, sum(overrun) as overrun,
        sum(unlimited) as unlimited
      from holding left join accounts on accounts.team_id = team left join keys on keys.team_id = team
      group by root
    ), people as (
      select root, count(distinct m.member_id) as people, count(*) filter (where team = root) as own
      from holding join team_member m on m.tenant_id = ${tenantId} and m.team_id = team group by root
    )
    select tree.id, name, parent as "parentId", depth, path, lead, created_at as "createdAt", updated_at as "updatedAt",
      coalesce(people.own, 0)::int as "ownMembers", coalesce(own_accounts, 0)::int as "ownSubAccounts",
      coalesce(own_keys, 0)::int as "ownKeys", coalesce(people.people, 0)::int as members,
      coalesce(accounts, 0)::int as "subAccounts", coalesce(keys, 0)::int as keys,
      coalesce(without_quota, 0)::int as "withoutQuota", coalesce(granted, 0)::bigint as granted,
      coalesce(spent, 0)::bigint as spent, coalesce(remaining, 0)::bigint as remaining,
      coalesce(overrun, 0)::bigint as overrun, coalesce(unlimited, 0)::bigint as "spentWithoutQuota"
    from tree join sums on sums.root = tree.id left join people on people.root = tree.id
    where ${all}::boolean or lead
    order by place`;
}

/** What somebody leads: whether anything at all, and whether this team or one above it. */
export async function leadingOf(db: Db, tenantId: string, memberId: string, teamId: string | null) {
  const [row] = await db.$queryRaw<{ leads: boolean; here: boolean }[]>`
    with led as (
      select array_agg(team_id) as ids from team_member
      where tenant_id = ${tenantId} and member_id = ${memberId} and lead
    )
    select ids is not null as leads, coalesce(${teamId}::text in (select teams_below(${tenantId}, ids)), false) as here from led`;
  return row ?? { leads: false, here: false };
}

/**
 * The whole tree, locked: whoever changes its shape waits here for whoever did before, and then reads what that has
 * become.
 */
export async function lockTree(db: Db, tenantId: string): Promise<Node[]> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('teams of ' || ${tenantId}, 0))`;
  return db.team.findMany({ where: { tenantId }, select: { id: true, parentId: true, name: true } });
}
