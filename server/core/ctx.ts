/** Who asks, for which tenant, at what time. A door makes a ctx; everything behind it only receives one. */
import type { Locale } from '#lib/i18n/locale.ts';
import { newId } from '#lib/ids.ts';
import {
  allPermissions,
  allPlatformPermissions,
  type Permission,
  type PlatformPermission,
  type RoleName,
} from '#lib/permissions.ts';
import type { Db } from './db.ts';
import type { HeldRole } from './held-role.ts';

export type TenantRef = {
  id: string;
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  isDemo: boolean;
};

export type Actor =
  | {
      kind: 'user';
      id: string;
      memberId: string;
      name: string;
      role: RoleName;
      /** Of a custom role; null for a built-in one. */
      roleId: string | null;
      roleName: string | null;
      permissions: ReadonlySet<Permission>;
    }
  | { kind: 'key'; id: string; name: string; permissions: ReadonlySet<Permission> }
  | { kind: 'operator'; id: string; name: string; permissions: ReadonlySet<Permission> }
  | { kind: 'system'; id: string; name: string; permissions: ReadonlySet<Permission> };

export type PlatformActor =
  | { kind: 'operator'; id: string; name: string; permissions: ReadonlySet<PlatformPermission> }
  | { kind: 'system'; id: string; name: string; permissions: ReadonlySet<PlatformPermission> };

export type Source = 'console' | 'rest' | 'job' | 'cli';

type Base = {
  requestId: string;
  source: Source;
  locale: Locale;
  /** The session through which a person asks. */
  session?: string;
  now(): Date;
};

/** The transaction that the reads of one page share while any of them goes on: most of a small read is its transaction. */
export type Together = { open: Shared | null };
export type Shared = { db: Promise<Db>; users: number; close(): void };

/**
 * A unit of work inside one tenant. `db` is set while a transaction is open and is joined by inner verbs; `later` where a
 * door takes work for after its answer.
 */
export type Ctx = Base & {
  actor: Actor;
  tenant: TenantRef;
  db?: Db;
  /** Where a page draws itself: it only reads. */
  together?: Together;
  later?: (work: (ctx: Ctx) => Promise<void>) => void;
};

/** A unit of work over the installation. */
export type PlatformCtx = Base & { actor: PlatformActor };

export const systemClock = () => new Date();

/** What every door fills in alike. */
export function newBase(source: Source, locale: Locale, requestId: string = newId('request')): Base {
  return { requestId, source, locale, now: systemClock };
}

/** A member with the rights of their role. */
export function roleActor(
  member: { id: string; userId: string; name: string },
  { role, roleId, roleName, permissions }: HeldRole,
): Actor {
  return {
    kind: 'user',
    id: member.userId,
    memberId: member.id,
    name: member.name,
    role,
    roleId,
    roleName,
    permissions: new Set(permissions),
  };
}

/** A job's ctx inside one tenant; it names the job, so audit rows explain themselves. */
export function systemCtx(job: string, tenant: TenantRef, requestId?: string, source: Source = 'job'): Ctx {
  const actor: Actor = { kind: 'system', id: job, name: job, permissions: new Set(allPermissions) };
  return { ...newBase(source, 'en', requestId), actor, tenant };
}

/** A job's ctx over the installation. */
export function platformSystemCtx(job: string, source: Source = 'job'): PlatformCtx {
  const actor: PlatformActor = {
    kind: 'system',
    id: job,
    name: job,
    permissions: new Set(allPlatformPermissions),
  };
  return { ...newBase(source, 'en'), actor };
}

export function operatorCtx(user: { id: string; name: string }, base: Base): PlatformCtx {
  const permissions = new Set<PlatformPermission>(allPlatformPermissions);
  return { ...base, actor: { kind: 'operator', id: user.id, name: user.name, permissions } };
}

/** The same ctx inside an open transaction: verbs called with it join. */
export function within(ctx: Ctx, db: Db): Ctx {
  return { ...ctx, db };
}

/** The same ctx and transaction under a system actor: for consequences that the caller need not have the right to. */
export function asSystem(ctx: Ctx, job: string): Ctx {
  return { ...ctx, actor: { kind: 'system', id: job, name: job, permissions: new Set(allPermissions) } };
}

/** The same caller with some more rights: for verbs that allow a part of what these stand for, by a rule of their own. */
export function lending(ctx: Ctx, ...rights: Permission[]): Ctx {
  const permissions = new Set([...ctx.actor.permissions, ...rights]);
  return { ...ctx, actor: { ...ctx.actor, permissions } };
}
