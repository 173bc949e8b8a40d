import type { Tx } from '#server/core/access.ts';

/**
 * The sub-account that the guide is about: the one that is furthest set up, and of several the oldest, so that it stays
 * the same while others come. Protected ones are never cut off, so they come last.
 */
export async function subjectOf(db: Tx, tenantId: string, cloudAccountId: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select s.id from sub_account s
    where s.tenant_id = ${tenantId} and s.cloud_account_id = ${cloudAccountId}
      and s.managed and s.deleted_at is null and s.missing_since is null
    order by s.protected,
      exists (select from bucket b where b.tenant_id = s.tenant_id and b.sub_account_id = s.id
        and b.ends_at is null and b.granted > 0) desc,
      exists (select from sub_account_project p where p.tenant_id = s.tenant_id and p.sub_account_id = s.id
        and p.removed_at is null) desc,
      s.id
    limit 1`;
  return rows[0]?.id ?? null;
}
