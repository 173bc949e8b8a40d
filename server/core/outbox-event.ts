/** Writes an event into the outbox; the relay of outbox.ts hands it over after the commit. */
import type { EventName } from '#inngest/client.ts';
import { newId } from '#lib/ids.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';

export type OutboxNote = { name: EventName; data: Prisma.InputJsonObject; id?: string };

/** In the transaction of the cause. A repeated id is one event. */
export async function writeOutbox(
  tx: Tx,
  tenantId: string,
  createdAt: Date,
  events: readonly OutboxNote[],
): Promise<void> {
  await tx.outboxEvent.createMany({
    data: events.map(({ id = newId('event'), name, data }) => ({ id, tenantId, name, data, createdAt })),
    skipDuplicates: true,
  });
  await tx.$executeRaw`select pg_notify('airgate_outbox', '')`;
}
