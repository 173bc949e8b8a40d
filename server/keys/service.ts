/** API keys: shown once, kept as a hash, never able to do more than whoever made them. */

import type { keyStates } from '#lib/choices.ts';
import { newId } from '#lib/ids.ts';
import { listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { access } from '#server/core/access.ts';
import { newApiKey } from '#server/core/api-key.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { assertWithin } from '#server/core/grants.ts';
import { forgetKey } from '#server/core/key-identity.ts';
import { containing } from '#server/core/search.ts';
import { emptyLast, sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import { heldTeam, inTeams } from '#server/core/team-ref.ts';
import { assertFuture } from './policy.ts';
import type { CreateKeyInput, KeyRef, ListKeysInput } from './schema.ts';
import { keyRow, presentKey, presentKeys, type Row } from './service/present.ts';

/** Newest first unless asked otherwise. */
export async function listKeys(ctx: Ctx, { limit, state, text, teamId, ...place }: ListKeysInput) {
  const { cursor, sort = 'createdAt', order = sort === 'createdAt' ? 'desc' : 'asc' } = place;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  const teams = listOf(teamId);
  return access(ctx, 'key:read', async (db) => {
    const where = {
      tenantId: ctx.tenant.id,
      AND: [
        state ? { OR: (listOf(state) ?? []).map((each) => inState(each, ctx.now())) } : {},
        teams ? await inTeams(db, ctx, teams) : {},
        text ? { OR: [{ name: containing(text) }, { hint: containing(text) }] } : {},
      ],
    };
    const rows = await db.apiKey.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
    });
    const page = sorted.cut(rows, limit);
    return {
      ...page,
      items: await presentKeys(db, ctx, page.items),
      total: await db.apiKey.count({ where }),
    };
  });
}

export async function getKey(ctx: Ctx, { keyId }: KeyRef) {
  return access(ctx, 'key:read', async (db) => presentKey(db, ctx, await keyRow(db, ctx, keyId)));
}

/** Makes a key with a part of the caller's own permissions. The secret is in this answer and nowhere else. */
export async function createKey(ctx: Ctx, { permissions, expiresAt, ...input }: CreateKeyInput) {
  return access(ctx, 'key:create', async (db) => {
    assertWithin(ctx.actor, permissions);
    assertFuture(expiresAt, ctx.now());
    const id = newId('key');
    const { secret, hash, hint } = newApiKey(id, ctx.tenant);
    const { name, perMinute = null, perMonth = null, addresses = [], teamId = null } = input;
    const team = teamId ? await heldTeam(db, ctx, teamId) : null;
    const rights = [...new Set(permissions)];
    const given = { name, permissions: rights, expiresAt: expiresAt ?? null, perMinute, perMonth, addresses };
    const made = { id, tenantId: ctx.tenant.id, createdBy: ctx.actor.id, createdAt: ctx.now() };
    const row = await db.apiKey.create({ data: { ...made, ...given, teamId, secretHash: hash, hint } });
    const expiry = expiresAt?.toISOString() ?? null;
    const after = { ...given, hint, expiresAt: expiry, ...(team && { team: team.name }) };
    await db.audit({ action: 'key.create', target: { kind: 'key', id }, after });
    return { ...(await presentKey(db, ctx, row)), secret };
  });
}

/** Ends a key at once and for good, replaced secrets included. Repeating it changes nothing. */
export async function revokeKey(ctx: Ctx, { keyId }: KeyRef) {
  const revoked = await access(ctx, 'key:revoke', async (db) => {
    const old = await keyRow(db, ctx, keyId);
    if (old.revokedAt) return presentKey(db, ctx, old);
    const at = { tenantId_id: { tenantId: ctx.tenant.id, id: keyId } };
    const row = await db.apiKey.update({ where: at, data: { revokedAt: ctx.now() } });
    const before = { name: old.name, hint: old.hint };
    await db.audit({ action: 'key.revoke', target: { kind: 'key', id: keyId }, before });
    return presentKey(db, ctx, row);
  });
  forgetKey(keyId);
  return revoked;
}

function inState(state: (typeof keyStates)[number], now: Date) {
  if (state === 'revoked') return { revokedAt: { not: null } };
  if (state === 'expired') return { revokedAt: null, expiresAt: { lte: now } };
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}

const time = timeColumn<Row, Prisma.ApiKeyWhereInput, Prisma.ApiKeyOrderByWithRelationInput>;

const sortColumns = {
  createdAt: time({
    value: (key) => key.createdAt,
    order: (createdAt) => ({ createdAt }),
    at: (createdAt) => ({ createdAt }),
  }),
  name: textColumn<Row, Prisma.ApiKeyWhereInput, Prisma.ApiKeyOrderByWithRelationInput>({
    value: (key) => key.name,
    order: (name) => ({ name }),
    at: (name) => ({ name }),
  }),
  lastUsedAt: time({
    value: (key) => key.lastUsedAt,
    order: (order) => ({ lastUsedAt: emptyLast(order) }),
    at: (lastUsedAt) => ({ lastUsedAt }),
    empty: { lastUsedAt: null },
  }),
  expiresAt: time({
    value: (key) => key.expiresAt,
    order: (order) => ({ expiresAt: emptyLast(order) }),
    at: (expiresAt) => ({ expiresAt }),
    empty: { expiresAt: null },
  }),
};
