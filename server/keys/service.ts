/** API keys: shown once, kept as a hash, never able to do more than whoever made them. */

import type { keyStates } from '#lib/choices.ts';
import { notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import { newApiKey } from '#server/core/api-key.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { containing } from '#server/core/search.ts';
import { emptyLast, sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import { assertFuture, assertWithin, keyState } from './policy.ts';
import type { CreateKeyInput, KeyRef, ListKeysInput } from './schema.ts';

/** Newest first unless asked otherwise. */
export async function listKeys(ctx: Ctx, { limit, state, text, ...place }: ListKeysInput) {
  const { cursor, sort = 'createdAt', order = sort === 'createdAt' ? 'desc' : 'asc' } = place;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  return access(ctx, 'key:read', async (db) => {
    const where = {
      tenantId: ctx.tenant.id,
      AND: [
        state ? { OR: (listOf(state) ?? []).map((each) => inState(each, ctx.now())) } : {},
        text ? { OR: [{ name: containing(text) }, { hint: containing(text) }] } : {},
      ],
    };
    const rows = await db.apiKey.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
    });
    const page = sorted.cut(rows, limit);
    return { ...page, items: await present(db, ctx, page.items), total: await db.apiKey.count({ where }) };
  });
}

/** Makes a key with a part of the caller's own permissions. The secret is in this answer and nowhere else. */
export async function createKey(ctx: Ctx, input: CreateKeyInput) {
  return access(ctx, 'key:create', async (db) => {
    assertWithin(ctx.actor, input.permissions);
    assertFuture(input.expiresAt, ctx.now());
    const id = newId('key');
    const { secret, hash, hint } = newApiKey(id);
    const permissions = [...new Set(input.permissions)];
    const expiresAt = input.expiresAt ?? null;
    const row = await db.apiKey.create({
      data: {
        id,
        tenantId: ctx.tenant.id,
        name: input.name,
        secretHash: hash,
        hint,
        permissions,
        createdBy: ctx.actor.id,
        createdAt: ctx.now(),
        expiresAt,
      },
    });
    const after = { name: row.name, hint, permissions, expiresAt: expiresAt?.toISOString() ?? null };
    await db.audit({ action: 'key.create', target: { kind: 'key', id }, after });
    return { ...(await presentOne(db, ctx, row)), secret };
  });
}

/** Ends a key at once and for good. Repeating it changes nothing. */
export async function revokeKey(ctx: Ctx, { keyId }: KeyRef) {
  return access(ctx, 'key:revoke', async (db) => {
    const at = { tenantId_id: { tenantId: ctx.tenant.id, id: keyId } };
    const old = await db.apiKey.findUnique({ where: at });
    if (!old) throw notFound('API key');
    if (old.revokedAt) return presentOne(db, ctx, old);
    const row = await db.apiKey.update({ where: at, data: { revokedAt: ctx.now() } });
    const before = { name: old.name, hint: old.hint };
    await db.audit({ action: 'key.revoke', target: { kind: 'key', id: keyId }, before });
    return presentOne(db, ctx, row);
  });
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

type Row = {
  id: string;
  name: string;
  hint: string;
  permissions: string[];
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

/** Makers by name, as far as they are people of this tenant. */
async function present(db: Db, ctx: Ctx, rows: Row[]) {
  const people = await db.user.findMany({
    where: { id: { in: rows.map((r) => r.createdBy) }, members: { some: { tenantId: ctx.tenant.id } } },
    select: { id: true, name: true },
  });
  return rows.map((row) => ({
    ...row,
    state: keyState(row, ctx.now()),
    createdBy: people.find((p) => p.id === row.createdBy)?.name ?? null,
  }));
}

async function presentOne(db: Db, ctx: Ctx, row: Row) {
  const [presented] = await present(db, ctx, [row]);
  if (!presented) throw notFound('API key');
  return presented;
}
