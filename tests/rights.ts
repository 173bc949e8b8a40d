// Which right a procedure asks for, found out by asking it.
import { allPermissions, type Permission } from '#lib/permissions.ts';
import type { TestTenant } from './factories.ts';
import { callProcedure, consoleDoor, type Procedure } from './procedures.ts';
import { sampleInput } from './sample-input.ts';

/** A set that remembers what it is asked for. */
export function watched<T extends string>(held: readonly T[], asked: T[]): ReadonlySet<T> {
  const set = new Set(held);
  const has = set.has.bind(set);
  return Object.assign(set, {
    has: (permission: T) => {
      asked.push(permission);
      return has(permission);
    },
  });
}

/** The right that a procedure asks for first; some ask by what they are given. */
export async function rightOf(
  { as, tenant }: TestTenant,
  procedure: Procedure,
  input: unknown = sampleInput(procedure.input),
): Promise<Permission | undefined> {
  const asked: Permission[] = [];
  const actor = { ...as.owner.actor, permissions: watched(allPermissions, asked) };
  const door = {
    ...consoleDoor(as.owner.actor.id, tenant.slug),
    tenant: async () => ({ ...as.owner, actor }),
  };
  await callProcedure(door, procedure, input);
  return asked[0];
}
