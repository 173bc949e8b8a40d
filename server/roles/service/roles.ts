/** Roles: the built-in ones, and those that a tenant puts together from the catalogue under names of its own. */
import { AppError, notFound } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import { newId } from '#lib/ids.ts';
import { compareRights, roles, toPermissions } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { assertForRole, assertMayGive } from '#server/core/grants.ts';
import { builtInRole, type HeldRole, heldRole, roleWord } from '#server/core/held-role.ts';
import { givenRole } from '#server/members/service/given-role.ts';
import { countHolders, forgetRole, lockHolders, moveHolders } from '#server/members/service/holders.ts';
import { assertOwnName, assertRoom, nameTaken } from '#server/roles/policy.ts';
import type {
  AnyRoleRef,
  CompareRoleInput,
  CreateRoleInput,
  DeleteRoleInput,
  UpdateRoleInput,
} from '#server/roles/schema.ts';

/** The built-in roles from most to least, then the tenant's own by name, each with how many hold it. */
export async function listRoles(ctx: Ctx) {
  return access(ctx, 'member:read', async (db) => {
    const rows = await db.customRole.findMany({
      where: { tenantId: ctx.tenant.id },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return { items: await present(db, ctx, rows, roles) };
  });
}

export async function getRole(ctx: Ctx, { roleId }: AnyRoleRef) {
  return access(ctx, 'member:read', async (db) => {
    const builtIn = roles.find((role) => role === roleId);
    return one(
      await present(db, ctx, builtIn ? [] : [await find(db, ctx, roleId)], builtIn ? [builtIn] : []),
    );
  });
}

/** What a role holds beside another one, and what it lacks of it. */
export async function compareRole(ctx: Ctx, { roleId, with: otherId }: CompareRoleInput) {
  return access(ctx, 'member:read', async (db) => {
    const rights = async (id: string) => {
      const builtIn = roles.find((role) => role === id);
      return builtIn ? builtInRole(builtIn).permissions : held(await find(db, ctx, id)).permissions;
    };
    return compareRights(await rights(roleId), await rights(otherId));
  });
}

/** Makes a role from a part of the caller's own rights. Throws `permission_owner_only`, `permission_beyond`, `name_taken`, `role_limit`. */
export async function createRole(ctx: Ctx, { name, description, ...input }: CreateRoleInput) {
  return access(ctx, 'role:update', async (db) => {
    const permissions = toPermissions(input.permissions);
    assertForRole(ctx.actor, permissions);
    assertOwnName(name);
    assertRoom(await db.customRole.count({ where: { tenantId: ctx.tenant.id } }));
    const [id, at] = [newId('role'), ctx.now()];
    const text = { name, description, permissions };
    const times = { createdBy: ctx.actor.id, createdAt: at, updatedAt: at };
    const { count } = await db.customRole.createMany({
      data: [{ id, tenantId: ctx.tenant.id, ...text, ...times }],
      skipDuplicates: true,
    });
    if (count === 0) throw nameTaken(name);
    await db.audit({ action: 'role.create', target: { kind: 'role', id }, after: text });
    return one(await present(db, ctx, [await find(db, ctx, id)]));
  });
}

/**
 * Changes a role; whoever holds it has the new rights with their next request. The caller has to hold every right that
 * it had and every one that it gets.
 */
export async function updateRole(ctx: Ctx, { roleId, ...input }: UpdateRoleInput) {
  return access(ctx, 'role:update', async (db) => {
    const old = await lock(db, ctx, roleId);
    assertMayGive(ctx.actor, held(old));
    const { name = old.name, description = old.description } = input;
    const permissions = toPermissions(input.permissions ?? old.permissions);
    assertForRole(ctx.actor, permissions);
    if (name !== old.name) await assertFree(db, ctx, name, roleId);
    const next = { name, description, permissions };
    const before = {
      name: old.name,
      description: old.description,
      permissions: toPermissions(old.permissions),
    };
    const keys = ['name', 'description', 'permissions'] as const;
    const changed = keys.filter((key) => String(before[key]) !== String(next[key]));
    if (changed.length === 0) return one(await present(db, ctx, [old]));
    const row = await db.customRole.update({
      where: at(ctx, roleId),
      data: { ...next, updatedAt: ctx.now() },
    });
    const pick = (from: typeof next) => Object.fromEntries(changed.map((key) => [key, from[key]]));
    await db.audit({
      action: 'role.update',
      target: { kind: 'role', id: roleId },
      before: { name: old.name, ...pick(before) },
      after: pick(next),
    });
    return one(await present(db, ctx, [row]));
  });
}

/**
 * Deletes a role. Whoever holds it gets the role `moveTo` in the same transaction, which is a change of members too;
 * without one the role has to be free, else `role_in_use` says how many hold it.
 */
export async function deleteRole(ctx: Ctx, { roleId, moveTo }: DeleteRoleInput) {
  return access(ctx, 'role:update', async (db) => {
    await lockHolders(db, ctx, roleId);
    // Both at once and by id, so that two who move people from one to the other and back do not wait for each other.
    const old = await lock(db, ctx, roleId, moveTo);
    if (moveTo === roleId) throw new AppError('invalid_input', 'role_move_self');
    assertMayGive(ctx.actor, held(old));
    const was = one(await present(db, ctx, [old]));
    const { members, invitations } = was;
    if (members + invitations > 0) {
      if (!moveTo) {
        const params = { members, invitations };
        throw new AppError('precondition_failed', 'role_in_use', { params });
      }
      await access(within(ctx, db), 'member:update', async () => {});
      const target = await givenRole(db, ctx, moveTo);
      assertMayGive(ctx.actor, target);
      await moveHolders(db, ctx, held(old), target);
    }
    await forgetRole(db, ctx, roleId);
    await db.customRole.delete({ where: at(ctx, roleId) });
    const { name, description, permissions } = was;
    await db.audit({
      action: 'role.delete',
      target: { kind: 'role', id: roleId },
      before: { name, description, permissions },
    });
    return was;
  });
}

type Row = {
  id: string;
  name: string;
  description: string;
  permissions: string[];
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
};

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });
const held = (customRole: Row): HeldRole => heldRole({ role: 'custom', customRole });

