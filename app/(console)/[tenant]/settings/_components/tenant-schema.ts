import { updateTenantInput } from '#server/tenants/schema.ts';

/** The form sends the whole row; the looks have a page of their own. */
export const tenantForm = updateTenantInput.omit({ accent: true }).required();
