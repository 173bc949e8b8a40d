/** A tenant's connection to its OpenID provider: what it is, who gets which role, and whether there is another way in. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { builtInRoles } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import { decrypt, encrypt } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { assertMayGive, assertWithin } from '#server/core/grants.ts';
import { sealContext } from '#server/core/sealed-columns.ts';
import { givenRole } from '#server/members/service/given-role.ts';
import {
  type GetSsoInput,
  type RemoveSsoInput,
  type RoleRule,
  roleRule,
  type SetEnforcedInput,
  type SetSsoInput,
} from '#server/sso/schema.ts';
import { discover, redirectUri } from './provider.ts';

export async function getSso(ctx: Ctx, _input: GetSsoInput = {}) {
  return access(ctx, 'setting:read', (db) => read(db, ctx));
}

/**
 * Connects a provider or changes the connection, after the provider has answered. It speaks for everybody but owners, so
 * whoever connects it holds every right of an admin themselves, and gives no role that they could not give to a member.
 */
export async function setSso(ctx: Ctx, { clientSecret: typed, ...input }: SetSsoInput) {
  const tenantId = ctx.tenant.id;
  const clientSecret = await access(ctx, 'sso:update', async (db) => {
    assertWithin(ctx.actor, builtInRoles.admin);
    const refs = [
      ...input.roleMap.map(({ role }) => role),
      ...(input.defaultRole ? [input.defaultRole] : []),
    ];
    for (const ref of new Set(refs)) assertMayGive(ctx.actor, await givenRole(db, ctx, ref));
    const held = await db.ssoConnection.findUnique({ where: { tenantId }, omit: { clientSecret: false } });
    const secret = typed ?? (held && decrypt(held.clientSecret, sealContext.ssoConnection(held.id)));
    // A secret is for the provider that gave it: another one must not be sent it.
    if (!secret || (!typed && held?.issuer !== input.issuer)) {
      const fields = [{ path: 'clientSecret', message: 'sso_secret_needed' }];
      throw new AppError('invalid_input', 'sso_secret_needed', { fields });
    }
    return secret;
  });
  const config = await discover({ ...input, clientSecret });
  const { issuer } = config.serverMetadata();
  return access(ctx, 'sso:update', async (db) => {
    const old = await db.ssoConnection.findUnique({ where: { tenantId } });
    const id = old?.id ?? newId('ssoConnection');
    const now = ctx.now();
    const data = {
      ...input,
      issuer,
      clientSecret: encrypt(clientSecret, sealContext.ssoConnection(id)),
      updatedAt: now,
    };
    await db.ssoConnection.upsert({
      where: { tenantId },
      create: { id, tenantId, createdAt: now, ...data },
      update: data,
    });
    // Another provider, or the same one asked under another name, calls people otherwise.
    const moved = old !== null && (old.issuer !== issuer || old.clientId !== input.clientId);
    if (moved) await db.ssoIdentity.deleteMany({ where: { tenantId } });
    await db.audit({
      action: old ? 'sso.update' : 'sso.connect',
      target: { kind: 'sso', id },
      ...(old && { before: noted(old) }),
      after: { ...noted(data), ...(typed !== undefined && { secret: 'changed' }) },
    });
    return read(db, ctx);
  });
}

/** Takes the connection away, with everything known of people at the provider. Domains stay. */
export async function removeSso(ctx: Ctx, { confirm }: RemoveSsoInput) {
  return access(ctx, 'sso:update', async (db) => {
    if (confirm !== ctx.tenant.slug) throw new AppError('invalid_input', 'sso_confirm');
    const old = await find(db, ctx);
    await db.ssoIdentity.deleteMany({ where: { tenantId: ctx.tenant.id } });
    await db.ssoConnection.delete({ where: { tenantId: ctx.tenant.id } });
    await db.audit({ action: 'sso.remove', target: { kind: 'sso', id: old.id }, before: noted(old) });
    return read(db, ctx);
  });
}

/** Shuts every other way in but that of owners, or opens them again. Throws `sso_no_domain` while nobody could get in. */
export async function setEnforced(ctx: Ctx, { enforced }: SetEnforcedInput) {
  return access(ctx, 'sso:update', async (db) => {
    const tenantId = ctx.tenant.id;
    const old = await find(db, ctx, { lock: true });
    const proven = await db.ssoDomain.count({ where: { tenantId, verifiedAt: { not: null } } });
    if (enforced && proven === 0) throw new AppError('precondition_failed', 'sso_no_domain');
    if (old.enforced !== enforced) {
      await db.ssoConnection.update({ where: { tenantId }, data: { enforced, updatedAt: ctx.now() } });
      await db.audit({
        action: 'sso.enforce',
        target: { kind: 'sso', id: old.id },
        before: { enforced: old.enforced },
        after: { enforced },
      });
    }
    return read(db, ctx);
  });
}

/** The rules as they lie in the database. */
export const rulesOf = (roleMap: unknown): RoleRule[] => roleRule.array().parse(roleMap);

async function find(db: Db, ctx: Ctx, { lock = false } = {}) {
  if (lock) await db.$queryRaw`select id from sso_connection where tenant_id = ${ctx.tenant.id} for update`;
  const row = await db.ssoConnection.findUnique({ where: { tenantId: ctx.tenant.id } });
  if (!row) throw notFound('single sign-on');
  return row;
}

async function read(db: Db, ctx: Ctx) {
  const where = { tenantId: ctx.tenant.id };
  const row = await db.ssoConnection.findUnique({ where });
  return {
    connection: row && { ...row, roleMap: rulesOf(row.roleMap) },
    domains: await db.ssoDomain.findMany({ where, orderBy: { domain: 'asc' } }),
    redirectUri: redirectUri(),
    people: await db.ssoIdentity.count({ where }),
  };
}

type Noted = {
  issuer: string;
  clientId: string;
  roleClaim: string | null;
  roleMap: unknown;
  defaultRole: string | null;
};

/** What the audit log keeps of a connection: everything but the secret. */
function noted({ issuer, clientId, roleClaim, roleMap, defaultRole }: Noted) {
  return { issuer, clientId, roleClaim, roleMap: rulesOf(roleMap), defaultRole };
}
