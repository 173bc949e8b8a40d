/** What sub-accounts and cloud accounts are called, also those that are gone; a record keeps only their ids. */
import type { Db } from '#server/core/access.ts';

type Ids = readonly (string | null)[];
const present = (ids: Ids) => [...new Set(ids.flatMap((id) => id ?? []))];

export async function subAccountNames(
  db: Db,
  tenantId: string,
  ids: Ids,
): Promise<ReadonlyMap<string, string>> {
  const found = await db.subAccount.findMany({
    where: { tenantId, id: { in: present(ids) } },
    select: { id: true, userName: true, displayName: true },
  });
  return new Map(found.map((s) => [s.id, s.displayName || s.userName]));
}

export async function cloudAccountNames(
  db: Db,
  tenantId: string,
  ids: Ids,
): Promise<ReadonlyMap<string, string>> {
  const found = await db.cloudAccount.findMany({
    where: { tenantId, id: { in: present(ids) } },
    select: { id: true, name: true },
  });
  return new Map(found.map((c) => [c.id, c.name]));
}
