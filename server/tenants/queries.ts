/** What is counted and removed over all tables of a tenant. The database itself says which tables those are. */
import type { Db, Tx } from '#server/core/access.ts';
import type { DeletionCounts } from './schema.ts';

/** How much there is of everything that people know by name. */
export async function countAll(tx: Tx, tenantId: string): Promise<DeletionCounts> {
  const [row] = await tx.$queryRaw<DeletionCounts[]>`
    select (select count(*) from member where tenant_id = ${tenantId})::int as members,
      (select count(*) from invitation where tenant_id = ${tenantId} and accepted_at is null and revoked_at is null)::int
        as invitations,
      (select count(*) from custom_role where tenant_id = ${tenantId})::int as roles,
      (select count(*) from team where tenant_id = ${tenantId})::int as teams,
      (select count(*) from api_key where tenant_id = ${tenantId} and revoked_at is null)::int as "apiKeys",
      (select count(*) from cloud_account where tenant_id = ${tenantId} and disconnected_at is null)::int
        as "cloudAccounts",
      (select count(*) from sub_account where tenant_id = ${tenantId} and managed and deleted_at is null)::int
        as "subAccounts",
      (select count(*) from entry where tenant_id = ${tenantId})::int as "quotaEntries",
      (select count(*) from spending_record where tenant_id = ${tenantId})::int as "spendingRecords",
      (select count(*) from alert where tenant_id = ${tenantId})::int as alerts,
      (select count(*) from channel where tenant_id = ${tenantId})::int as channels,
      (select count(*) from saved_view where tenant_id = ${tenantId})::int as "savedViews",
      (select count(*) from audit_entry where tenant_id = ${tenantId})::int as "auditEntries"`;
  if (!row) throw new Error('Counting answers with a row.');
  return row;
}

type TableRow = {
  name: string;
  deletable: boolean;
  /** Tables that its rows point to and must go before. */
  parents: string[];
  /** Its own columns that point to its own rows. */
  child: string[] | null;
  parent: string[] | null;
};

/** A table with rows of tenants, and the condition under which one of its rows (`x`) may go. */
type TenantTable = { name: string; free: string };

/** The tables from which a tenant's rows are removed, in an order in which nothing points to what goes. */
export async function removalOrder(tx: Tx): Promise<TenantTable[]> {
  const rows = await tx.$queryRaw<TableRow[]>`
    select c.relname as name, has_table_privilege(c.oid, 'DELETE') as deletable,
      array(select p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confdeltype <> 'n' and f.confrelid <> c.oid) as parents,
      array(select a.attname::text from unnest(own.conkey) with ordinality k(num, ord)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num order by k.ord) as child,
      array(select a.attname::text from unnest(own.confkey) with ordinality k(num, ord)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num order by k.ord) as parent
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_constraint own on own.conrelid = c.oid and own.confrelid = c.oid and own.contype = 'f'
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    order by c.relname`;
  const seen = new Set<string>();
  const order: TenantTable[] = [];
  const visit = (row: TableRow) => {
    if (seen.has(row.name)) return;
    seen.add(row.name);
    for (const other of rows) if (other.parents.includes(row.name)) visit(other);
    if (row.deletable) order.push({ name: row.name, free: freeRows(row) });
  };
  for (const row of rows) visit(row);
  return order;
}

/** Of a table that points to itself, a row may go once no other one points to it. */
function freeRows({ name, child, parent }: TableRow): string {
  if (!child || !parent || child.length === 0) return 'true';
  const same = child.map((column, index) => `y."${column}" = x."${parent[index]}"`).join(' and ');
  return `not exists (select from "${name}" y where ${same})`;
}

/** Removes some of a tenant's rows from one table; returns how many. */
export async function removeRows(
  tx: Tx,
  { name, free }: TenantTable,
  tenantId: string,
  most: number,
): Promise<number> {
  return tx.$executeRawUnsafe(
    `delete from "${name}" where ctid = any (array(
      select x.ctid from "${name}" x where x.tenant_id = $1 and ${free} limit $2))`,
    tenantId,
    most,
  );
}

/** The same for the audit log, which only the database's own function may shorten. */
export async function removeAudit(tx: Tx, tenantId: string, most: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ removed: number }[]>`
    select purge_audit(${tenantId}, ${most}::int)::int as removed`;
  return row?.removed ?? 0;
}

/** Locks a tenant that is due to be purged; null where it is not, or not any more. */
export async function lockDue(tx: Tx, tenantId: string, now: Date) {
  await tx.$queryRaw`select id from tenant where id = ${tenantId} for update`;
  return tx.tenant.findFirst({ where: { id: tenantId, status: 'deleted', purgeAt: { lte: now } } });
}

type OverLimit = { subAccountId: string; bucketId: string };

/** Open quotas that are used up. */
export async function quotasUsedUp(db: Db, tenantId: string): Promise<OverLimit[]> {
  return db.$queryRaw<OverLimit[]>`
    select sub_account_id as "subAccountId", id as "bucketId" from bucket
    where tenant_id = ${tenantId} and kind = 'quota' and ends_at is null and sub_account_id is not null
      and spent >= granted
    order by id`;
}
