// What is done to the one verb that is mutated: its right is not asked for, or it is bound to another tenant.
import { allPermissions, allPlatformPermissions } from '#lib/permissions.ts';
import type { Ctx, TenantRef } from '#server/core/ctx.ts';

export type Mode = 'right' | 'tenant';

type Mutant = { verb: string; mode: Mode; victim?: TenantRef };
type AnyVerb = (ctx: Ctx, ...rest: unknown[]) => unknown;

declare global {
  var airgateMutate: (verb: string, fn: AnyVerb) => AnyVerb;
}

let active: Mutant | null = null;
let called = new Set<string>();

globalThis.airgateMutate =
  (verb, fn) =>
  (ctx, ...rest) => {
    called.add(verb);
    return fn(active?.verb === verb ? altered(ctx, active) : ctx, ...rest);
  };

/** As if the verb asked for no right, or did not keep to its tenant: it reaches what belongs to the other one. */
function altered(ctx: Ctx, { mode, victim }: Mutant): Ctx {
  if (mode === 'right') {
    const permissions = new Set([
      ...allPermissions,
      ...allPlatformPermissions,
    ]) as Ctx['actor']['permissions'];
    return { ...ctx, actor: { ...ctx.actor, permissions } };
  }
  const { db: _, ...alone } = ctx;
  return victim ? { ...alone, tenant: victim } : ctx;
}

/** Runs `fn` while that one verb is mutated. */
export async function withMutant<T>(mutant: Mutant, fn: () => Promise<T>): Promise<T> {
  active = mutant;
  try {
    return await fn();
  } finally {
    active = null;
  }
}

/** The verbs that `fn` comes to. */
export async function verbsCalled(fn: () => Promise<unknown>): Promise<ReadonlySet<string>> {
  called = new Set();
  await fn();
  return called;
}
