import { z } from 'zod';
import { route } from '#server/core/rest.ts';
import {
  anyRoleRef,
  compareRoleInput,
  comparisonOut,
  createRoleInput,
  deleteRoleInput,
  explainKeyInput,
  explainMemberInput,
  explanationOut,
  roleList,
  roleOut,
  updateRoleInput,
} from './schema.ts';
import * as explain from './service/explain.ts';
import * as verbs from './service/roles.ts';

const tag = 'Roles';

export const rolesRest = [
  route('GET', '/roles', {
    tag,
    summary: 'List built-in and custom roles with their permissions',
    permission: 'member:read',
    input: z.strictObject({}),
    output: roleList,
    verb: verbs.listRoles,
  }),
  route('POST', '/roles', {
    tag,
    summary: "Make a custom role from a part of the caller's permissions",
    permission: 'role:update',
    input: createRoleInput,
    output: roleOut,
    verb: verbs.createRole,
    status: 201,
  }),
  route('GET', '/roles/{roleId}', {
    tag,
    summary: 'Get a role by its id or built-in name',
    permission: 'member:read',
    input: anyRoleRef,
    output: roleOut,
    verb: verbs.getRole,
  }),
  route('PATCH', '/roles/{roleId}', {
    tag,
    summary: 'Change a custom role; its holders have the new permissions with their next request',
    permission: 'role:update',
    input: updateRoleInput,
    output: roleOut,
    verb: verbs.updateRole,
  }),
  route('DELETE', '/roles/{roleId}', {
    tag,
    summary: 'Delete a custom role; whoever holds it gets another one',
    permission: 'role:update',
    input: deleteRoleInput,
    output: roleOut,
    verb: verbs.deleteRole,
  }),
  route('GET', '/roles/{roleId}/comparison', {
    tag,
    summary: 'Compare a role with another one',
    permission: 'member:read',
    input: compareRoleInput,
    output: comparisonOut,
    verb: verbs.compareRole,
  }),
  route('GET', '/members/{memberId}/permissions', {
    tag,
    summary: 'Explain what a member may do, and why',
    permission: 'member:read',
    input: explainMemberInput,
    output: explanationOut,
    verb: explain.explainMember,
  }),
  route('GET', '/api-keys/{keyId}/permissions', {
    tag,
    summary: 'Explain what an API key may do, and why',
    permission: 'key:read',
    input: explainKeyInput,
    output: explanationOut,
    verb: explain.explainKey,
  }),
];
