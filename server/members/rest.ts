import { route } from '#server/core/rest.ts';
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

const tag = 'Members';

export const membersRest = [
  route('GET', '/members', {
    tag,
    summary: 'List members',
    permission: 'member:read',
    input: listMembersInput,
    output: memberPage,
    verb: members.listMembers,
  }),
  route('PATCH', '/members/{memberId}', {
    tag,
    summary: 'Give a member another role',
    permission: 'member:update',
    input: changeRoleInput,
    output: memberOut,
    verb: members.changeRole,
  }),
  route('DELETE', '/members/{memberId}', {
    tag,
    summary: 'Remove a member; the last owner stays',
    permission: 'member:remove',
    input: memberRef,
    output: memberOut,
    verb: members.removeMember,
  }),
  route('GET', '/invitations', {
    tag,
    summary: 'List open invitations',
    permission: 'member:read',
    input: listInvitationsInput,
    output: invitationPage,
    verb: invitations.listInvitations,
  }),
  route('POST', '/invitations', {
    tag,
    summary: 'Invite a person by e-mail; the link is in the answer too',
    permission: 'member:invite',
    input: inviteInput,
    output: sentInvitationOut,
    verb: invitations.invite,
    status: 201,
    external: true,
  }),
  route('DELETE', '/invitations/{invitationId}', {
    tag,
    summary: 'Withdraw an invitation',
    permission: 'member:invite',
    input: invitationRef,
    output: invitationOut,
    verb: invitations.revokeInvitation,
  }),
];
