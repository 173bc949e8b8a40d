/** Who may look at a team: whoever holds the right, and whoever leads it or a team above it. */
import { notFound } from '#lib/errors.ts';
import { can } from '#lib/permissions.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, lending, within } from '#server/core/ctx.ts';
import { type LeadRight, type Reach, reachOf } from '#server/teams/policy.ts';
import { leadingOf } from '#server/teams/queries.ts';

export const memberIdOf = ({ actor }: Ctx): string | null => (actor.kind === 'user' ? actor.memberId : null);

/**
 * Runs `fn` for a team that is there and that the caller has a part in. Whoever leads something learns nothing of other
 * teams, not even that they are there; whoever leads nothing and lacks the right is told which one it takes.
 */
export async function forTeam<T>(
  ctx: Ctx,
  permission: LeadRight | 'team:update',
  teamId: string,
  fn: (db: Db, team: { name: string; reach: Reach }) => Promise<T>,
): Promise<T> {
  const isHolder = can(ctx.actor, permission);
  return access(lending(ctx, permission), permission, async (db) => {
    const memberId = memberIdOf(ctx);
    const leading = memberId
      ? await leadingOf(db, ctx.tenant.id, memberId, teamId)
      : { leads: false, here: false };
    if (!isHolder && !leading.leads) await access(within(ctx, db), permission, async () => {});
    if (!isHolder && !leading.here) throw notFound('team');
    const team = await db.team.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: teamId } },
    });
    if (!team) throw notFound('team');
    return fn(db, { name: team.name, reach: reachOf(ctx.actor, leading.here) });
  });
}

/** Whether the caller leads any team; for the console, which shows the way to it. */
export async function leadsAny(ctx: Ctx): Promise<boolean> {
  const memberId = memberIdOf(ctx);
  if (!memberId) return false;
  return access(lending(ctx, 'team:read'), 'team:read', async (db) => {
    const { leads } = await leadingOf(db, ctx.tenant.id, memberId, null);
    return leads;
  });
}
