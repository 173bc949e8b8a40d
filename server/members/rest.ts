import { route } from '#server/core/rest.ts';
import {
  belongingsOut,
  changeRoleInput,
  invitationOut,
  invitationPage,
  invitationRef,
  inviteInput,
  inviteManyInput,
  inviteManyOut,
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
  route('GET', '/members/{memberId}/belongings', {
    tag,
    summary: 'See what a member would leave behind',
    permission: 'member:read',
    input: memberRef,
    output: belongingsOut,
    verb: belongings.getBelongings,
  }),
  route('DELETE', '/members/{memberId}', {
    tag,
    summary: 'Remove a member; the last owner stays',
    permission: 'member:remove',
    input: removeMemberInput,
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
  route('POST', '/invitations/preview', {
    tag,
    summary: 'See what inviting the people of a CSV would do; sends nothing',
    permission: 'member:invite',
    input: previewInvitationsInput,
    output: previewedInvitationsOut,
    verb: bulk.previewInvitations,
  }),
  route('POST', '/invitations/bulk', {
    tag,
    summary: 'Invite up to 50 people; each row has an answer of its own',
    permission: 'member:invite',
    input: inviteManyInput,
    output: inviteManyOut,
    verb: bulk.inviteMany,
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
