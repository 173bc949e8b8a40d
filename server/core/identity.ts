/** From a session to a ctx. With key-identity.ts, the only reads that happen before it is known who asks. */
import { AppError, notFound } from '#lib/errors.ts';
import { type Ctx, operatorCtx, type PlatformCtx, roleActor, type TenantRef } from './ctx.ts';
import type { Tx } from './db.ts';
import { heldRole } from './held-role.ts';
import { passGate } from './sso-gate.ts';
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
type MemberRow = {
  memberId: string;
  person: string;
  role: string;
  roleId: string | null;
  roleName: string | null;
  permissions: string[] | null;
};
type GateRow = { session: string | null; through: string | null; enforced: boolean; noted: boolean };

/**
 * A user's ctx in a tenant that they are a member of; anything else is not found. `session` is the one they ask through.
 * Throws `sso_required` or `sso_elsewhere` when it does not open this tenant.
 */
export async function memberCtx(
  userId: string,
  tenantSlug: string,
  base: Base,
  session: string | null = null,
): Promise<Ctx> {
  // Every request of the console asks this, so it is one statement.
  return withIdentity(async (tx) => {
    const [found] = await tx.$queryRaw<(TenantRow & MemberRow & GateRow)[]>`
      select m.id as "memberId", m.role, r.id as "roleId", r.name as "roleName", r.permissions, u.name as person, t.id, t.slug, t.name, t.currency, t.time_zone as "timeZone",
        t.is_demo as "isDemo", t.status::text as status, s.id as session, s.sso_tenant_id as through,
        c.id is not null as enforced, e.session_id is not null as noted
      from member m join tenant t on t.id = m.tenant_id join app_user u on u.id = m.user_id
        left join custom_role r on r.tenant_id = m.tenant_id and r.id = m.role_id
        left join user_session s on s.id = ${session} and s.user_id = u.id
        left join sso_connection c on c.tenant_id = t.id and c.enforced
        left join sso_exception e on e.tenant_id = t.id and e.session_id = s.id
      where m.user_id = ${userId} and t.slug = ${tenantSlug} and u.disabled_at is null`;
    if (!found) throw notFound('tenant');
    const { session: sessionId, through, enforced, noted, ...row } = found;
    const { memberId, person, role, roleId, roleName, permissions: rights, ...tenant } = row;
    const customRole =
      roleId === null ? null : { id: roleId, name: roleName ?? '', permissions: rights ?? [] };
    const actor = roleActor({ id: memberId, userId, name: person }, heldRole({ role, customRole }));
    const usableTenant = usable(tenant);
    const user = { id: userId, name: person };
    await passGate(tx, { tenantId: tenant.id, user, role, sessionId, through, enforced, noted }, base);
    return { ...base, actor, tenant: usableTenant };
  });
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
  const own = session === null ? {} : { sessions: { some: { id: session, ssoTenantId: null } } };
  const user = await withIdentity((tx) =>
    tx.user.findFirst({
      where: { id: userId, isOperator: true, disabledAt: null, ...own },
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
