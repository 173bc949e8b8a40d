// The database's own list of its tables, and everything that a tenant has in them.
import { appPool } from '#server/core/db.ts';
import { withIdentity } from '#server/core/identity.ts';

export type Table = { name: string; hasTenant: boolean; enabled: boolean; forced: boolean };

/** Every table, with whether its rows name a tenant and whether row level security is on and forced. */
export async function tables(): Promise<Table[]> {
  const { rows } = await appPool().query<Table>(`
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AS "hasTenant"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1`);
  return rows;
}

/** What counts requests as such, refused ones too, and is written some seconds later. */
const COUNTERS = ['api_key_usage', 'api_key_window'];

let sums: string | undefined;

/** How many rows a tenant has in each table, and a sum over them: tells at little cost whether anything has changed. */
export async function sumsOf(tenantId: string): Promise<Map<string, { rows: number; sum: string }>> {
  const ofTenants = sums
    ? []
    : (await tables()).filter((t) => t.hasTenant && !COUNTERS.includes(t.name)).map((t) => t.name);
  sums ??= ofTenants
    .map(
      (name) =>
        `SELECT '${name}' AS name, count(*)::int AS rows, coalesce(sum(hashtextextended((to_jsonb(t) - 'last_used_at' - 'last_used_address')::text, 0)), 0)::text AS sum FROM ${name} t WHERE tenant_id = $1`,
    )
    .join(' UNION ALL ');
  const sql = sums;
  type Row = { name: string; rows: number; sum: string };
  const found = await withIdentity((tx) => tx.$queryRawUnsafe<Row[]>(sql, tenantId));
  return new Map(found.map(({ name, rows, sum }) => [name, { rows, sum }]));
}

/** A tenant's rows by table, as text. When and where a key was used last is left out: every request may change it. */
export async function rowsOf(tenantId: string): Promise<Record<string, string[]>> {
  const asked = (await tables()).filter((t) => t.hasTenant && !COUNTERS.includes(t.name));
  const names = asked.map((t) => t.name);
  return withIdentity(async (tx) => {
    const found: Record<string, string[]> = {};
    for (const name of names) {
      const sql = `SELECT (to_jsonb(t) - 'last_used_at' - 'last_used_address')::text AS text FROM ${name} t WHERE tenant_id = $1 ORDER BY 1`;
      const rows = await tx.$queryRawUnsafe<{ text: string }[]>(sql, tenantId);
      found[name] = rows.map((row) => row.text);
    }
    return found;
  });
}
