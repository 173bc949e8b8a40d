import { mutation, query, router } from '#server/core/trpc.ts';
import { getTenantInput, ownTenantOut, updateTenantInput } from './schema.ts';
import * as verbs from './service.ts';

export const tenantsRouter = router({
  get: query(getTenantInput, ownTenantOut, verbs.getTenant),
  update: mutation(updateTenantInput, ownTenantOut, verbs.updateTenant),
});
