/** What a key check asks the database: one statement, one round trip, no state left on the connection. */
import { escapeLiteral, type QueryResult } from 'pg';
import { type AddressRange, readRange } from '#lib/address-ranges.ts';
import { type Permission, permissions } from '#lib/permissions.ts';
import type { TenantRef } from './ctx.ts';
import { appPool } from './db.ts';
import type { Standing } from './standing.ts';

/** A key as the check needs it. */
export type KeyRecord = {
  id: string;
  name: string;
  permissions: ReadonlySet<Permission>;
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** Until when this secret works, where a rotation has replaced it; null for the present one. */
  validUntil: Date | null;
  ranges: AddressRange[];
  perMinute: number | null;
  perMonth: number | null;
  tenant: TenantRef;
  standing: Standing;
};

type Row = Omit<KeyRecord, 'permissions' | 'ranges' | 'tenant' | 'standing'> & {
  permissions: string[];
  addresses: string[];
  tenant: TenantRef & { status: Standing };
};

/** Reads the key that a secret with this hash belongs to, be it the present secret or a replaced one. */
export async function readKey(secretHash: string): Promise<KeyRecord | null> {
  const hash = escapeLiteral(secretHash);
  const [row] = await asPlatform<Row>(`
    select k.id, k.name, k.permissions, coalesce(k.addresses, '{}') as addresses, k.expires_at as "expiresAt",
      k.revoked_at as "revokedAt", k.per_minute as "perMinute", k.per_month as "perMonth", s.until as "validUntil",
      json_build_object('id', t.id, 'slug', t.slug, 'name', t.name, 'currency', t.currency, 'timeZone', t.time_zone,
        'isDemo', t.is_demo, 'status', t.status) as tenant
    from (select id, null::timestamptz as until from api_key where secret_hash = ${hash}
      union all select key_id, valid_until from api_key_old_secret where secret_hash = ${hash}) s
    join api_key k on k.id = s.id join tenant t on t.id = k.tenant_id`);
  if (!row) return null;
  const { addresses, tenant, ...key } = row;
  const { status, ...ref } = tenant;
  return {
    ...key,
    permissions: new Set(row.permissions.filter((p): p is Permission => p in permissions)),
    ranges: addresses.map(readRange).filter((range) => range !== null),
    tenant: ref,
    standing: status,
  };
}

export type WindowKind = 'minute' | 'month';
type Ask = {
  tenantId: string;
  keyId: string;
  kind: WindowKind;
  limit: number;
  timeZone: string;
  wanted: number;
};

/** `left` is what nobody has taken yet; the times are milliseconds. */
export type Grant = { granted: number; left: number; endsAt: number; endsInMs: number; lengthMs: number };

/**
 * Takes up to `wanted` of a key's requests in the present minute or month, never beyond its limit and no more than a
 * quarter of what is left. The database's clock says which window it is. A month begins with what it has seen already.
 */
export async function takeRequests({ tenantId, keyId, kind, limit, timeZone, wanted }: Ask): Promise<Grant> {
  const [tenant, key, zone] = [tenantId, keyId, kind === 'minute' ? 'UTC' : timeZone].map(escapeLiteral);
  const [most, want] = [limit, wanted].map((count) => `${Math.trunc(count)}::bigint`);
  const seen =
    kind === 'minute'
      ? '0'
      : `(select coalesce(sum(succeeded + client_errors + server_errors), 0)::bigint from api_key_usage
          where tenant_id = ${tenant} and key_id = ${key} and day >= period::date)`;
  const share = (taken: string) =>
    `greatest(0, least(${want}, greatest(1, (${most} - ${taken} + 3) / 4), ${most} - ${taken}))`;
  const taken = '(case when excluded.period > w.period then 0 else w.taken end)';
  const [row] = await asPlatform<Record<keyof Grant, string>>(`
    insert into api_key_window as w (tenant_id, key_id, kind, period, ends_at, taken, granted)
    select ${tenant}, ${key}, '${kind}', period, (period + interval '1 ${kind}') at time zone ${zone},
      seen + ${share('seen')}, ${share('seen')}
    from (select period, ${seen} as seen
      from (select date_trunc('${kind}', now() at time zone ${zone}) as period) present) present
    on conflict (tenant_id, key_id, kind) do update set
      period = greatest(w.period, excluded.period),
      ends_at = case when excluded.period >= w.period then excluded.ends_at else w.ends_at end,
      taken = ${taken} + ${share(taken)},
      granted = ${share(taken)}
    returning granted, greatest(0, ${most} - taken) as left, extract(epoch from ends_at) * 1000 as "endsAt",
      extract(epoch from ends_at - clock_timestamp()) * 1000 as "endsInMs",
      extract(epoch from ends_at - (period at time zone ${zone})) * 1000 as "lengthMs"`);
  if (!row) throw new Error('A window of a key answers with its row.');
  const { granted, left, endsAt, endsInMs, lengthMs } = row;
  return {
    granted: Number(granted),
    left: Number(left),
    endsAt: Number(endsAt),
    endsInMs: Number(endsInMs),
    lengthMs: Number(lengthMs),
  };
}

type Unused = { tenantId: string; keyId: string; kind: WindowKind; count: number; endsAt: number };

/** Gives back what was taken of a window and not used; without effect once the window is over. */
export async function giveBack({ tenantId, keyId, kind, count, endsAt }: Unused): Promise<void> {
  await asPlatform(`
    update api_key_window set taken = greatest(0, taken - ${Math.trunc(count)})
    where tenant_id = ${escapeLiteral(tenantId)} and key_id = ${escapeLiteral(keyId)} and kind = '${kind}'
      and ends_at = to_timestamp(${Math.trunc(endsAt)} / 1000.0)`);
}

/**
 * One statement over all tenants. Sent together with the change of role, both are one implicit transaction: one round
 * trip, and whatever happens the connection goes back to the pool as it came.
 */
async function asPlatform<Row extends object>(statement: string): Promise<Row[]> {
  const results: QueryResult<Row> | QueryResult<Row>[] = await appPool().query<Row>(
    `set local role airgate_platform; ${statement}`,
  );
  return (Array.isArray(results) ? results.at(-1)?.rows : results.rows) ?? [];
}
