import { updateTenantInput } from '#server/tenants/schema.ts';

/** The form sends the whole row. */
export const tenantForm = updateTenantInput.required();
