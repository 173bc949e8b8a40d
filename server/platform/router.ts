import { platformMutation, platformQuery, router } from '#server/core/trpc.ts';
import {
  createdTenantOut,
  createTenantInput,
  listTenantsInput,
  tenantOut,
  tenantPage,
  tenantRefInput,
} from '#server/tenants/schema.ts';
import * as tenants from '#server/tenants/service.ts';
import { listUsersInput, personPage, personRow, setDisabledInput } from '#server/users/schema.ts';
import * as people from '#server/users/service/people.ts';
import { getSystemHealthInput, healthOut } from './schema.ts';
import * as verbs from './service.ts';

export const platformRouter = router({
  health: platformQuery(getSystemHealthInput, healthOut, verbs.getSystemHealth),
  tenants: platformQuery(listTenantsInput, tenantPage, tenants.listTenants),
  createTenant: platformMutation(createTenantInput, createdTenantOut, tenants.createTenant),
  suspendTenant: platformMutation(tenantRefInput, tenantOut, tenants.suspendTenant),
  reactivateTenant: platformMutation(tenantRefInput, tenantOut, tenants.reactivateTenant),
  users: platformQuery(listUsersInput, personPage, people.listUsers),
  setUserDisabled: platformMutation(setDisabledInput, personRow, people.setDisabled),
});
