import { z } from 'zod';
import { route } from '#server/core/rest.ts';
import { subAccountPage } from '#server/iam/schema.ts';
import { apiKeyPage } from '#server/keys/schema.ts';
import * as shape from './schema.ts';
import * as members from './service/members.ts';
import * as read from './service/read.ts';
import * as teams from './service/teams.ts';

const tag = 'Teams';

export const teamsRest = [
  route('GET', '/teams', {
    tag,
    summary: 'List all teams as a tree, with what belongs to each and to those below it',
    permission: 'team:read',
    input: z.strictObject({}),
    output: shape.teamTree,
    verb: read.listTeams,
  }),
  route('POST', '/teams', {
    tag,
    summary: 'Create a team, at the top or below another one',
    permission: 'team:update',
    input: shape.createTeamInput,
    output: shape.teamOut,
    verb: teams.createTeam,
    status: 201,
  }),
  route('GET', '/teams/{teamId}', {
    tag,
    summary: 'Get a team with its path, its members and its totals',
    permission: 'team:read',
    input: shape.teamRef,
    output: shape.teamDetailOut,
    verb: read.getTeam,
  }),
  route('PATCH', '/teams/{teamId}', {
    tag,
    summary: 'Rename a team',
    permission: 'team:update',
    input: shape.renameTeamInput,
    output: shape.teamOut,
    verb: teams.renameTeam,
  }),
  route('POST', '/teams/{teamId}/move', {
    tag,
    summary: 'Move a team, with everything below it, below another one or to the top',
    permission: 'team:update',
    input: shape.moveTeamInput,
    output: shape.teamOut,
    verb: teams.moveTeam,
  }),
  route('DELETE', '/teams/{teamId}', {
    tag,
    summary: 'Delete a team; what belongs to it moves to another one',
    permission: 'team:update',
    input: shape.deleteTeamInput,
    output: shape.deletedTeamOut,
    verb: teams.deleteTeam,
  }),
  route('GET', '/teams/{teamId}/sub-accounts', {
    tag,
    summary: 'List the sub-accounts of a team and of those below it',
    permission: 'sub-account:read',
    input: shape.teamContentsInput,
    output: subAccountPage,
    verb: read.listTeamSubAccounts,
  }),
  route('GET', '/teams/{teamId}/api-keys', {
    tag,
    summary: 'List the API keys of a team and of those below it',
    permission: 'key:read',
    input: shape.teamContentsInput,
    output: apiKeyPage,
    verb: read.listTeamKeys,
  }),
  route('POST', '/teams/{teamId}/members', {
    tag,
    summary: 'Add a member of the tenant to a team',
    permission: 'team:update',
    input: shape.addTeamMemberInput,
    output: shape.teamMemberOut,
    verb: members.addTeamMember,
  }),
  route('PATCH', '/teams/{teamId}/members/{memberId}', {
    tag,
    summary: 'Make a member lead the team, or no longer',
    permission: 'team:update',
    input: shape.setTeamLeadInput,
    output: shape.teamMemberOut,
    verb: members.setTeamLead,
  }),
  route('DELETE', '/teams/{teamId}/members/{memberId}', {
    tag,
    summary: 'Remove somebody from a team; they stay a member of the tenant',
    permission: 'team:update',
    input: shape.teamMemberRef,
    output: shape.teamMemberOut,
    verb: members.removeTeamMember,
  }),
];
