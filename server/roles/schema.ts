import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { allPermissions, type Permission, roleNames } from '#lib/permissions.ts';
import { timeOut } from '#lib/wire.ts';
import { memberRef, roleRef } from '#server/members/schema.ts';

const permission = z.enum(allPermissions as [Permission, ...Permission[]], 'permission_unknown');

export const roleOut = z.object({
  id: z.string().meta({ description: 'The name of a built-in role, or the id of a custom one' }),
  name: z.string().meta({ description: 'For people: a built-in role in their language' }),
  description: z.string(),
  builtIn: z.boolean(),
  permissions: z.array(permission),
  members: z.int().meta({ description: 'How many members hold it' }),
  invitations: z.int().meta({ description: 'How many invitations that nobody has accepted yet give it' }),
  createdBy: z
    .string()
    .nullable()
    .meta({ description: 'Name of a member; null for a key, a job, somebody who left, or a built-in role' }),
  createdAt: timeOut.nullable(),
  updatedAt: timeOut.nullable(),
});
export type RoleOut = z.output<typeof roleOut>;
export const roleList = z.object({ items: z.array(roleOut) });

export const anyRoleRef = z.strictObject({ roleId: roleRef });
export type AnyRoleRef = z.output<typeof anyRoleRef>;

const fields = {
  name: z
    .string()
    .trim()
    .min(1, 'field_required')
    .max(80, 'name_long')
    .meta({ examples: ['Finance'] }),
  description: z.string().trim().max(300, 'description_long'),
  permissions: z
    .array(permission)
    .min(1, 'field_required')
    .max(allPermissions.length)
    .meta({ examples: [['tenant:read', 'quota:read', 'quota:allocate']] }),
};

export const createRoleInput = z.strictObject({ ...fields, description: fields.description.default('') });
export type CreateRoleInput = z.output<typeof createRoleInput>;

const customRef = z.strictObject({ roleId: idOf('role') });

export const updateRoleInput = customRef.extend(z.object(fields).partial().shape);
export type UpdateRoleInput = z.output<typeof updateRoleInput>;

export const deleteRoleInput = customRef.extend({
  moveTo: roleRef.optional().meta({ description: 'The role that its members and invitations get instead' }),
});
export type DeleteRoleInput = z.output<typeof deleteRoleInput>;

export const compareRoleInput = anyRoleRef.extend({ with: roleRef });
export type CompareRoleInput = z.output<typeof compareRoleInput>;

export const comparisonOut = z.object({
  added: z.array(permission).meta({ description: 'What the role holds beside the other one' }),
  missing: z.array(permission).meta({ description: 'What the other one holds and the role does not' }),
});

const onlyOne = permission.optional().meta({ description: 'Explain this one alone' });

export const explainMemberInput = memberRef.extend({ permission: onlyOne });
export type ExplainMemberInput = z.output<typeof explainMemberInput>;

export const explainKeyInput = z.strictObject({ keyId: idOf('key'), permission: onlyOne });
export type ExplainKeyInput = z.output<typeof explainKeyInput>;

/** Every right of the catalogue: whether it is held, where it comes from, and why in a sentence. */
export const explanationOut = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['member', 'key']),
  role: z.enum(roleNames).nullable().meta({ description: 'Of a member; null for a key' }),
  roleId: z.string().nullable(),
  roleName: z.string().nullable(),
  permissions: z.array(
    z.object({
      permission,
      allowed: z.boolean(),
      source: z
        .enum(['built_in_role', 'custom_role', 'key'])
        .nullable()
        .meta({ description: 'Where it comes from; null where it is not allowed' }),
      why: z.string().meta({ description: 'The reason as a sentence in the language of the request' }),
    }),
  ),
});
export type ExplanationOut = z.output<typeof explanationOut>;
