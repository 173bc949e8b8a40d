import { mutation, query, router } from '#server/core/trpc.ts';
import {
  belongingsOut,
  changeRoleInput,
  invitationOut,
  invitationPage,
  invitationRef,
  inviteInput,
  inviteManyInput,
  inviteManyOut,
  leaveInput,
  listInvitationsInput,
  listMembersInput,
  memberOut,
  memberPage,
  memberRef,
  previewedInvitationsOut,
  previewInvitationsInput,
  removeMemberInput,
  sentInvitationOut,
} from './schema.ts';
import * as belongings from './service/belongings.ts';
import * as bulk from './service/bulk.ts';
import * as invitations from './service/invitations.ts';
import * as members from './service/members.ts';

const external = { external: true };

export const membersRouter = router({
  list: query(listMembersInput, memberPage, members.listMembers),
  changeRole: mutation(changeRoleInput, memberOut, members.changeRole),
  belongings: query(memberRef, belongingsOut, belongings.getBelongings),
  remove: mutation(removeMemberInput, memberOut, members.removeMember),
  leave: mutation(leaveInput, memberOut, members.leaveTenant),
  invitations: query(listInvitationsInput, invitationPage, invitations.listInvitations),
  invite: mutation(inviteInput, sentInvitationOut, invitations.invite, external),
  previewInvitations: mutation(previewInvitationsInput, previewedInvitationsOut, bulk.previewInvitations),
  inviteMany: mutation(inviteManyInput, inviteManyOut, bulk.inviteMany, external),
  resendInvitation: mutation(invitationRef, sentInvitationOut, invitations.resendInvitation, external),
  revokeInvitation: mutation(invitationRef, invitationOut, invitations.revokeInvitation),
});
