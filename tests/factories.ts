// What tests are made of: every test makes its own tenant and asks as any kind of actor.
import { randomBytes } from 'node:crypto';
import { newId } from '#lib/ids.ts';
import { type Permission, type Role, roles } from '#lib/permissions.ts';
import {
  type Ctx,
  newBase,
  type PlatformCtx,
  platformSystemCtx,
  roleActor,
  systemCtx,
  type TenantRef,
} from '#server/core/ctx.ts';
import { builtInRole } from '#server/core/held-role.ts';
import { operatorCtxFor, withIdentity } from '#server/core/identity.ts';
import { hashPassword } from '#server/users/service/passwords.ts';

export type TestTenant = {
  tenant: TenantRef;
  /** A ctx for a member in each built-in role. */
  as: Record<Role, Ctx>;
  /** A job's ctx. */
  job: Ctx;
  /** The ctx of an API key with exactly these permissions. */
  key(...permissions: Permission[]): Ctx;
};

/** A new tenant with one member per role. `now` replaces the clock of every ctx made. */
export async function makeTenant(
  options: { now?: () => Date; currency?: string; timeZone?: string } = {},
): Promise<TestTenant> {
  const slug = `t-${randomBytes(6).toString('hex')}`;
  const { currency = 'CNY', timeZone = 'Asia/Shanghai' } = options;
  const tenant: TenantRef = {
    id: newId('tenant'),
    slug,
    name: `Tenant ${slug}`,
    currency,
    timeZone,
    isDemo: false,
  };
  const base = { ...newBase('console', 'en'), ...(options.now && { now: options.now }) };
  const createdAt = base.now();
  const people = roles.map((role) => ({
    role,
    userId: newId('user'),
    id: newId('member'),
    name: `${role} of ${slug}`,
  }));
  await withIdentity(async (tx) => {
    await tx.tenant.create({ data: { ...tenant, createdAt } });
    await tx.user.createMany({
      data: people.map((p) => ({
        id: p.userId,
        email: `${p.role}@${slug}.example`,
        name: p.name,
        createdAt,
      })),
    });
    await tx.member.createMany({
      data: people.map((p) => ({ id: p.id, tenantId: tenant.id, userId: p.userId, role: p.role, createdAt })),
    });
  });
  const ctxs = people.map(
    (p) => [p.role, { ...base, actor: roleActor(p, builtInRole(p.role)), tenant }] as const,
  );
  return {
    tenant,
    as: Object.fromEntries(ctxs) as Record<Role, Ctx>,
    job: { ...systemCtx('test', tenant), now: base.now },
    key: (...permissions) => ({
      ...base,
      source: 'rest',
      actor: { kind: 'key', id: newId('key'), name: 'test key', permissions: new Set(permissions) },
      tenant,
    }),
  };
}

/** A new operator, asking through the console. */
export async function makeOperator(): Promise<PlatformCtx> {
  const base = newBase('console', 'en');
  const id = newId('user');
  const person = { id, email: `${id}@airgate.example`, name: `Operator ${id.slice(-4)}`, isOperator: true };
  await withIdentity((tx) => tx.user.create({ data: { ...person, createdAt: base.now() } }));
  return operatorCtxFor(id, base);
}

/** A ctx over the installation, as a job. */
export const platformJob = () => platformSystemCtx('test');

/** Lets somebody sign in with a password. */
export async function givePassword(userId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await withIdentity((tx) => tx.user.update({ where: { id: userId }, data: { passwordHash } }));
}
