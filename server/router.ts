/** Every procedure of the console, by slice. */
import { createCaller, router } from '#server/core/trpc.ts';
import { alertsRouter } from './alerts/router.ts';
import { auditRouter } from './audit/router.ts';
import { channelsRouter } from './channels/router.ts';
import { cloudsRouter } from './clouds/router.ts';
import { cutOffRouter } from './cut-off/router.ts';
import { deliveriesRouter } from './deliveries/router.ts';
import { guideRouter } from './guide/router.ts';
import { iamRouter } from './iam/router.ts';
import { keysRouter } from './keys/router.ts';
import { ledgerRouter } from './ledger/router.ts';
import { membersRouter } from './members/router.ts';
import { platformRouter } from './platform/router.ts';
import { projectsRouter } from './projects/router.ts';
import { quotasRouter } from './quotas/router.ts';
import { requestsRouter } from './requests/router.ts';
import { rolesRouter } from './roles/router.ts';
import { sandboxRouter } from './sandbox/router.ts';
import { settingsRouter } from './settings/router.ts';
import { spendingRouter } from './spending/router.ts';
import { ssoRouter } from './sso/router.ts';
import { teamsRouter } from './teams/router.ts';
import { tenantsRouter } from './tenants/router.ts';
import { usersRouter } from './users/router.ts';
import { viewsRouter } from './views/router.ts';
import { webhooksRouter } from './webhooks/router.ts';

export const appRouter = router({
  alerts: alertsRouter,
  channels: channelsRouter,
  clouds: cloudsRouter,
  cutOff: cutOffRouter,
  deliveries: deliveriesRouter,
  audit: auditRouter,
  guide: guideRouter,
  iam: iamRouter,
  keys: keysRouter,
  ledger: ledgerRouter,
  members: membersRouter,
  platform: platformRouter,
  projects: projectsRouter,
  quotas: quotasRouter,
  requests: requestsRouter,
  roles: rolesRouter,
  sandbox: sandboxRouter,
  settings: settingsRouter,
  spending: spendingRouter,
  sso: ssoRouter,
  teams: teamsRouter,
  tenant: tenantsRouter,
  users: usersRouter,
  views: viewsRouter,
  webhooks: webhooksRouter,
});

export type AppRouter = typeof appRouter;
export const createAppCaller = createCaller(appRouter);
