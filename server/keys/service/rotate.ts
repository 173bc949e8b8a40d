/** A new secret for a key that goes on: at once, with the old one working beside it for a while. */
import { AppError } from '#lib/errors.ts';
import { access, type Db } from '#server/core/access.ts';
import { newApiKey } from '#server/core/api-key.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { forgetKey } from '#server/core/key-identity.ts';
import type { KeyRef, RotateKeyInput } from '#server/keys/schema.ts';
import { changeableKey } from './change.ts';
import { keyRow, keyState, presentKey } from './present.ts';

const HOUR_MS = 3_600_000;

/**
 * Gives a key its next secret, which is in this answer and nowhere else. The present one works until the end of the
 * overlap; at most two work at a time, so an overlap must be over (or ended) before the next. Without an overlap every
 * earlier secret ends at once.
 */
export async function rotateKey(ctx: Ctx, { keyId, overlapHours }: RotateKeyInput) {
  const rotated = await access(ctx, 'key:update', async (db) => {
    const old = await changeableKey(db, ctx, keyId);
    const now = ctx.now();
    if (keyState(old, now) !== 'active') throw new AppError('conflict', 'key_ended');
    if (overlapHours === 0) await endSecrets(db, ctx, keyId);
    else if (await hasOverlap(db, ctx, keyId)) throw new AppError('conflict', 'key_overlap_open');
    const tenantId = ctx.tenant.id;
    const at = { tenantId_id: { tenantId, id: keyId } };
    const { secretHash } = await db.apiKey.findUniqueOrThrow({ where: at, select: { secretHash: true } });
    const validUntil = new Date(now.getTime() + overlapHours * HOUR_MS);
    const { secret, hash, hint } = newApiKey(keyId, ctx.tenant);
    // Two who rotate at once: the second finds another secret than it read, and is told so.
    const { count } = await db.apiKey.updateMany({
      where: { tenantId, id: keyId, secretHash },
      data: { secretHash: hash, hint },
    });
    if (count === 0) throw new AppError('conflict', 'taken_meanwhile');
    await db.apiKeyOldSecret.create({
      data: { tenantId, keyId, secretHash, hint: old.hint, replacedAt: now, validUntil },
    });
    const target = { kind: 'key', id: keyId };
    const after = { hint, validUntil: validUntil.toISOString() };
    await db.audit({ action: 'key.rotate', target, before: { hint: old.hint }, after });
    return { ...(await presentKey(db, ctx, { ...old, hint })), secret };
  });
  forgetKey(keyId);
  return rotated;
}

/** Ends what is left of an overlap: from now on the present secret alone works. Repeating it changes nothing. */
export async function endOverlap(ctx: Ctx, { keyId }: KeyRef) {
  const ended = await access(ctx, 'key:update', async (db) => {
    const row = await keyRow(db, ctx, keyId);
    const hints = await endSecrets(db, ctx, keyId);
    const target = { kind: 'key', id: keyId };
    for (const hint of hints) await db.audit({ action: 'key.end_overlap', target, before: { hint } });
    return presentKey(db, ctx, row);
  });
  forgetKey(keyId);
  return ended;
}

const openSecrets = (ctx: Ctx, keyId: string) => ({
  tenantId: ctx.tenant.id,
  keyId,
  validUntil: { gt: ctx.now() },
});

async function hasOverlap(db: Db, ctx: Ctx, keyId: string): Promise<boolean> {
  return (await db.apiKeyOldSecret.count({ where: openSecrets(ctx, keyId) })) > 0;
}

/** Returns the hints of those that still worked. */
async function endSecrets(db: Db, ctx: Ctx, keyId: string): Promise<string[]> {
  const where = openSecrets(ctx, keyId);
  const open = await db.apiKeyOldSecret.findMany({ where, select: { hint: true } });
  await db.apiKeyOldSecret.updateMany({ where, data: { validUntil: ctx.now() } });
  return open.map(({ hint }) => hint);
}
