/** SQL of this slice: figures of many alerts at once, each by an index that Prisma's own statements do not reach. */
import type { Severity } from '#lib/alerts.ts';
import type { Db } from '#server/core/access.ts';

export type Told = { sent: number; pending: number; dead: number };

/** How far the deliveries of these alerts are. */
export async function deliveriesOf(db: Db, tenantId: string, alertIds: readonly string[]) {
  const rows = await db.$queryRaw<(Told & { alertId: string })[]>`
    select alert_id as "alertId", (count(*) filter (where state = 'sent'))::int as sent,
      (count(*) filter (where state in ('pending', 'retrying')))::int as pending,
      (count(*) filter (where state = 'dead'))::int as dead
    from delivery where tenant_id = ${tenantId} and alert_id = any(${[...alertIds]}) group by alert_id`;
  return new Map<string, Told>(rows.map(({ alertId, ...told }) => [alertId, told]));
}

/** Open alerts by severity. */
export async function openBySeverity(db: Db, tenantId: string): Promise<Map<Severity, number>> {
  const rows = await db.$queryRaw<{ severity: Severity; count: number }[]>`
    select severity::text, count(*)::int as count from alert
    where tenant_id = ${tenantId} and state = 'open' group by severity`;
  return new Map(rows.map(({ severity, count }) => [severity, count]));
}
