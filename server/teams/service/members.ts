/** Who is in a team. Leads add and remove members of their own; who leads is decided by whoever may change teams. */
import { notFound } from '#lib/errors.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { assertWithin } from '#server/core/grants.ts';
import { assertMayRemove, leadRights } from '#server/teams/policy.ts';
import type { AddTeamMemberInput, SetTeamLeadInput, TeamMemberRef } from '#server/teams/schema.ts';
import { forTeam } from './reach.ts';

/** Somebody who is in the team already stays as they are. */
export async function addTeamMember(ctx: Ctx, { teamId, member: ref }: AddTeamMemberInput) {
  return forTeam(ctx, 'team:update', teamId, async (db, { name }) => {
    const member = await memberBy(db, ctx, ref);
    const row = { tenantId: ctx.tenant.id, teamId, memberId: member.id, addedAt: ctx.now() };
    const { count } = await db.teamMember.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) {
      const after = { name, member: member.user.name, memberId: member.id };
      await db.audit({ action: 'team.add-member', target: { kind: 'team', id: teamId }, after });
    }
    return one(db, ctx, { teamId, memberId: member.id });
  });
}

/** They stay a member of the tenant. A lead removes nobody who leads: `team_lead_kept`. */
export async function removeTeamMember(ctx: Ctx, { teamId, memberId }: TeamMemberRef) {
  return forTeam(ctx, 'team:update', teamId, async (db, { name }) => {
    await lock(db, ctx, { teamId, memberId });
    const was = await one(db, ctx, { teamId, memberId });
    assertMayRemove(ctx.actor, was);
    await db.teamMember.delete({ where: at(ctx, { teamId, memberId }) });
    const before = { name, member: was.name, memberId, lead: was.lead };
    await db.audit({ action: 'team.remove-member', target: { kind: 'team', id: teamId }, before });
    return was;
  });
}

/** Makes a member of the team its lead, or a lead an ordinary member. Nobody makes leads of more than they see. */
export async function setTeamLead(ctx: Ctx, { teamId, memberId, lead }: SetTeamLeadInput) {
  return access(ctx, 'team:update', async (db) => {
    await lock(db, ctx, { teamId, memberId });
    const { team, ...was } = await memberRow(db, ctx, { teamId, memberId });
    if (was.lead === lead) return was;
    if (lead) assertWithin(ctx.actor, leadRights);
    await db.teamMember.update({ where: at(ctx, { teamId, memberId }), data: { lead } });
    await db.audit({
      action: 'team.set-lead',
      target: { kind: 'team', id: teamId },
      before: { name: team, member: was.name, memberId, lead: was.lead },
      after: { lead },
    });
    return { ...was, lead };
  });
}

const at = (ctx: Ctx, { teamId, memberId }: TeamMemberRef) => ({
  tenantId_teamId_memberId: { tenantId: ctx.tenant.id, teamId, memberId },
});

async function memberBy(db: Db, ctx: Ctx, ref: string) {
  const who = ref.includes('@') ? { user: { email: ref.toLowerCase() } } : { id: ref };
  const member = await db.member.findFirst({
    where: { tenantId: ctx.tenant.id, ...who },
    select: { id: true, user: { select: { name: true } } },
  });
  if (!member) throw notFound('member');
  return member;
}

async function lock(db: Db, ctx: Ctx, { teamId, memberId }: TeamMemberRef) {
  await db.$queryRaw`
    select lead from team_member
    where tenant_id = ${ctx.tenant.id} and team_id = ${teamId} and member_id = ${memberId} for update`;
}

async function one(db: Db, ctx: Ctx, ref: TeamMemberRef) {
  const { team: _, ...member } = await memberRow(db, ctx, ref);
  return member;
}

async function memberRow(db: Db, ctx: Ctx, ref: TeamMemberRef) {
  const row = await db.teamMember.findUnique({
    where: at(ctx, ref),
    include: {
      team: { select: { name: true } },
      member: { select: { user: { select: { name: true, email: true } } } },
    },
  });
  if (!row) throw notFound('team member');
  const { memberId, lead, addedAt, member, team } = row;
  return { memberId, lead, addedAt, ...member.user, team: team.name };
}
