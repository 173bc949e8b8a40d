/** From a session or a key to a ctx. The only reads that happen before it is known who asks. */
import { AppError, notFound } from '#lib/errors.ts';
import { type Permission, permissions, type Role, roles } from '#lib/permissions.ts';
import { looksLikeApiKey } from './api-key.ts';
import { sha256 } from './crypto.ts';
import { type Ctx, operatorCtx, type PlatformCtx, roleActor, type TenantRef } from './ctx.ts';
import type { Tx } from './db.ts';
import { platformTransaction } from './transaction.ts';

type Base = Pick<Ctx, 'requestId' | 'source' | 'locale' | 'now'>;

/** A handle over all tenants for signing in, accepting an invitation and the like; not for work inside a tenant. */
export const withIdentity = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => platformTransaction(fn);

const TENANT_REF = {
  id: true,
  slug: true,
  name: true,
  currency: true,
  timeZone: true,
  isDemo: true,
  status: true,
} as const;

type TenantRow = TenantRef & { status: 'active' | 'suspended' };

/** A user's ctx in a tenant that they are a member of; anything else is not found. */
export async function memberCtx(userId: string, tenantSlug: string, base: Base): Promise<Ctx> {
  // Every request of the console asks this, so it is one statement.
  const [found] = await withIdentity(
    (tx) => tx.$queryRaw<(TenantRow & { memberId: string; role: string; person: string })[]>`
      select m.id as "memberId", m.role, u.name as person, t.id, t.slug, t.name, t.currency, t.time_zone as "timeZone",
        t.is_demo as "isDemo", t.status::text as status
      from member m join tenant t on t.id = m.tenant_id join app_user u on u.id = m.user_id
      where m.user_id = ${userId} and t.slug = ${tenantSlug} and u.disabled_at is null`,
  );
  if (!found) throw notFound('tenant');
  const { memberId, role, person, ...tenant } = found;
  const actor = roleActor({ id: memberId, userId, role: toRole(role), name: person });
  return { ...base, actor, tenant: usable(tenant) };
}

/** The ctx of an API key, by its secret. Unknown, revoked and expired keys are told apart only by the message. */
export async function keyCtx(secret: string, base: Base): Promise<Ctx> {
  if (!looksLikeApiKey(secret)) throw new AppError('unauthenticated', 'key_unknown');
  const now = base.now();
  const key = await withIdentity(async (tx) => {
    const found = await tx.apiKey.findUnique({
      where: { secretHash: sha256(secret) },
      select: {
        id: true,
        tenantId: true,
        name: true,
        permissions: true,
        expiresAt: true,
        revokedAt: true,
        lastUsedAt: true,
        tenant: { select: TENANT_REF },
      },
    });
    // One write a minute at most: the time is for people, not for accounting.
    if (found && (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > 60_000)) {
      await tx.apiKey.update({
        where: { tenantId_id: { tenantId: found.tenantId, id: found.id } },
        data: { lastUsedAt: now },
      });
    }
    return found;
  });
  if (!key) throw new AppError('unauthenticated', 'key_unknown');
  if (key.revokedAt) throw new AppError('unauthenticated', 'key_revoked');
  if (key.expiresAt && key.expiresAt <= now) throw new AppError('unauthenticated', 'key_expired');
  const granted = new Set(key.permissions.filter((p): p is Permission => p in permissions));
  return {
    ...base,
    actor: { kind: 'key', id: key.id, name: key.name, permissions: granted },
    tenant: usable(key.tenant),
  };
}

/** The ctx of a platform operator; anybody else learns nothing of the operator area. */
export async function operatorCtxFor(userId: string, base: Base): Promise<PlatformCtx> {
  const user = await withIdentity((tx) =>
    tx.user.findFirst({
      where: { id: userId, isOperator: true, disabledAt: null },
      select: { id: true, name: true },
    }),
  );
  if (!user) throw notFound('page');
  return operatorCtx(user, base);
}

/** A tenant by id for jobs; not found once it is gone, suspended ones included unless asked for. */
export async function tenantRef(by: { id: string } | { slug: string }): Promise<TenantRef> {
  const tenant = await withIdentity((tx) => tx.tenant.findUnique({ where: by, select: TENANT_REF }));
  if (!tenant) throw notFound('tenant');
  return tenant;
}

function usable({ status, ...tenant }: TenantRow): TenantRef {
  if (status !== 'active') throw new AppError('precondition_failed', 'tenant_suspended');
  return tenant;
}

function toRole(text: string): Role {
  return roles.find((r) => r === text) ?? 'viewer';
}
