import { z } from 'zod';
import { invitationSorts, memberSorts } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { roleNames, roles } from '#lib/permissions.ts';
import { anyOf, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';
import { emailIn, passwordIn, personName } from '#server/users/schema.ts';

/** A built-in role by its name, or one of the tenant's own by its id. */
export const roleRef = z
  .union([idOf('role'), z.enum(roles)], { error: 'role_unknown' })
  .meta({ description: 'owner, admin, member or viewer, or the id of a custom role' });

/** The role of a member or an invitation. */
const roleOut = {
  role: z.enum(roleNames).meta({ description: 'A built-in role, or custom' }),
  roleId: z.string().nullable().meta({ description: 'Of a custom role; null for a built-in one' }),
  roleName: z.string().meta({ description: 'For people: a built-in role in their language' }),
};

export const memberOut = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  ...roleOut,
  createdAt: timeOut.meta({ description: 'Member since' }),
  lastSignInAt: timeOut.nullable(),
  disabled: z.boolean(),
});
export type MemberOut = z.output<typeof memberOut>;
export const memberPage = pageOf(memberOut);

export const listMembersInput = z.strictObject({
  ...pageIn,
  text: z.string().trim().max(100).optional().meta({ description: 'Part of a name or an e-mail address' }),
  role: anyOf(roleRef).optional(),
  disabled: z.boolean().optional(),
  from: timeIn.optional().meta({ description: 'Member from this moment on' }),
  to: timeIn.optional().meta({ description: 'Member before this moment' }),
  sort: z.enum(memberSorts).optional(),
  order: orderIn.optional().meta({ description: 'In the order of joining unless sorted otherwise' }),
});
export type ListMembersInput = z.output<typeof listMembersInput>;

export const memberRef = z.strictObject({ memberId: idOf('member') });
export type MemberRef = z.output<typeof memberRef>;

/** What becomes of the keys of somebody who goes. */
const keysOfLeaving = z
  .union([z.literal('revoke'), idOf('member')], { error: 'keys_choice' })
  .optional()
  .meta({
    description:
      'Revoke the API keys that they made, or give them to the member with this id; left as they are without it',
  });

export const removeMemberInput = memberRef.extend({ keys: keysOfLeaving });
export type RemoveMemberInput = z.output<typeof removeMemberInput>;

export const leaveInput = z.strictObject({ keys: keysOfLeaving });
export type LeaveInput = z.output<typeof leaveInput>;

export const belongingsOut = z.object({
  keys: z.array(
    z.object({ id: z.string(), name: z.string(), hint: z.string(), lastUsedAt: timeOut.nullable() }),
  ),
  keyCount: z.int().meta({ description: 'API keys of theirs that work' }),
  subAccounts: z.int().meta({ description: 'Sub-accounts that are theirs' }),
  sharedViews: z.int(),
  invitations: z.int().meta({ description: 'Open ones that they sent' }),
});

export const changeRoleInput = memberRef.extend({ role: roleRef });
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const invitationStates = ['open', 'expired', 'accepted', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number];

export const invitationOut = z.object({
  id: z.string(),
  email: z.string(),
  ...roleOut,
  state: z.enum(invitationStates),
  invitedBy: z.string().nullable().meta({ description: 'Name of a member; null for somebody else' }),
  createdAt: timeOut,
  expiresAt: timeOut,
});
export type InvitationOut = z.output<typeof invitationOut>;
export const invitationPage = pageOf(invitationOut);

export const mailStates = ['sent', 'unconfigured', 'failed'] as const;
export type MailState = (typeof mailStates)[number];

/** The link is known only now: AirGate keeps its hash. */
export const sentInvitationOut = invitationOut.extend({
  link: z.string().meta({ description: 'Shown once' }),
  mail: z.enum(mailStates).meta({ description: 'What became of the message to the invited' }),
});
export type SentInvitationOut = z.output<typeof sentInvitationOut>;

export const listInvitationsInput = z.strictObject({
  ...pageIn,
  text: z.string().trim().max(100).optional().meta({ description: 'Part of the e-mail address' }),
  role: anyOf(roleRef).optional(),
  state: anyOf(z.enum(['open', 'expired'])).optional(),
  sort: z.enum(invitationSorts).optional(),
  order: orderIn.optional().meta({ description: 'Newest first unless sorted otherwise' }),
});
export type ListInvitationsInput = z.output<typeof listInvitationsInput>;

export const inviteInput = z.strictObject({ email: emailIn, role: roleRef });
export type InviteInput = z.output<typeof inviteInput>;

export const bulkRowStates = [
  'ready',
  'member',
  'invited',
  'duplicate',
  'email_invalid',
  'role_unknown',
  'role_beyond',
] as const;
export type BulkRowState = (typeof bulkRowStates)[number];

export const previewInvitationsInput = z.strictObject({
  text: z
    .string()
    .min(1, 'field_required')
    .max(200_000, 'csv_large')
    .meta({
      description: 'CSV with the columns email and role, at most 500 rows; or addresses, one below the other',
      examples: ['email,role\nada@example.com,member\n'],
    }),
  role: roleRef.optional().meta({ description: 'For rows that name no role' }),
});
export type PreviewInvitationsInput = z.output<typeof previewInvitationsInput>;

export const previewedInvitationsOut = z.object({
  items: z.array(
    z.object({
      line: z.int().meta({ description: 'Where the row stands in the text' }),
      email: z.string(),
      role: z
        .string()
        .nullable()
        .meta({ description: 'As an invitation takes it; null where it is not known' }),
      roleName: z.string().meta({ description: 'For people; what was written where it is not known' }),
      state: z.enum(bulkRowStates).meta({ description: 'ready: will be invited' }),
    }),
  ),
  ready: z.int().meta({ description: 'How many will be invited' }),
});
export type PreviewedRow = z.output<typeof previewedInvitationsOut>['items'][number];

export const inviteManyInput = z.strictObject({
  rows: z.array(inviteInput).min(1, 'field_required').max(50),
});
export type InviteManyInput = z.output<typeof inviteManyInput>;

/** The links are known only now: AirGate keeps their hashes. */
export const inviteManyOut = z.object({
  items: z.array(
    z.object({
      email: z.string(),
      outcome: z.enum(['sent', 'member', 'invited', 'role_unknown', 'role_beyond']),
      invitationId: z.string().nullable(),
      link: z.string().nullable().meta({ description: 'Shown once; null where nobody was invited' }),
      mail: z.enum(mailStates).nullable().meta({ description: 'What became of the message' }),
    }),
  ),
});
export type InviteManyOut = z.output<typeof inviteManyOut>;

export const invitationRef = z.strictObject({ invitationId: idOf('invitation') });
export type InvitationRef = z.output<typeof invitationRef>;

const invitationToken = z.string().regex(/^[\w-]{43}$/, 'invitation_invalid');

/** Somebody new says who they are; whoever has an account is signed in already. */
export const acceptAsNewInput = z.strictObject({
  token: invitationToken,
  name: personName,
  password: passwordIn,
});
export type AcceptAsNewInput = z.output<typeof acceptAsNewInput>;

export const acceptInput = z.strictObject({ token: invitationToken });
export type AcceptInput = z.output<typeof acceptInput>;
