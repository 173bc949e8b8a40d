/** Raw SQL over all tenants: who is not well for longest, and how the installation was. */
import type { Tx } from '#server/core/access.ts';

type Row = {
  id: string;
  slug: string;
  tenant: string;
  kind: string;
  what: string;
  message: string | null;
  wellAt: Date | null;
};
export type Unwell = Row & { failing: number; stale: number };

const HOUR_MS = 3_600_000;

/**
 * Cloud accounts that refuse or do not answer, and those whose checks begin and do not succeed: none for an hour although
 * some were begun, or none for longer than the longest interval between checks.
 */
export async function unwellClouds(tx: Tx, now: Date, limit: number): Promise<Unwell[]> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const halfHourAgo = new Date(now.getTime() - HOUR_MS / 2);
  const dayAgo = new Date(now.getTime() - 25 * HOUR_MS);
  return tx.$queryRaw<Unwell[]>`
    with seen as (
      select c.*, coalesce(c.checked_at, c.connected_at) as last from cloud_account c
      where c.disconnected_at is null
    ), unwell as (
      select s.*, s.status = 'failing' as failing from seen s
      where s.status = 'failing' or s.last < ${dayAgo} or (s.last < ${hourAgo} and exists (
        select from spending_check k
        where k.tenant_id = s.tenant_id and k.cloud_account_id = s.id and k.started_at > s.last
          and (k.state = 'failed' or k.started_at < ${halfHourAgo})))
    )
    select u.id, t.slug, t.name as tenant, case when u.failing then 'failing' else 'stale' end as kind, u.provider as what,
      u.last_error ->> 'message' as message,
      case when u.failing then u.verified_at else u.checked_at end as "wellAt",
      (count(*) filter (where u.failing) over ())::int as failing,
      (count(*) filter (where not u.failing) over ())::int as stale
    from unwell u join tenant t on t.id = u.tenant_id
    order by "wellAt" nulls first, u.id limit ${limit}`;
}

/** Channels in use whose last message was not taken. */
export async function failingChannels(tx: Tx, limit: number): Promise<Unwell[]> {
  return tx.$queryRaw<Unwell[]>`
    select c.id, t.slug, t.name as tenant, 'failing' as kind, c.kind::text as what, c.last_error ->> 'message' as message,
      c.last_ok_at as "wellAt", (count(*) over ())::int as failing, 0 as stale
    from channel c join tenant t on t.id = c.tenant_id
    where c.enabled and c.last_error is not null
    order by "wellAt" nulls first, c.id limit ${limit}`;
}

/** Deliveries that were given up, newest first, by an index that a statement has to name the state for. */
export async function deadDeliveryIds(tx: Tx, before: string | null, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from delivery where state = 'dead' and (${before}::text is null or id < ${before}::text)
    order by id desc limit ${limit}`;
  return rows.map(({ id }) => id);
}

export type SlotRow = {
  part: string;
  slot: number;
  samples: number;
  degraded: number;
  down: number;
  figure: number | null;
  peak: number | null;
};

type Slots = { from: Date; slotMinutes: number };

/** Samples by part and slot. Where they are rolled up, the hours stand for their minutes. */
export async function samplesBySlot(tx: Tx, { from, slotMinutes }: Slots): Promise<SlotRow[]> {
  const byHour = slotMinutes % 60 === 0;
  return tx.$queryRaw<SlotRow[]>`
    with rolled as (
      select coalesce(max(at) + interval '1 hour', ${from}) as until from health_sample
      where ${byHour} and grain = 'hour'
    ), chosen as (
      select s.* from health_sample s, rolled
      where s.at >= ${from} and (
        (s.grain = 'hour' and s.at < rolled.until and ${byHour}) or (s.grain = 'minute' and s.at >= rolled.until))
    )
    select part, floor(extract(epoch from at - ${from}) / ${slotMinutes * 60})::int as slot,
      sum(samples)::int as samples, sum(degraded)::int as degraded, sum(down)::int as down,
      sum(figure * samples) / nullif(sum(samples) filter (where figure is not null), 0) as figure, max(peak) as peak
    from chosen group by 1, 2`;
}

/** Sums up the minutes of whole hours before `until`. Safe to repeat; returns the number of rows written. */
export async function rollUp(tx: Tx, from: Date, until: Date): Promise<number> {
  return tx.$executeRaw`
    insert into health_sample (part, grain, at, state, samples, degraded, down, figure, peak)
    select part, 'hour', date_trunc('hour', at, 'UTC'),
      case when sum(down) > 0 then 'down' when sum(degraded) > 0 then 'degraded' else 'ok' end,
      sum(samples), sum(degraded), sum(down),
      sum(figure * samples) / nullif(sum(samples) filter (where figure is not null), 0), max(peak)
    from health_sample where grain = 'minute' and at >= ${from} and at < ${until}
    group by 1, 3
    on conflict (part, grain, at) do update set
      state = excluded.state, samples = excluded.samples, degraded = excluded.degraded, down = excluded.down,
      figure = excluded.figure, peak = excluded.peak`;
}
