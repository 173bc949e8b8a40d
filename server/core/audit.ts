/** An audit row as data, for the few writers that have no handle from `access()`: work before or above a tenant. */
import { newId } from '#lib/ids.ts';
import type { AuditNote, Tx } from './db.ts';
import { queueAudited } from './webhook-queue.ts';

type Who = {
  actor: { kind: string; id: string; name: string };
  source: string;
  requestId: string;
  now(): Date;
};

/** Writes what `who` did in a tenant, in the transaction of the change itself, and tells the webhooks that want it. */
export async function writeAudit(tx: Tx, tenantId: string, who: Who, note: AuditNote): Promise<void> {
  const id = newId('audit');
  await tx.auditEntry.create({
    data: {
      id,
      tenantId,
      at: who.now(),
      actorKind: who.actor.kind,
      actorId: who.actor.id,
      actorName: who.actor.name,
      source: who.source,
      requestId: who.requestId,
      action: note.action,
      targetKind: note.target.kind,
      targetId: note.target.id,
      ...(note.before !== undefined && { before: note.before }),
      ...(note.after !== undefined && { after: note.after }),
    },
  });
  await queueAudited(tx, tenantId, who, id, note);
}
