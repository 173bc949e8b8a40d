import { route } from '#server/core/rest.ts';
import {
  confirmInput,
  deletionOut,
  getTenantInput,
  openTransferOut,
  ownTenantOut,
  setLogoInput,
  tenantOut,
  updateTenantInput,
} from './schema.ts';
import * as branding from './service/branding.ts';
import * as lifecycle from './service/lifecycle.ts';
import * as transfer from './service/transfer.ts';
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
    summary: 'Change name, currency, time zone, language or accent',
    permission: 'tenant:update',
    input: updateTenantInput,
    output: ownTenantOut,
    verb: verbs.updateTenant,
  }),
  route('PUT', '/tenant/logo', {
    tag,
    summary: 'Set the logo',
    permission: 'tenant:update',
    input: setLogoInput,
    output: ownTenantOut,
    verb: branding.setLogo,
  }),
  route('DELETE', '/tenant/logo', {
    tag,
    summary: 'Remove the logo',
    permission: 'tenant:update',
    input: getTenantInput,
    output: ownTenantOut,
    verb: branding.removeLogo,
  }),
  route('GET', '/tenant/transfer', {
    tag,
    summary: 'Get the offer to hand the tenant over that waits for an answer',
    permission: 'tenant:read',
    input: getTenantInput,
    output: openTransferOut,
    verb: transfer.getTransfer,
  }),
  route('GET', '/tenant/deletion-preview', {
    tag,
    summary: 'Count what deleting the tenant would take',
    permission: 'tenant:read',
    input: getTenantInput,
    output: deletionOut,
    verb: lifecycle.previewDeletion,
  }),
  route('DELETE', '/tenant', {
    tag,
    summary: 'Delete the tenant; its owner can restore it for 30 days',
    permission: 'tenant:delete',
    input: confirmInput,
    output: tenantOut,
    verb: lifecycle.deleteTenant,
  }),
];
