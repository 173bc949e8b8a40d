/** What a tenant looks like to its people: a logo, kept in the database and known by its hash. The accent is a field of it. */
import { createHash } from 'node:crypto';
import { notFound } from '#lib/errors.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { readPicture } from '#server/tenants/policy.ts';
import type { GetTenantInput, SetLogoInput } from '#server/tenants/schema.ts';
import { readTenant } from '#server/tenants/service.ts';

/** Puts a picture in the place of the one before. Throws `logo_format`, `logo_large`, `logo_side`. */
export async function setLogo(ctx: Ctx, { image }: SetLogoInput) {
  return access(ctx, 'tenant:update', async (db) => {
    const bytes = new Uint8Array(Buffer.from(image, 'base64'));
    const { contentType, width, height } = readPicture(Buffer.from(bytes));
    const hash = createHash('sha256').update(bytes).digest('hex');
    const at = { tenantId: ctx.tenant.id };
    const old = await db.tenantLogo.findUnique({ where: at, select: { hash: true } });
    if (old?.hash !== hash) {
      const data = { contentType, bytes, hash, updatedAt: ctx.now() };
      await db.tenantLogo.upsert({ where: at, create: { ...at, ...data }, update: data });
      await db.audit({
        action: 'tenant.set_logo',
        target: { kind: 'tenant', id: ctx.tenant.id },
        ...(old && { before: { hash: old.hash } }),
        after: { hash, contentType, width, height, bytes: bytes.length },
      });
    }
    return readTenant(db, ctx);
  });
}

export async function removeLogo(ctx: Ctx, _input: GetTenantInput = {}) {
  return access(ctx, 'tenant:update', async (db) => {
    const at = { tenantId: ctx.tenant.id };
    const old = await db.tenantLogo.findUnique({ where: at, select: { hash: true } });
    if (old) {
      await db.tenantLogo.delete({ where: at });
      const target = { kind: 'tenant', id: ctx.tenant.id };
      await db.audit({ action: 'tenant.remove_logo', target, before: { hash: old.hash } });
    }
    return readTenant(db, ctx);
  });
}

/** The bytes of the present logo, for members. Not found under the hash of another one. */
export async function readLogo(ctx: Ctx, hash: string) {
  return access(ctx, 'tenant:read', async (db) => {
    const logo = await db.tenantLogo.findUnique({ where: { tenantId: ctx.tenant.id } });
    if (logo?.hash !== hash) throw notFound('logo');
    return { contentType: logo.contentType, bytes: logo.bytes };
  });
}
