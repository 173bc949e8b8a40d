/** Every slice's jobs. */
import type { Inngest, InngestFunction } from 'inngest';
import { cutOffJobs } from '#server/cut-off/jobs.ts';
import { deliveryJobs } from '#server/deliveries/jobs.ts';

/** The functions of AirGate for one client. */
export function allFunctions(inngest: Inngest): InngestFunction.Any[] {
  return [...cutOffJobs(inngest), ...deliveryJobs(inngest)];
}
