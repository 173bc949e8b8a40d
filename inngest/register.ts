/** Makes this app's functions known to the Inngest server, so that nobody has to do it by hand after an update. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import { jobOrigin } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { infrastructureDelay } from './embedded/durations.ts';
import { allFunctions } from './functions.ts';

/** Tries until the server has listened once, or `stop` is called. */
export function registerApp(client: Inngest): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const serveOrigin = jobOrigin();
  const handler = serve({ client, functions: allFunctions(client), serveOrigin });
  const url = new URL('/api/inngest', serveOrigin);
  const registered = (async () => {
    for (let failures = 1; !signal.aborted; failures += 1) {
      const reason = await tryOnce(handler, url);
      if (reason === null) return log.info({ url: url.href }, 'the Inngest server knows the jobs');
      log.warn(
        { url: url.href, reason },
        'the Inngest server could not be told of the jobs; to be tried again',
      );
      await delay(infrastructureDelay(failures), undefined, { signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await registered;
    },
  };
}

/** Null when it worked. */
async function tryOnce(handler: (request: Request) => Promise<Response>, url: URL): Promise<string | null> {
  try {
    const response = await handler(new Request(url, { method: 'PUT', headers: { host: url.host } }));
    return response.ok ? null : `${response.status} ${await response.text()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
