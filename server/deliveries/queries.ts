/** SQL of this slice: deliveries by their state, for which a statement has to name it as an index does. */
import type { AlertType } from '#lib/alerts.ts';
import type { deliveryStates } from '#lib/choices.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';
import type { ListDeliveriesInput } from './schema.ts';

const { sql, empty } = Prisma;

type Asked = Omit<ListDeliveriesInput, 'cursor'> & { before: string | null };

type DeliveryRow = {
  id: string;
  alertId: string;
  channelId: string;
  channelName: string;
  state: (typeof deliveryStates)[number];
  attempts: number;
  lastError: unknown;
  createdAt: Date;
  lastAttemptAt: Date | null;
  sentAt: Date | null;
  type: AlertType;
  details: Record<string, unknown>;
  accountName: string | null;
};

/** Newest first. What has been sent is most of the log; the rest is few, and has an index of its own. */
export async function pageOfDeliveries(db: Tx, tenantId: string, asked: Asked): Promise<DeliveryRow[]> {
  const { alertId, channelId, state, before, limit } = asked;
  const unsent = state && state !== 'sent' ? sql`and d.state <> 'sent'` : empty;
  return db.$queryRaw<DeliveryRow[]>`
    with listed as (
      select d.id from delivery d
      where d.tenant_id = ${tenantId} ${unsent} ${state ? sql`and d.state = ${state}::delivery_state` : empty}
        ${alertId ? sql`and d.alert_id = ${alertId}` : empty}
        ${channelId ? sql`and d.channel_id = ${channelId}` : empty}
        ${before === null ? empty : sql`and d.id < ${before}`}
      order by d.id desc limit ${limit}
    )
    select d.id, d.alert_id as "alertId", d.channel_id as "channelId", c.name as "channelName", d.state::text as state,
      d.attempts, d.last_error as "lastError", d.created_at as "createdAt", d.last_attempt_at as "lastAttemptAt",
      d.sent_at as "sentAt", a.type, a.details, s.user_name as "accountName"
    from listed
    join delivery d on d.tenant_id = ${tenantId} and d.id = listed.id
    join channel c on c.tenant_id = d.tenant_id and c.id = d.channel_id
    join alert a on a.tenant_id = d.tenant_id and a.id = d.alert_id
    left join sub_account s on s.tenant_id = a.tenant_id and s.id = a.sub_account_id
    order by d.id desc`;
}
