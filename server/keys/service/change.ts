/** What may change about a key after it was made: its name, how long, how often and from where it works. */
import { AppError } from '#lib/errors.ts';
import { toPermissions } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { assertWithin } from '#server/core/grants.ts';
import { forgetKey } from '#server/core/key-identity.ts';
import { heldTeam, teamNotes } from '#server/core/team-ref.ts';
import { assertFuture } from '#server/keys/policy.ts';
import type { UpdateKeyInput } from '#server/keys/schema.ts';
import { keyRow, presentKey, type Row } from './present.ts';

const changeable = ['name', 'expiresAt', 'perMinute', 'perMonth', 'addresses', 'teamId'] as const;
type Values = { [Name in (typeof changeable)[number]]?: Row[Name] | undefined };

/**
 * Changes what is given and differs. Whoever loosens a key's limits could have made it: a key that may do more than the
 * caller is not theirs to change. A new expiry is warned of anew.
 */
export async function updateKey(ctx: Ctx, { keyId, ...input }: UpdateKeyInput) {
  const updated = await access(ctx, 'key:update', async (db) => {
    const old = await changeableKey(db, ctx, keyId);
    const given = changeable.filter((name) => input[name] !== undefined);
    const changed = given.filter((name) => wire(input[name]) !== wire(old[name]));
    if (changed.length === 0) return presentKey(db, ctx, old);
    if (changed.includes('expiresAt')) assertFuture(input.expiresAt, ctx.now());
    if (input.teamId) await heldTeam(db, ctx, input.teamId);
    const pick = (from: Values) => Object.fromEntries(changed.map((name) => [name, from[name]]));
    const row = await db.apiKey.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: keyId } },
      data: { ...pick(input), ...(changed.includes('expiresAt') && { warnedDays: null }) },
    });
    const [was, is] = await teamNotes<Values>(db, ctx, [pick(old), pick(input)]);
    const noted = (values: unknown) => JSON.parse(JSON.stringify(values));
    const target = { kind: 'key', id: keyId };
    await db.audit({ action: 'key.update', target, before: noted(was), after: noted(is) });
    return presentKey(db, ctx, row);
  });
  forgetKey(keyId);
  return updated;
}

/** The row of a key that is not revoked and can do no more than the caller. */
export async function changeableKey(db: Db, ctx: Ctx, keyId: string) {
  const row = await keyRow(db, ctx, keyId);
  if (row.revokedAt) throw new AppError('conflict', 'key_revoked_already');
  assertWithin(ctx.actor, toPermissions(row.permissions));
  return row;
}

const wire = (value: unknown) => JSON.stringify(value ?? null);
