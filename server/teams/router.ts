import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import { subAccountPage } from '#server/iam/schema.ts';
import { apiKeyPage } from '#server/keys/schema.ts';
import * as shape from './schema.ts';
import * as members from './service/members.ts';
import * as read from './service/read.ts';
import * as teams from './service/teams.ts';

export const teamsRouter = router({
  list: query(z.void(), shape.teamTree, read.listTeams),
  get: query(shape.teamRef, shape.teamDetailOut, read.getTeam),
  subAccounts: query(shape.teamContentsInput, subAccountPage, read.listTeamSubAccounts),
  keys: query(shape.teamContentsInput, apiKeyPage, read.listTeamKeys),
  create: mutation(shape.createTeamInput, shape.teamOut, teams.createTeam),
  rename: mutation(shape.renameTeamInput, shape.teamOut, teams.renameTeam),
  move: mutation(shape.moveTeamInput, shape.teamOut, teams.moveTeam),
  delete: mutation(shape.deleteTeamInput, shape.deletedTeamOut, teams.deleteTeam),
  addMember: mutation(shape.addTeamMemberInput, shape.teamMemberOut, members.addTeamMember),
  removeMember: mutation(shape.teamMemberRef, shape.teamMemberOut, members.removeTeamMember),
  setLead: mutation(shape.setTeamLeadInput, shape.teamMemberOut, members.setTeamLead),
});
