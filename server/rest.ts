/** Every endpoint of the API, by slice. */
import { restHandler } from '#server/core/rest.ts';
import { alertsRest } from './alerts/rest.ts';
import { auditRest } from './audit/rest.ts';
import { channelsRest } from './channels/rest.ts';
import { cloudsRest } from './clouds/rest.ts';
import { cutOffRest } from './cut-off/rest.ts';
import { deliveriesRest } from './deliveries/rest.ts';
import { iamRest } from './iam/rest.ts';
import { keysRest } from './keys/rest.ts';
import { membersRest } from './members/rest.ts';
import { projectsRest } from './projects/rest.ts';
import { quotasRest } from './quotas/rest.ts';
import { rolesRest } from './roles/rest.ts';
import { settingsRest } from './settings/rest.ts';
import { spendingRest } from './spending/rest.ts';
import { ssoRest } from './sso/rest.ts';
import { tenantsRest } from './tenants/rest.ts';

export const routes = [
  ...cloudsRest,
  ...iamRest,
  ...projectsRest,
  ...quotasRest,
  ...spendingRest,
  ...cutOffRest,
  ...alertsRest,
  ...channelsRest,
  ...deliveriesRest,
  ...tenantsRest,
  ...membersRest,
  ...rolesRest,
  ...keysRest,
  ...settingsRest,
  ...ssoRest,
  ...auditRest,
];

export const handleRest = restHandler(routes);
