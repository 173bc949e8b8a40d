import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';

const { sql, join } = Prisma;

/**
 * The sub-account that the guide is about: the one that is furthest set up, and of several the oldest, so that it stays
 * the same while others come. Protected ones are never cut off, so they come last.
 */
export async function subjectOf(db: Tx, tenantId: string, cloudAccountId: string): Promise<string | null> {
  // As single values and not as EXISTS, which would be answered for all sub-accounts at once.
  const quota = sql`coalesce((select b.granted > 0 from bucket b where b.tenant_id = s.tenant_id
    and b.sub_account_id = s.id and b.ends_at is null), false)`;
  const project = sql`(select p.id from sub_account_project p where p.tenant_id = s.tenant_id and p.sub_account_id = s.id
    and p.removed_at is null limit 1) is not null`;
  const both = [sql``, sql`not `];
  // One question after the other, furthest first, none of which is asked once there is an answer.
  const tiers = [sql`not s.protected`, sql`s.protected`].flatMap((kind) =>
    both.flatMap((a) => both.map((b) => sql`${kind} and ${a}(${quota}) and ${b}(${project})`)),
  );
  const first = tiers.map(
    (tier) => sql`(
      select s.id from sub_account s
      where s.tenant_id = ${tenantId} and s.cloud_account_id = ${cloudAccountId}
        and s.managed and s.deleted_at is null and s.missing_since is null and ${tier}
      order by s.id limit 1)`,
  );
  const [row] = await db.$queryRaw<{ id: string | null }[]>`select coalesce(${join(first)}) as id`;
  return row?.id ?? null;
}

/** Projects that nobody has, in the order in which they became known. The cloud's catch-all is nobody's to have. */
export async function freeProjects(db: Tx, tenantId: string, cloudAccountId: string, limit: number) {
  const rows = await db.$queryRaw<{ name: string }[]>`
    select c.name from cloud_project c
    where c.tenant_id = ${tenantId} and c.cloud_account_id = ${cloudAccountId} and c.missing_since is null
      and c.name <> 'default' and not exists (
        select from sub_account_project p where p.tenant_id = ${tenantId} and p.cloud_account_id = ${cloudAccountId}
          and p.project_name = c.name and p.removed_at is null)
    order by c.id limit ${limit}`;
  return rows.map(({ name }) => name);
}
