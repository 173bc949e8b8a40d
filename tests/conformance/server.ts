// Runs the scenarios against an Inngest server: dev server, self-hosted or Cloud. Only what the app itself sees is looked at.
import { setTimeout as delay } from 'node:timers/promises';
import { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import { until } from '#tests/process.ts';
import { quiet } from './embedded.ts';
import { listen } from './http.ts';
import { createRecorder, type Exchange } from './recorder.ts';
import { createJournal, type Scenario } from './scenario.ts';

export interface ServerOptions {
  /** Where the server listens. */
  readonly url: string;
  /** Without a signing key the server is taken for a dev server, which signs nothing. */
  readonly eventKey?: string | undefined;
  readonly signingKey?: string | undefined;
  /** Where the server reaches the scenarios' app: an address of this machine, and a port or 0. */
  readonly appHost?: string | undefined;
  readonly appPort?: number | undefined;
  readonly scenarios: readonly Scenario[];
}

export interface Result {
  readonly scenario: Scenario;
  /** Null when it holds. */
  readonly fault: string | null;
  readonly exchanges: readonly Exchange[];
}

/** What keeps the suite from saying anything about the server. */
export class NoServerError extends Error {}

const REACH_MS = 5_000;
/** How much slower than the embedded executor a server may be. */
const PATIENCE_SECONDS = 30;
const SETTLE_SECONDS = 3;

/** Registers an app with all scenarios and runs them side by side. */
export async function runAgainstServer(options: ServerOptions): Promise<Result[]> {
  const { url, eventKey, signingKey, scenarios } = options;
  await reach(url);
  const recorder = createRecorder();
  const client = new Inngest({
    id: 'conformance',
    isDev: !signingKey,
    baseUrl: url,
    // The same protocol as the embedded executor's: one step a call.
    checkpointing: false,
    logger: quiet,
    internalLogger: quiet,
    fetch: recorder.fetch(fetch),
    ...(eventKey && { eventKey }),
    ...(signingKey && { signingKey }),
  });
  const parts = scenarios.map((scenario) => {
    const journal = createJournal(() => Date.now());
    return { scenario, journal, functions: scenario.functions(client, journal) };
  });
  const functions = parts.flatMap((part) => part.functions);
  const handler = recorder.handler(serve({ client, functions }));
  const app = await listen(handler, options.appHost, options.appPort);
  try {
    await register(`${app.url}/api/inngest`, url);
    const runs = parts.map(async ({ scenario, journal }) => {
      try {
        await scenario.run({
          journal,
          send: async (...events) => {
            await client.send(events);
          },
          until: (condition, seconds = 10) => until(condition, seconds + PATIENCE_SECONDS),
          later: (condition, seconds) => until(condition, seconds + PATIENCE_SECONDS),
          settle: async (seconds = SETTLE_SECONDS) => {
            await delay(Math.max(seconds, SETTLE_SECONDS) * 1000);
          },
        });
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    });
    const faults = await Promise.all(runs);
    return parts.map(({ scenario }, index) => ({
      scenario,
      fault: faults[index] ?? null,
      exchanges: recorder.exchanges.filter((exchange) => belongsTo(exchange, scenario)),
    }));
  } finally {
    await app.close();
  }
}

/** Any answer will do: what a server says to whom differs. */
async function reach(url: string): Promise<void> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(REACH_MS) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new NoServerError(`There is no Inngest server at ${url}: ${reason}`, { cause: error });
  }
}

/** Asks the app to register itself, which makes it call the server. */
async function register(endpoint: string, url: string): Promise<void> {
  const response = await fetch(endpoint, { method: 'PUT' });
  if (response.ok) return;
  throw new NoServerError(
    `The app could not register with ${url} (${response.status}): ${await response.text()}`,
  );
}

function belongsTo({ kind, about }: Exchange, { name }: Scenario): boolean {
  const prefix = kind === 'event' ? `${name}/` : `conformance-${name}`;
  return about.startsWith(prefix);
}
