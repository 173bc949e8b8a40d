/** Changing the tree: under its lock, so that two changes at the same moment are one after the other. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { assertWithin } from '#server/core/grants.ts';
import { moveSubAccounts } from '#server/iam/service/team.ts';
import { moveKeys } from '#server/keys/service/team.ts';
import { assertPlace, assertRoom, leadRights, type Node, withBelow } from '#server/teams/policy.ts';
import { lockTree } from '#server/teams/queries.ts';
import type {
  CreateTeamInput,
  DeleteTeamInput,
  MoveTeamInput,
  RenameTeamInput,
} from '#server/teams/schema.ts';
import { readTeam } from './read.ts';

/** Throws `not_found` for the parent, `name_taken`, `team_depth`, `team_limit`. */
export async function createTeam(ctx: Ctx, { name, parentId }: CreateTeamInput) {
  return access(ctx, 'team:update', async (db) => {
    const nodes = await lockTree(db, ctx.tenant.id);
    assertRoom(nodes.length);
    assertPlace(nodes, { id: null, parentId, name });
    const [id, at] = [newId('team'), ctx.now()];
    await db.team.create({
      data: { id, tenantId: ctx.tenant.id, name, parentId, createdAt: at, updatedAt: at },
    });
    const after = { name, parent: nameOf(nodes, parentId) };
    await db.audit({ action: 'team.create', target: { kind: 'team', id }, after });
    return readTeam(db, ctx, id);
  });
}

export async function renameTeam(ctx: Ctx, { teamId, name }: RenameTeamInput) {
  return access(ctx, 'team:update', async (db) => {
    const nodes = await lockTree(db, ctx.tenant.id);
    const old = nodeOf(nodes, teamId);
    assertPlace(nodes, { ...old, name });
    if (old.name !== name) {
      await change(db, ctx, teamId, { name });
      const note = { before: { name: old.name }, after: { name } };
      await db.audit({ action: 'team.update', target: { kind: 'team', id: teamId }, ...note });
    }
    return readTeam(db, ctx, teamId);
  });
}

/**
 * Puts a team, with everything below it, somewhere else. Whoever leads a team above its new place sees it from now on,
 * so the caller has to hold what a lead sees. Throws `team_cycle`, `team_depth`, `name_taken`.
 */
export async function moveTeam(ctx: Ctx, { teamId, parentId }: MoveTeamInput) {
  return access(ctx, 'team:update', async (db) => {
    const nodes = await lockTree(db, ctx.tenant.id);
    const old = nodeOf(nodes, teamId);
    assertWithin(ctx.actor, leadRights);
    assertPlace(nodes, { ...old, parentId });
    if (old.parentId !== parentId) await place(db, ctx, nodes, { ...old, to: parentId });
    return readTeam(db, ctx, teamId);
  });
}

/**
 * Deletes a team; its members are in one team less. What belongs to it has to go somewhere: with `moveTo` the teams
 * below, sub-accounts and keys move there in the same transaction, without it the team has to have none (`team_in_use`).
 */
export async function deleteTeam(ctx: Ctx, { teamId, moveTo }: DeleteTeamInput) {
  return access(
    ctx,
    'team:update',
    async (db) => {
      const nodes = await lockTree(db, ctx.tenant.id);
      const { name } = nodeOf(nodes, teamId);
      const to = moveTo === undefined || moveTo === 'none' ? null : nodeOf(nodes, moveTo);
      if (to && withBelow(nodes, teamId).includes(to)) throw moveSelf(name, to.name);
      // Whoever puts something into the team meanwhile waits and finds it gone.
      await db.$queryRaw`select id from team where tenant_id = ${ctx.tenant.id} and id = ${teamId} for update`;
      const below = nodes.filter((node) => node.parentId === teamId);
      const held = await holdings(db, ctx, teamId);
      const moved = { teams: below.length, ...held };
      if (moveTo === undefined && moved.teams + moved.subAccounts + moved.keys > 0)
        throw new AppError('precondition_failed', 'team_in_use', { params: moved });
      if (to) assertWithin(ctx.actor, leadRights);
      await placeAll(db, ctx, { nodes, below, gone: teamId, to: to?.id ?? null });
      const team = { id: teamId, name };
      await moveSubAccounts(db, ctx, team, to);
      await moveKeys(db, ctx, team, to);
      await db.team.delete({ where: at(ctx, teamId) });
      const after = { movedTo: to?.name ?? null, ...moved };
      await db.audit({
        action: 'team.delete',
        target: { kind: 'team', id: teamId },
        before: { name },
        after,
      });
      return { id: teamId, name, moved };
    },
    { timeoutMs: 60_000 },
  );
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });
const nameOf = (nodes: readonly Node[], id: string | null) =>
  nodes.find((node) => node.id === id)?.name ?? null;

function nodeOf(nodes: readonly Node[], id: string): Node {
  const node = nodes.find((each) => each.id === id);
  if (!node) throw notFound('team');
  return node;
}

function moveSelf(name: string, target: string): AppError {
  const fields = [{ path: 'moveTo', message: 'team_move_self' }];
  return new AppError('invalid_input', 'team_move_self', { params: { name, target }, fields });
}

/** How much belongs to the team itself and shows in lists. */
async function holdings(db: Db, ctx: Ctx, teamId: string) {
  const mine = { tenantId: ctx.tenant.id, teamId };
  const listed = { managed: true, deletedAt: null, cloudAccount: { disconnectedAt: null } };
  return {
    subAccounts: await db.subAccount.count({ where: { ...mine, ...listed } }),
    keys: await db.apiKey.count({ where: { ...mine, revokedAt: null } }),
  };
}

async function change(db: Db, ctx: Ctx, id: string, data: { name?: string; parentId?: string | null }) {
  await db.team.update({ where: at(ctx, id), data: { ...data, updatedAt: ctx.now() } });
}

type Placing = { id: string; parentId: string | null; name: string; to: string | null };

async function place(db: Db, ctx: Ctx, nodes: readonly Node[], { id, parentId, name, to }: Placing) {
  await change(db, ctx, id, { parentId: to });
  await db.audit({
    action: 'team.move',
    target: { kind: 'team', id },
    before: { name, parent: nameOf(nodes, parentId) },
    after: { parent: nameOf(nodes, to) },
  });
}

type Leaving = { nodes: readonly Node[]; below: readonly Node[]; gone: string; to: string | null };

/** Each has to find room where the ones before it stand already; the name of the team that goes is free. */
async function placeAll(db: Db, ctx: Ctx, { nodes, below, gone, to }: Leaving) {
  let standing = nodes;
  for (const node of below) {
    const rest = standing.filter(({ id }) => id !== gone);
    assertPlace(rest, { ...node, parentId: to });
    await place(db, ctx, nodes, { ...node, to });
    standing = standing.map((each) => (each.id === node.id ? { ...each, parentId: to } : each));
  }
}
