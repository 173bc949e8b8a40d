import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { amountOut, pageIn, timeOut } from '#lib/wire.ts';

const counts = z.object({ members: z.int(), subAccounts: z.int(), keys: z.int() });

const totals = z
  .object({
    currency: z.string(),
    granted: amountOut,
    spent: amountOut,
    remaining: amountOut.meta({ description: 'Sum of what is left, overruns not subtracted' }),
    overrun: amountOut,
    withoutQuota: z.int().meta({ description: 'Sub-accounts without a quota' }),
    spentWithoutQuota: amountOut.meta({ description: 'What these have spent, not part of `spent`' }),
  })
  .nullable()
  .meta({ description: 'Over the team and all below it; null without the right to see quotas' });

export const teamOut = z.object({
  id: z.string(),
  name: z.string(),
  parentId: z.string().nullable().meta({ description: 'null at the top of what the caller may see' }),
  depth: z.int().meta({ description: '1 at the top' }),
  path: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .meta({ description: 'The teams above it, from the top down' }),
  lead: z.boolean().meta({ description: 'Whether the caller leads it, or a team above it' }),
  own: counts.meta({ description: 'What belongs to the team itself' }),
  all: counts.meta({ description: 'The same with all teams below' }),
  totals,
  createdAt: timeOut,
  updatedAt: timeOut,
});
export type TeamOut = z.output<typeof teamOut>;
export const teamTree = z.object({
  items: z.array(teamOut).meta({ description: 'Each team before those below it, siblings by name' }),
});

export const teamMemberOut = z.object({
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  lead: z.boolean(),
  addedAt: timeOut,
});
export type TeamMemberOut = z.output<typeof teamMemberOut>;

export const teamDetailOut = teamOut.extend({
  people: z
    .array(teamMemberOut)
    .nullable()
    .meta({ description: 'Members of the team itself, leads first; null without the right to see members' }),
  reach: z
    .object({
      members: z.boolean(),
      subAccounts: z.boolean(),
      quotas: z.boolean(),
      keys: z.boolean(),
      choosesMembers: z.boolean(),
    })
    .meta({ description: 'What the caller may see of it, and whether they may add and remove members' }),
});
export type TeamDetailOut = z.output<typeof teamDetailOut>;

export const teamRef = z.strictObject({ teamId: idOf('team') });
export type TeamRefInput = z.output<typeof teamRef>;

const name = z
  .string()
  .trim()
  .min(1, 'field_required')
  .max(80, 'name_long')
  .meta({ examples: ['Rendering'] });

export const createTeamInput = z.strictObject({
  name,
  parentId: idOf('team').nullable().default(null).meta({ description: 'null for the top' }),
});
export type CreateTeamInput = z.output<typeof createTeamInput>;

export const renameTeamInput = teamRef.extend({ name });
export type RenameTeamInput = z.output<typeof renameTeamInput>;

export const moveTeamInput = teamRef.extend({
  parentId: idOf('team').nullable().meta({ description: 'The team to stand below; null for the top' }),
});
export type MoveTeamInput = z.output<typeof moveTeamInput>;

export const deleteTeamInput = teamRef.extend({
  moveTo: z
    .union([idOf('team'), z.literal('none')], 'team_move_to')
    .optional()
    .meta({
      description:
        'The team that gets the teams below, sub-accounts and API keys; `none` puts teams at the top and the rest into no team',
    }),
});
export type DeleteTeamInput = z.output<typeof deleteTeamInput>;

export const deletedTeamOut = z.object({
  id: z.string(),
  name: z.string(),
  moved: z.object({ teams: z.int(), subAccounts: z.int(), keys: z.int() }),
});

export const addTeamMemberInput = teamRef.extend({
  member: z
    .union([idOf('member'), z.email()], 'team_member_ref')
    .meta({ description: 'The id of a member, or their e-mail address' }),
});
export type AddTeamMemberInput = z.output<typeof addTeamMemberInput>;

export const teamMemberRef = teamRef.extend({ memberId: idOf('member') });
export type TeamMemberRef = z.output<typeof teamMemberRef>;

export const setTeamLeadInput = teamMemberRef.extend({ lead: z.boolean() });
export type SetTeamLeadInput = z.output<typeof setTeamLeadInput>;

export const teamContentsInput = teamRef.extend({
  search: z.string().trim().max(100).optional().meta({ description: 'Part of the name' }),
  ...pageIn,
});
export type TeamContentsInput = z.output<typeof teamContentsInput>;
