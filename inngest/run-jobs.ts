/** The jobs of one process: the relay of the outbox and, unless an Inngest server does it, the executor of the runs. */
import type { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import { env, publicUrl } from '#server/core/env.ts';
import {
  embeddedInngest,
  embeddedSigningKey,
  executorPool,
  inngest,
  jobsAreEmbedded,
} from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { startOutboxRelay } from '#server/core/outbox.ts';
import { runEnded } from '#server/core/outcomes.ts';
import { drainExecutor } from './embedded/drain.ts';
import { type Executor, type ExecutorOptions, startExecutor } from './embedded/executor.ts';
import { allFunctions } from './functions.ts';
import { registerApp } from './register.ts';

export type RunningJobs = {
  /** Takes nothing new and waits for what is in flight, up to `drainMs`. */
  stop(): Promise<void>;
};

export async function runJobs({ drainMs }: { drainMs: number }): Promise<RunningJobs> {
  const client = inngest();
  const relay = startOutboxRelay(async (messages) => {
    await client.send(messages);
  });
  if (jobsAreEmbedded()) {
    const executor = await startExecutor(executorOptions(client));
    return { stop: inOrder(relay.stop, () => executor.stop({ timeoutMs: drainMs })) };
  }
  const registration = registerApp(client);
  const draining = await drain();
  return { stop: inOrder(relay.stop, registration.stop, async () => draining?.stop({ timeoutMs: drainMs })) };
}

const inOrder =
  (...stops: (() => Promise<void>)[]) =>
  async () => {
    for (const stop of stops) await stop();
  };

/** What the embedded executor had begun before an Inngest server took over; a trouble with it stops nothing else. */
async function drain(): Promise<Pick<Executor, 'stop'> | null> {
  try {
    return await drainExecutor(executorPool(), executorOptions(embeddedInngest()));
  } catch (error) {
    log.error({ err: error }, 'what the embedded executor has left cannot be finished');
    return null;
  }
}

function executorOptions(client: Inngest): ExecutorOptions {
  const { DATABASE_URL, AIRGATE_JOBS_CAPACITY, AIRGATE_JOBS_RETENTION_DAYS } = env();
  return {
    connectionString: DATABASE_URL,
    handler: serve({ client, functions: allFunctions(client) }),
    url: `${publicUrl()}/api/inngest`,
    signingKey: embeddedSigningKey(),
    capacity: AIRGATE_JOBS_CAPACITY,
    retentionDays: AIRGATE_JOBS_RETENTION_DAYS,
    log,
    onEnded: (run) => runEnded({ ...run, functionId: run.functionId.replace(/^airgate-/, '') }),
  };
}
