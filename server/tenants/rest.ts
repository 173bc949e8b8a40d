import { route } from '#server/core/rest.ts';
import { getTenantInput, ownTenantOut, updateTenantInput } from './schema.ts';
import * as verbs from './service.ts';

const tag = 'Tenant';

export const tenantsRest = [
  route('GET', '/tenant', {
    tag,
    summary: "Get the key's tenant",
    permission: 'tenant:read',
    input: getTenantInput,
    output: ownTenantOut,
    verb: verbs.getTenant,
  }),
  route('PATCH', '/tenant', {
    tag,
    summary: 'Change name, currency, time zone or language',
    permission: 'tenant:update',
    input: updateTenantInput,
    output: ownTenantOut,
    verb: verbs.updateTenant,
  }),
];
