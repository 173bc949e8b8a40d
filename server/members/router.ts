import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import {
  changeRoleInput,
  invitationOut,
  invitationPage,
  invitationRef,
  inviteInput,
  listInvitationsInput,
  listMembersInput,
  memberOut,
  memberPage,
  memberRef,
  sentInvitationOut,
} from './schema.ts';
import * as invitations from './service/invitations.ts';
import * as members from './service/members.ts';

const external = { external: true };

export const membersRouter = router({
  list: query(listMembersInput, memberPage, members.listMembers),
  changeRole: mutation(changeRoleInput, memberOut, members.changeRole),
  remove: mutation(memberRef, memberOut, members.removeMember),
  leave: mutation(z.strictObject({}), memberOut, members.leaveTenant),
  invitations: query(listInvitationsInput, invitationPage, invitations.listInvitations),
  invite: mutation(inviteInput, sentInvitationOut, invitations.invite, external),
  resendInvitation: mutation(invitationRef, sentInvitationOut, invitations.resendInvitation, external),
  revokeInvitation: mutation(invitationRef, invitationOut, invitations.revokeInvitation),
});
