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
