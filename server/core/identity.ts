/** From a session to a ctx. With key-identity.ts, the only reads that happen before it is known who asks. */
import { notFound } from '#lib/errors.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Ctx, operatorCtx, type PlatformCtx, roleActor, type TenantRef } from './ctx.ts';
import type { Tx } from './db.ts';
import { type JoinedRole, joinedRole } from './held-role.ts';
import { identityRead } from './identity-reads.ts';
import { passGate } from './sso-gate.ts';
import { type Standing, shutError } from './standing.ts';
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

type TenantRow = TenantRef & { status: Standing };
type MemberRow = JoinedRole & { memberId: string; person: string };
type GateRow = { session: string | null; through: string | null; enforced: boolean; noted: boolean };

/**
 * A user's ctx in a tenant that they are a member of; anything else is not found. `session` is the one they ask through.
 * Throws `sso_required` or `sso_elsewhere` when it does not open this tenant, `tenant_suspended` or `tenant_deleted` when
 * nobody gets in. For those who come to restore it, a deleted one is `wanted`.
 */
export async function memberCtx(
  userId: string,
  tenantSlug: string,
  base: Base,
  session: string | null = null,
  wanted: 'active' | 'deleted' = 'active',
): Promise<Ctx> {
  const [found] = await identityRead<TenantRow & MemberRow & GateRow>(Prisma.sql`
    select m.id as "memberId", m.role, r.id as "roleId", r.name as "roleName", r.permissions, u.name as person, t.id, t.slug, t.name, t.currency, t.time_zone as "timeZone",
      t.is_demo as "isDemo", t.status::text as status, s.id as session, s.sso_tenant_id as through,
      c.id is not null as enforced, e.session_id is not null as noted
    from member m join tenant t on t.id = m.tenant_id join app_user u on u.id = m.user_id
      left join custom_role r on r.tenant_id = m.tenant_id and r.id = m.role_id
      left join user_session s on s.id = ${session} and s.user_id = u.id
      left join sso_connection c on c.tenant_id = t.id and c.enforced
      left join sso_exception e on e.tenant_id = t.id and e.session_id = s.id
    where m.user_id = ${userId} and t.slug = ${tenantSlug} and u.disabled_at is null`);
  if (!found) throw notFound('tenant');
  const { session: sessionId, through, enforced, noted, ...row } = found;
  const { memberId, person, role, roleId, roleName, permissions, ...tenant } = row;
  const held = joinedRole({ role, roleId, roleName, permissions });
  const actor = roleActor({ id: memberId, userId, name: person }, held);
  const usableTenant = usable(tenant, wanted);
  const user = { id: userId, name: person };
  const entry = { tenantId: tenant.id, user, role, sessionId, through, enforced, noted };
  if (enforced || through !== null) await withIdentity((tx) => passGate(tx, entry, base));
  return { ...base, actor, tenant: usableTenant };
}

/**
 * The ctx of a platform operator; anybody else learns nothing of the operator area. A session through a tenant's provider
 * does not open it.
 */
export async function operatorCtxFor(
  userId: string,
  base: Base,
  session: string | null = null,
): Promise<PlatformCtx> {
  const [user] = await identityRead<{ id: string; name: string }>(Prisma.sql`
    select u.id, u.name from app_user u
    where u.id = ${userId} and u.is_operator and u.disabled_at is null and (${session}::text is null
      or exists (select from user_session s where s.id = ${session} and s.user_id = u.id and s.sso_tenant_id is null))`);
  if (!user) throw notFound('page');
  return operatorCtx(user, base);
}

/**
 * A tenant for work that nobody signed in for. Not found once it is gone; throws `tenant_deleted` when it is to go. Jobs
 * of a suspended one carry on.
 */
export async function tenantRef(by: { id: string } | { slug: string }): Promise<TenantRef> {
  const row = await withIdentity((tx) => tx.tenant.findUnique({ where: by, select: TENANT_REF }));
  if (!row) throw notFound('tenant');
  const { status, ...tenant } = row;
  const shut = status === 'deleted' ? shutError(status) : null;
  if (shut) throw shut;
  return tenant;
}

function usable({ status, ...tenant }: TenantRow, wanted: 'active' | 'deleted'): TenantRef {
  if (status !== wanted) throw shutError(status) ?? notFound('tenant');
  return tenant;
}
