/**
 * Hands outbox events to the job executor, at least once and in order of their ids; the executor drops repeats. Those of
 * a deleted tenant wait: for its restoration, or for their end.
 */
import { Client } from 'pg';
import { systemClock } from './ctx.ts';
import { appConnection } from './db.ts';
import { log } from './log.ts';
import { platformTransaction } from './transaction.ts';

export type OutboxMessage = { id: string; name: string; data: Record<string, unknown> };

const BATCH = 100;
const POLL_MS = 2_000;
/** Longer than any send may take: a row claimed by a process that died is taken again after it. */
const CLAIM_MS = 30_000;

/**
 * Starts the relay. It wakes on NOTIFY and polls besides; several processes may run it, since each takes rows that no
 * other holds. A row is marked only after `send` has returned, so a
 * crash repeats it and never loses it.
 */
export function startOutboxRelay(send: (messages: OutboxMessage[]) => Promise<void>): {
  stop(): Promise<void>;
} {
  let stopped = false;
  let wake: () => void = () => {};
  const listener = listen(() => wake());

  const loop = (async () => {
    while (!stopped) {
      const sent = await relayOnce(send).catch((error: unknown) => {
        log.warn({ err: error }, 'outbox: could not hand over');
        return 0;
      });
      if (sent < BATCH && !stopped) await pause();
    }
  })();

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    async stop() {
      stopped = true;
      wake();
      await loop;
      await listener.end();
    },
  };
}

/** One batch: claims unsent rows, sends them outside of any transaction, marks them. Returns how many. */
export async function relayOnce(
  send: (messages: OutboxMessage[]) => Promise<void>,
  now: () => Date = systemClock,
): Promise<number> {
  const claimedUntil = new Date(now().getTime() + CLAIM_MS);
  const rows = await platformTransaction(
    (tx) => tx.$queryRaw<OutboxMessage[]>`
      update outbox_event set claimed_until = ${claimedUntil}
      where id in (
        select id from outbox_event e
        where sent_at is null and (claimed_until is null or claimed_until < ${now()})
          and not exists (select from tenant t where t.id = e.tenant_id and t.status = 'deleted')
        order by id limit ${BATCH} for update of e skip locked)
      returning id, name, data || jsonb_build_object('tenantId', tenant_id) as data`,
  );
  if (rows.length === 0) return 0;
  await send(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
  const sent = { where: { id: { in: rows.map((r) => r.id) } }, data: { sentAt: now() } };
  await platformTransaction((tx) => tx.outboxEvent.updateMany(sent));
  return rows.length;
}

function listen(onNotify: () => void): { end(): Promise<void> } {
  let client: Client | undefined;
  let ended = false;
  const connect = async () => {
    client = new Client(appConnection());
    client.on('notification', onNotify);
    // Polling carries on meanwhile; a lost listener only costs latency.
    client.on('error', () => {
      if (!ended) setTimeout(() => void connect().catch(() => {}), 1_000).unref();
    });
    await client.connect();
    await client.query('listen airgate_outbox');
  };
  connect().catch((error: unknown) => log.warn({ err: error }, 'outbox: cannot listen'));
  return {
    async end() {
      ended = true;
      await client?.end().catch(() => {});
    },
  };
}
