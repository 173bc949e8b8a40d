/** Every slice's jobs. */
import type { Inngest, InngestFunction } from 'inngest';
import { auditJobs } from '#server/audit/jobs.ts';
import { cutOffJobs } from '#server/cut-off/jobs.ts';
import { deliveryJobs } from '#server/deliveries/jobs.ts';
import { iamJobs } from '#server/iam/jobs.ts';
import { keysJobs } from '#server/keys/jobs.ts';
import { platformJobs } from '#server/platform/jobs.ts';
import { projectsJobs } from '#server/projects/jobs.ts';
import { requestsJobs } from '#server/requests/jobs.ts';
import { spendingJobs } from '#server/spending/jobs.ts';
import { tenantsJobs } from '#server/tenants/jobs.ts';
import { webhookJobs } from '#server/webhooks/jobs.ts';

/** The functions of AirGate for one client. */
export function allFunctions(inngest: Inngest): InngestFunction.Any[] {
  return [
    ...auditJobs(inngest),
    ...cutOffJobs(inngest),
    ...iamJobs(inngest),
    ...projectsJobs(inngest),
    ...spendingJobs(inngest),
    ...deliveryJobs(inngest),
    ...webhookJobs(inngest),
    ...keysJobs(inngest),
    ...requestsJobs(inngest),
    ...platformJobs(inngest),
    ...tenantsJobs(inngest),
  ];
}
