/** A key as people and systems get to see it. */
import type { keyStates } from '#lib/choices.ts';
import { notFound } from '#lib/errors.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { teamsById } from '#server/core/team-ref.ts';
import { recentUse, unused } from '#server/keys/queries.ts';

export type Row = {
  id: string;
  name: string;
  hint: string;
  permissions: string[];
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  perMinute: number | null;
  perMonth: number | null;
  addresses: string[];
  teamId: string | null;
};

/** Makers by name, as far as they are people of this tenant; what was used lately; a replaced secret that still works. */
export async function presentKeys(db: Db, ctx: Ctx, rows: Row[]) {
  const ids = rows.map(({ id }) => id);
  const now = ctx.now();
  const people = await db.user.findMany({
    where: { id: { in: rows.map((r) => r.createdBy) }, members: { some: { tenantId: ctx.tenant.id } } },
    select: { id: true, name: true },
  });
  const old = await db.apiKeyOldSecret.findMany({
    where: { tenantId: ctx.tenant.id, keyId: { in: ids }, validUntil: { gt: now } },
    select: { keyId: true, hint: true, validUntil: true },
  });
  const uses = await recentUse(db, ctx, ids);
  const teams = await teamsById(
    db,
    ctx,
    rows.map(({ teamId }) => teamId),
  );
  return rows.map((row) => {
    const state = keyState(row, now);
    return {
      ...row,
      ...(uses.get(row.id) ?? unused()),
      state,
      team: teams.get(row.teamId ?? '') ?? null,
      createdBy: people.find((p) => p.id === row.createdBy)?.name ?? null,
      previousSecret: state === 'active' ? (old.find(({ keyId }) => keyId === row.id) ?? null) : null,
    };
  });
}

export async function presentKey(db: Db, ctx: Ctx, row: Row) {
  const [presented] = await presentKeys(db, ctx, [row]);
  if (!presented) throw notFound('API key');
  return presented;
}

/** The row of a key of this tenant. */
export async function keyRow(db: Db, ctx: Ctx, keyId: string) {
  const row = await db.apiKey.findUnique({ where: { tenantId_id: { tenantId: ctx.tenant.id, id: keyId } } });
  if (!row) throw notFound('API key');
  return row;
}

export function keyState(
  { expiresAt, revokedAt }: { expiresAt: Date | null; revokedAt: Date | null },
  now: Date,
): (typeof keyStates)[number] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}
