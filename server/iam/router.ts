import { mutation, query, router } from '#server/core/trpc.ts';
import * as shape from './schema.ts';
import {
  createAccessKey,
  deleteAccessKey,
  listAccessKeys,
  setAccessKeyActive,
} from './service/access-keys.ts';
import { getLogin, setLogin, updateSubAccount } from './service/change.ts';
import { createSubAccount } from './service/create.ts';
import { deleteSubAccount } from './service/delete.ts';
import { importSubAccounts, releaseSubAccount } from './service/manage.ts';
import { attachPolicy, detachPolicy, listAttachedPolicies, searchPolicies } from './service/policies.ts';
import { getSubAccount, listSubAccounts } from './service/read.ts';
import { syncCloudAccount } from './service/sync.ts';

const external = { external: true };

export const iamRouter = router({
  sync: mutation(shape.syncInput, shape.syncOut, syncCloudAccount, external),
  list: query(shape.listSubAccountsInput, shape.subAccountPage, listSubAccounts),
  get: query(shape.subAccountRef, shape.subAccountDetailOut, getSubAccount),
  import: mutation(shape.importInput, shape.importOut, importSubAccounts),
  release: mutation(shape.subAccountRef, shape.goneOut, releaseSubAccount, external),
  create: mutation(shape.createSubAccountInput, shape.createSubAccountOut, createSubAccount, external),
  update: mutation(shape.updateSubAccountInput, shape.subAccountDetailOut, updateSubAccount, external),
  delete: mutation(shape.deleteSubAccountInput, shape.goneOut, deleteSubAccount, external),
  login: query(shape.subAccountRef, shape.loginOut, getLogin),
  setLogin: mutation(shape.setLoginInput, shape.setLoginOut, setLogin, external),
  accessKeys: query(shape.subAccountRef, shape.accessKeyList, listAccessKeys),
  createAccessKey: mutation(shape.subAccountRef, shape.newAccessKeyOut, createAccessKey, external),
  setAccessKeyActive: mutation(
    shape.setAccessKeyActiveInput,
    shape.accessKeyStateOut,
    setAccessKeyActive,
    external,
  ),
  deleteAccessKey: mutation(shape.accessKeyRef, shape.accessKeyStateOut, deleteAccessKey, external),
  searchPolicies: query(shape.searchPoliciesInput, shape.policyList, searchPolicies),
  policies: query(shape.subAccountRef, shape.attachedPolicyList, listAttachedPolicies),
  attachPolicy: mutation(shape.policyChangeInput, shape.attachedPolicyList, attachPolicy, external),
  detachPolicy: mutation(shape.policyChangeInput, shape.attachedPolicyList, detachPolicy, external),
});
