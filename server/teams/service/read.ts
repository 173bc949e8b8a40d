/** Reading teams: the tree with its figures in one statement, one team with its people, and what belongs to it. */
import { notFound } from '#lib/errors.ts';
import { can } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, lending, within } from '#server/core/ctx.ts';
import { listSubAccountsInput } from '#server/iam/schema.ts';
import { listSubAccounts } from '#server/iam/service/read.ts';
import { listKeysInput } from '#server/keys/schema.ts';
import { listKeys } from '#server/keys/service.ts';
import { reachOf } from '#server/teams/policy.ts';
import { readTeams, type TeamRow } from '#server/teams/queries.ts';
import type { TeamContentsInput, TeamRefInput } from '#server/teams/schema.ts';
import { forTeam, memberIdOf } from './reach.ts';

/** All teams with the right to see them; without it, those that the caller leads and what is below them. */
export async function listTeams(ctx: Ctx) {
  const all = can(ctx.actor, 'team:read');
  return access(lending(ctx, 'team:read'), 'team:read', async (db) => {
    const rows = await readTeams(db, { tenantId: ctx.tenant.id, memberId: memberIdOf(ctx), all });
    if (!all && rows.length === 0) return access(within(ctx, db), 'team:read', async () => ({ items: [] }));
    return { items: rows.map((row) => present(ctx, row)) };
  });
}

/** One team with the people in it. */
export async function getTeam(ctx: Ctx, { teamId }: TeamRefInput) {
  return forTeam(ctx, 'team:read', teamId, async (db, { reach }) => {
    const row = await readTeam(db, ctx, teamId);
    return { ...row, reach, people: reach.members ? await peopleOf(db, ctx, teamId) : null };
  });
}

/** The sub-accounts of a team and of all below it, with their quotas. */
export async function listTeamSubAccounts(ctx: Ctx, { teamId, ...page }: TeamContentsInput) {
  return forTeam(ctx, 'sub-account:read', teamId, (db) => {
    const input = listSubAccountsInput.parse({ teamId, ...page });
    return listSubAccounts(within(lending(ctx, 'sub-account:read'), db), input);
  });
}

/** The API keys of a team and of all below it. */
export async function listTeamKeys(ctx: Ctx, { teamId, search, ...page }: TeamContentsInput) {
  return forTeam(ctx, 'key:read', teamId, (db) => {
    const input = listKeysInput.parse({ teamId, ...page, ...(search && { text: search }) });
    return listKeys(within(lending(ctx, 'key:read'), db), input);
  });
}

/** One as it shows in the tree, for whoever has just changed it or may see it. */
export async function readTeam(db: Db, ctx: Ctx, id: string) {
  const all = can(ctx.actor, 'team:read') || can(ctx.actor, 'team:update');
  const asked = { tenantId: ctx.tenant.id, memberId: memberIdOf(ctx), all, only: id };
  const [row] = await readTeams(db, asked);
  if (!row) throw notFound('team');
  return present(ctx, row);
}

async function peopleOf(db: Db, ctx: Ctx, teamId: string) {
  const rows = await db.teamMember.findMany({
    where: { tenantId: ctx.tenant.id, teamId },
    include: { member: { select: { user: { select: { name: true, email: true } } } } },
    orderBy: [{ lead: 'desc' }, { member: { user: { name: 'asc' } } }, { memberId: 'asc' }],
  });
  return rows.map(({ memberId, lead, addedAt, member }) => ({ memberId, lead, addedAt, ...member.user }));
}

function present(ctx: Ctx, row: TeamRow) {
  const { id, name, parentId, depth, path, lead, createdAt, updatedAt } = row;
  const { granted, spent, remaining, overrun, withoutQuota, spentWithoutQuota } = row;
  const { currency } = ctx.tenant;
  return {
    ...{ id, name, parentId, depth, path, lead, createdAt, updatedAt },
    own: { members: row.ownMembers, subAccounts: row.ownSubAccounts, keys: row.ownKeys },
    all: { members: row.members, subAccounts: row.subAccounts, keys: row.keys },
    totals: reachOf(ctx.actor, lead).quotas
      ? { currency, granted, spent, remaining, overrun, withoutQuota, spentWithoutQuota }
      : null,
  };
}
