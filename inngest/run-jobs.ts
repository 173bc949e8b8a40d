/** The jobs of one process: the relay of the outbox and, unless an Inngest server does it, the executor of the runs. */
import { serve } from 'inngest/edge';
import { env, publicUrl } from '#server/core/env.ts';
import { embeddedSigningKey, inngest, jobsAreEmbedded } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { startOutboxRelay } from '#server/core/outbox.ts';
import { type ExecutorHealth, startExecutor } from './embedded/executor.ts';
import { allFunctions } from './functions.ts';

export type RunningJobs = {
  /** Null where an Inngest server runs them. */
  health: (() => Promise<ExecutorHealth>) | null;
  /** Takes nothing new and waits for what is in flight, up to `drainMs`. */
  stop(): Promise<void>;
};

export async function runJobs({ drainMs }: { drainMs: number }): Promise<RunningJobs> {
  const client = inngest();
  const relay = startOutboxRelay(async (messages) => {
    await client.send(messages);
  });
  if (!jobsAreEmbedded()) return { health: null, stop: relay.stop };
  const executor = await startExecutor({
    connectionString: env().DATABASE_URL,
    handler: serve({ client, functions: allFunctions(client) }),
    url: `${publicUrl()}/api/inngest`,
    signingKey: embeddedSigningKey(),
    log,
  });
  return {
    health: executor.health,
    stop: async () => {
      await relay.stop();
      await executor.stop({ timeoutMs: drainMs });
    },
  };
}
