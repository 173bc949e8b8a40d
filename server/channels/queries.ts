import type { Tx } from '#server/core/access.ts';

/** Dead letters by channel, by the index of what has not been sent; a channel without any is left out. */
export async function deadByChannel(db: Tx, tenantId: string, channelIds: readonly string[]) {
  const rows = await db.$queryRaw<{ channelId: string; count: number }[]>`
    select channel_id as "channelId", count(*)::int as count from delivery
    where tenant_id = ${tenantId} and state <> 'sent' and state = 'dead' and channel_id = any(${[...channelIds]}::text[])
    group by channel_id`;
  return new Map(rows.map(({ channelId, count }) => [channelId, count]));
}
