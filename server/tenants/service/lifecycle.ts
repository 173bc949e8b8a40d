/**
 * The end of a tenant, and the way back. A deleted one has every door shut and stands still; nothing is changed in its
 * clouds. Until the day of its purge all of it can be had again.
 */
import type { EventName } from '#inngest/client.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { newId } from '#lib/ids.ts';
import { access, platformAccess, type Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { assertSlug, purgeDay } from '#server/tenants/policy.ts';
import { countAll } from '#server/tenants/queries.ts';
import type {
  ConfirmInput,
  DeleteAnyTenantInput,
  GetTenantInput,
  TenantRefInput,
} from '#server/tenants/schema.ts';

/** How much there is that a deletion would take, and when it would go for good. */
export async function previewDeletion(ctx: Ctx, _input: GetTenantInput = {}) {
  return access(ctx, 'tenant:read', async (db) => ({
    counts: await countAll(db, ctx.tenant.id),
    purgeAt: purgeDay(ctx.now()),
  }));
}

/** The same for an operator; of a deleted tenant, when it will go. */
export async function previewAnyDeletion(ctx: PlatformCtx, { tenantId }: TenantRefInput) {
  return platformAccess(ctx, 'platform:read', async (tx) => {
    const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { purgeAt: true } });
    if (!tenant) throw notFound('tenant');
    return { counts: await countAll(tx, tenantId), purgeAt: tenant.purgeAt ?? purgeDay(ctx.now()) };
  });
}

/** Shuts the caller's own tenant for good, in thirty days. Throws `slug_differs` unless its address was typed. */
export async function deleteTenant(ctx: Ctx, { slug }: ConfirmInput) {
  return access(ctx, 'tenant:delete', (db) => remove(db, ctx, ctx.tenant.id, slug));
}

/** The same by an operator, suspended tenants included. Repeating it changes nothing. */
export async function deleteAnyTenant(ctx: PlatformCtx, { tenantId, slug }: DeleteAnyTenantInput) {
  return platformAccess(ctx, 'platform:tenants', (tx) => remove(tx, ctx, tenantId, slug));
}

/** Opens the caller's own deleted tenant again; it is as it was. Throws `tenant_purging` once its time is over. */
export async function restoreTenant(ctx: Ctx) {
  return access(ctx, 'tenant:delete', (db) => restore(db, ctx, ctx.tenant.id));
}

/** The same by an operator. A tenant that was suspended before is suspended again. */
export async function restoreAnyTenant(ctx: PlatformCtx, { tenantId }: TenantRefInput) {
  return platformAccess(ctx, 'platform:tenants', (tx) => restore(tx, ctx, tenantId));
}

/** What the restoration page shows, to whoever is a member of the deleted tenant. */
export async function readDeleted(ctx: Ctx) {
  return access(ctx, 'tenant:read', async (db) => {
    const row = await lock(db, ctx.tenant.id);
    const { name, slug, timeZone, deletedAt, deletedBy, purgeAt } = row;
    return { name, slug, timeZone, deletedAt, deletedBy, purgeAt };
  });
}

type Who = Ctx | PlatformCtx;

async function remove(tx: Tx, who: Who, tenantId: string, slug: string) {
  const old = await lock(tx, tenantId);
  assertSlug(slug, old.slug);
  if (old.status === 'deleted') return present(old);
  const deletedAt = who.now();
  const purgeAt = purgeDay(deletedAt);
  const row = await tx.tenant.update({
    where: { id: tenantId },
    data: { status: 'deleted', deletedAt, purgeAt, deletedBy: who.actor.name, deletedFrom: old.status },
  });
  await writeAudit(tx, tenantId, who, {
    action: 'tenant.delete',
    target: { kind: 'tenant', id: tenantId },
    before: { status: old.status },
    after: { status: 'deleted', purgeAt: purgeAt.toISOString() },
  });
  return present(row);
}

async function restore(tx: Tx, who: Who, tenantId: string) {
  const old = await lock(tx, tenantId);
  if (old.status !== 'deleted' || !old.purgeAt) return present(old);
  if (old.purgeAt <= who.now()) throw new AppError('precondition_failed', 'tenant_purging');
  const status = old.deletedFrom ?? 'active';
  const row = await tx.tenant.update({
    where: { id: tenantId },
    data: { status, deletedAt: null, purgeAt: null, deletedBy: null, deletedFrom: null },
  });
  await writeAudit(tx, tenantId, who, {
    action: 'tenant.restore',
    target: { kind: 'tenant', id: tenantId },
    before: { status: 'deleted' },
    after: { status },
  });
  const name: EventName = 'tenant/restored';
  await tx.outboxEvent.create({
    data: { id: newId('event'), tenantId, name, data: {}, createdAt: who.now() },
  });
  return present(row);
}

async function lock(tx: Tx, tenantId: string) {
  await tx.$queryRaw`select id from tenant where id = ${tenantId} for no key update`;
  const row = await tx.tenant.findUnique({ where: { id: tenantId } });
  if (!row) throw notFound('tenant');
  return row;
}

function present<T extends { locale: string }>(row: T) {
  return { ...row, locale: isLocale(row.locale) ? row.locale : ('en' as const) };
}
