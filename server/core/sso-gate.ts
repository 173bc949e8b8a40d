/** Which sessions open a tenant. A provider's session opens the provider's tenant alone; an enforced one opens to no other. */
import { AppError } from '#lib/errors.ts';
import { writeAudit } from './audit.ts';
import type { Ctx } from './ctx.ts';
import type { Tx } from './db.ts';

type Base = Pick<Ctx, 'requestId' | 'source' | 'now'>;

export type Entry = {
  tenantId: string;
  user: { id: string; name: string };
  role: string;
  /** The session, as far as one is known. */
  sessionId: string | null;
  /** The tenant through whose provider the session came; null after a password. */
  through: string | null;
  enforced: boolean;
  /** Whether it is on record already that this session went around the provider. */
  noted: boolean;
};

/**
 * Throws `sso_elsewhere` or `sso_required`. Owners get past an enforced provider with their password, so that a broken
 * provider shuts nobody out for good; the first time of each session is audited.
 */
export async function passGate(tx: Tx, entry: Entry, base: Base): Promise<void> {
  const { tenantId, user, role, sessionId, through, enforced, noted } = entry;
  if (through !== null && through !== tenantId) throw new AppError('forbidden', 'sso_elsewhere');
  if (!enforced || through === tenantId) return;
  if (role !== 'owner') throw new AppError('forbidden', 'sso_required');
  if (!sessionId || noted) return;
  const exception = { tenantId, sessionId, at: base.now() };
  const { count } = await tx.ssoException.createMany({ data: [exception], skipDuplicates: true });
  if (count === 0) return;
  const who = { ...base, actor: { kind: 'user', id: user.id, name: user.name } };
  await writeAudit(tx, tenantId, who, {
    action: 'sso.break_glass',
    target: { kind: 'user', id: user.id },
    after: { sessionId },
  });
}
