import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';

const { sql, empty } = Prisma;

type Asked = { cloudAccountId: string; search: string | undefined; after: string | null; limit: number };
type ProjectRow = { id: string; name: string; displayName: string; missingSince: Date | null };

/** The cloud's projects by name, all from one index. */
export function pageOfProjects(db: Tx, tenantId: string, { cloudAccountId, search, after, limit }: Asked) {
  const named = search
    ? sql`and (position(lower(${search}) in lower(name)) > 0 or position(lower(${search}) in lower(display_name)) > 0)`
    : empty;
  return db.$queryRaw<ProjectRow[]>`
    select id, name, display_name as "displayName", missing_since as "missingSince" from cloud_project
    where tenant_id = ${tenantId} and cloud_account_id = ${cloudAccountId}
      ${after === null ? empty : sql`and name > ${after}`} ${named}
    order by name limit ${limit}`;
}
