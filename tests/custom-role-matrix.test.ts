// A custom role does exactly what its permissions say, over every procedure, through the door that its holder comes in by.
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { allPermissions, type Permission } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import { withIdentity } from '#server/core/identity.ts';
import type { Door } from '#server/core/trpc.ts';
import { makeTenant, type TestTenant } from './factories.ts';
import { makeOutside } from './full-world.ts';
import { callProcedure, consoleDoor, type Procedure, procedures, realmOf } from './procedures.ts';
import { rightOf } from './rights.ts';
import { sampleInput } from './sample-input.ts';

const outside = await makeOutside();
const team = await makeTenant();

type Asking = { procedure: Procedure; right: Permission | undefined; input: unknown };

/** What asks for another right when it is given this. */
const GIVEN: Record<string, object> = { 'views.create': { shared: true } };

/** Every procedure with an input that leads to nothing, and once more with what changes the right that it asks for. */
const asking: Asking[] = [];
beforeAll(async () => {
  for (const procedure of procedures) {
    const input = sampleInput(procedure.input);
    if ((await realmOf(procedure, input)) !== 'tenant') continue;
    const given = GIVEN[procedure.path];
    for (const each of [input, ...(given ? [Object.assign({}, input, given)] : [])])
      asking.push({ procedure, right: await rightOf(team, procedure, each), input: each });
  }
  // To leave comes last: afterwards the door is shut.
  asking.sort((a, b) => Number(leaves(a)) - Number(leaves(b)));
  return () => outside.close();
});

const leaves = ({ procedure }: Asking) => procedure.path === 'members.leave';
const nameOf = ({ procedure, right }: Asking) => `${procedure.path} (${right})`;

/** Somebody whose custom role holds exactly these rights. */
async function makeHolder({ job, tenant }: TestTenant, permissions: readonly Permission[]): Promise<Door> {
  const [userId, roleId, createdAt] = [newId('user'), newId('role'), job.now()];
  const role = { id: roleId, tenantId: tenant.id, name: roleId, permissions: [...permissions] };
  await withIdentity((tx) =>
    tx.user.create({ data: { id: userId, email: `${userId}@airgate.example`, name: 'Han', createdAt } }),
  );
  await access(job, 'role:update', async (db) => {
    await db.customRole.create({
      data: { ...role, createdBy: job.actor.id, createdAt, updatedAt: createdAt },
    });
    const member = { id: newId('member'), tenantId: tenant.id, userId, createdAt };
    await db.member.create({ data: { ...member, role: 'custom', roleId } });
  });
  return consoleDoor(userId, tenant.slug);
}

/** What the door refuses for want of a right, each with the right that it names. */
async function refusals(door: Door, asked: readonly Asking[]) {
  const refused: [string, unknown][] = [];
  for (const each of asked) {
    const outcome = await callProcedure(door, each.procedure, each.input);
    if (!outcome.ok && outcome.reason === 'forbidden') refused.push([nameOf(each), outcome.params]);
  }
  return refused;
}

const refusalsOf = (asked: readonly Asking[]) =>
  asked.map((each) => [nameOf(each), { permission: each.right }]);

describe.each(allPermissions)('a custom role and %s', (permission) => {
  test('alone opens exactly what asks for it', async () => {
    const door = await makeHolder(team, [permission]);
    const shut = asking.filter(({ right }) => right !== permission);
    expect(shut.length).toBeLessThan(asking.length);
    expect(await refusals(door, asking)).toEqual(refusalsOf(shut));
  }, 60_000);

  test('missing shuts exactly what asks for it', async () => {
    const all = allPermissions.filter((each) => each !== permission);
    const door = await makeHolder(await makeTenant(), all);
    const shut = asking.filter(({ right }) => right === permission);
    expect(await refusals(door, shut)).toEqual(refusalsOf(shut));
  });
});
