/** The process's Inngest client, and the ctx of a job. */
import { type Inngest, NonRetriableError } from 'inngest';
import { Pool } from 'pg';
import { createInngest } from '#inngest/client.ts';
import { AppError } from '#lib/errors.ts';
import { derive } from './crypto.ts';
import { type Ctx, systemCtx } from './ctx.ts';
import { env, inngestDev, publicUrl } from './env.ts';
import { tenantRef } from './identity.ts';
import { JobEnds, JobScope, libraryLog, quietLog } from './job-scope.ts';
import { watchPool } from './metrics.ts';
import { once } from './registry.ts';

/** Whether this installation runs its jobs itself or leaves them to an Inngest server. */
export function jobsAreEmbedded(): boolean {
  const { INNGEST_EVENT_KEY, INNGEST_BASE_URL } = env();
  return !inngestDev(env()) && !INNGEST_EVENT_KEY && !INNGEST_BASE_URL;
}

/** Where an Inngest server finds this installation. */
export const jobOrigin = () => env().INNGEST_SERVE_ORIGIN ?? publicUrl();

/** Signs the calls of the embedded executor, so that the public job endpoint stays shut. */
export const embeddedSigningKey = () => derive('job executor');

/** The executor keeps its own tables, as the database's owner. */
export const executorPool = () =>
  once('executor-pool', () => {
    const pool = new Pool({ connectionString: env().DATABASE_URL, max: 5 });
    pool.on('error', () => {});
    return watchPool('executor', pool);
  });

let client: Inngest | undefined;

const logs = { logger: quietLog, internalLogger: libraryLog };

export function inngest(): Inngest {
  client ??= jobsAreEmbedded()
    ? embeddedInngest()
    : createInngest(null, { ...logs, middleware: [JobScope, JobEnds] });
  return client;
}

/** A client whose events and calls stay inside, whatever the variables name. */
export function embeddedInngest(): Inngest {
  const embedded = { database: executorPool, signingKey: embeddedSigningKey() };
  return createInngest(embedded, { ...logs, middleware: [JobScope] });
}

/**
 * The ctx of a job inside a tenant; the run's id is its request id, so log, audit and run meet. The runs of a deleted
 * tenant end here at once; what they leave undone is taken up when it is restored.
 */
export async function jobCtx(job: string, tenantId: string, runId: string): Promise<Ctx> {
  try {
    return systemCtx(job, await tenantRef({ id: tenantId }), runId);
  } catch (error) {
    const deleted = error instanceof AppError && error.reason === 'tenant_deleted';
    throw deleted ? new NonRetriableError('The tenant is deleted.', { cause: error }) : error;
  }
}