async function find(db: Db, ctx: Ctx, id: string): Promise<Row> {
  const row = await db.customRole.findUnique({ where: at(ctx, id) });
  if (!row) throw notFound('role');
  return row;
}

/** The role, locked: whoever gives it meanwhile waits. */
async function lock(db: Db, ctx: Ctx, ...[id, other = id]: [string, string?]): Promise<Row> {
  await db.$queryRaw`
    select id from custom_role where tenant_id = ${ctx.tenant.id} and id in (${id}, ${other})
    order by id for update`;
  return find(db, ctx, id);
}

async function assertFree(db: Db, ctx: Ctx, name: string, id: string): Promise<void> {
  assertOwnName(name);
  const same = await db.$queryRaw<{ id: string }[]>`
    select id from custom_role where tenant_id = ${ctx.tenant.id} and lower(name) = lower(${name}) and id <> ${id}`;
  if (same.length > 0) throw nameTaken(name);
}

/** Makers by name, as far as they are people of this tenant. */
async function present(
  db: Db,
  ctx: Ctx,
  rows: readonly Row[],
  builtIn: readonly (typeof roles)[number][] = [],
) {
  const holders = await countHolders(db, ctx);
  const people = await db.user.findMany({
    where: { id: { in: rows.map((row) => row.createdBy) }, members: { some: { tenantId: ctx.tenant.id } } },
    select: { id: true, name: true },
  });
  return [
    ...builtIn.map((role) => ({
      id: role as string,
      name: roleWord(ctx.locale, builtInRole(role)),
      description: translate(ctx.locale, `roles.meaning.${role}`),
      builtIn: true,
      permissions: [...builtInRole(role).permissions],
      ...holders(role),
      createdBy: null,
      createdAt: null,
      updatedAt: null,
    })),
    ...rows.map(({ id, name, description, createdBy, createdAt, updatedAt, permissions }) => ({
      id,
      name,
      description,
      builtIn: false,
      permissions: toPermissions(permissions),
      ...holders(id),
      createdBy: people.find((person) => person.id === createdBy)?.name ?? null,
      createdAt,
      updatedAt,
    })),
  ];
}

type Presented = Awaited<ReturnType<typeof present>>[number];

function one([presented]: readonly Presented[]): Presented {
  if (!presented) throw notFound('role');
  return presented;
}
