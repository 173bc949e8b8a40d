import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
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

export const rolesRouter = router({
  list: query(z.void(), roleList, verbs.listRoles),
  get: query(anyRoleRef, roleOut, verbs.getRole),
  compare: query(compareRoleInput, comparisonOut, verbs.compareRole),
  create: mutation(createRoleInput, roleOut, verbs.createRole),
  update: mutation(updateRoleInput, roleOut, verbs.updateRole),
  delete: mutation(deleteRoleInput, roleOut, verbs.deleteRole),
  explainMember: query(explainMemberInput, explanationOut, explain.explainMember),
  explainKey: query(explainKeyInput, explanationOut, explain.explainKey),
});
