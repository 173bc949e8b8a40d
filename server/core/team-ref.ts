/** The team that something belongs to, for the slices that have such things; the tree itself is the teams' own. */
import { notFound } from '#lib/errors.ts';
import type { Db } from './access.ts';
import type { Ctx } from './ctx.ts';

/** In a filter: whatever belongs to no team. */
export const NO_TEAM = 'none';

export type TeamRef = { id: string; name: string };

/** A team to put something into, held until the end of the transaction. Throws `not_found`. */
export async function heldTeam(db: Db, ctx: Ctx, teamId: string): Promise<TeamRef> {
  const [team] = await db.$queryRaw<TeamRef[]>`
    select id, name from team where tenant_id = ${ctx.tenant.id} and id = ${teamId} for key share`;
  if (!team) throw notFound('team');
  return team;
}

/** Teams by their ids, for things that belong to one of them. */
export async function teamsById(db: Db, ctx: Ctx, ids: readonly (string | null)[]) {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  if (asked.length === 0) return new Map<string, TeamRef>();
  const teams = await db.team.findMany({
    where: { tenantId: ctx.tenant.id, id: { in: asked } },
    select: { id: true, name: true },
  });
  return new Map(teams.map((team) => [team.id, team]));
}

/** These teams and all below them, as a filter of Prisma's. */
export async function inTeams(db: Db, ctx: Ctx, asked: readonly string[]) {
  const roots = asked.filter((each) => each !== NO_TEAM);
  const rows = await db.$queryRaw<{ id: string }[]>`
    select below as id from teams_below(${ctx.tenant.id}, ${roots}::text[]) below`;
  const inside = { teamId: { in: rows.map(({ id }) => id) } };
  return asked.includes(NO_TEAM) ? { OR: [inside, { teamId: null }] } : inside;
}

/** For the audit log, which people read: the team's name instead of its id, where the note says anything of it. */
export async function teamNotes<T extends { teamId?: string | null | undefined }>(
  db: Db,
  ctx: Ctx,
  notes: readonly T[],
) {
  const teams = await teamsById(
    db,
    ctx,
    notes.map(({ teamId = null }) => teamId),
  );
  return notes.map(({ teamId, ...rest }) => ({
    ...rest,
    ...(teamId !== undefined && { team: teams.get(teamId ?? '')?.name ?? null }),
  }));
}
