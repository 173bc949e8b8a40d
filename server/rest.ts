/** Every endpoint of the API, by slice. */
import { type Refusals, type Route, restHandler } from '#server/core/rest.ts';
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
import refusals from './refusals.json' with { type: 'json' };
import { requestsRest } from './requests/rest.ts';
import { rolesRest } from './roles/rest.ts';
import { settingsRest } from './settings/rest.ts';
import { spendingRest } from './spending/rest.ts';
import { ssoRest } from './sso/rest.ts';
import { teamsRest } from './teams/rest.ts';
import { tenantsRest } from './tenants/rest.ts';
import { webhooksRest } from './webhooks/rest.ts';

/** Found in the code behind each endpoint, by `npm run refusals`. */
const found: Record<string, Refusals> = refusals;

export const routes: Route[] = [
  ...cloudsRest,
  ...iamRest,
  ...projectsRest,
  ...quotasRest,
  ...requestsRest,
  ...spendingRest,
  ...cutOffRest,
  ...alertsRest,
  ...channelsRest,
  ...deliveriesRest,
  ...webhooksRest,
  ...tenantsRest,
  ...membersRest,
  ...rolesRest,
  ...teamsRest,
  ...keysRest,
  ...settingsRest,
  ...ssoRest,
  ...auditRest,
].map((route) => ({ ...route, refusals: found[`${route.method} ${route.path}`] ?? {} }));

export const handleRest = restHandler(routes);
