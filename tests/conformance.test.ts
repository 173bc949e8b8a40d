// The embedded executor does what the scenarios say, and says on the wire what was recorded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEmbedded } from './conformance/embedded.ts';
import { trafficOf } from './conformance/recorder.ts';
import { scenarios } from './conformance/scenarios.ts';
import { NoServerError, runAgainstServer } from './conformance/server.ts';
import { emptyDatabase, type FreshDatabase } from './database.ts';
import { type InngestKeys, startInngest } from './servers/inngest.ts';

const recorded = (name: string) =>
  readFileSync(join(import.meta.dirname, 'conformance/traffic', `${name}.jsonl`), 'utf8');

let database: FreshDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
  // The first executor makes the tables that all share.
  const [first] = scenarios;
  if (first) await runEmbedded(database.url, first);
});
afterAll(() => database.drop());

describe.concurrent('on the embedded executor', () => {
  test.each(scenarios)(
    '$about',
    async (scenario) => {
      const traffic = trafficOf(await runEmbedded(database.url, scenario));
      expect(traffic).toBe(recorded(scenario.name));
    },
    60_000,
  );
});

describe('against a server', () => {
  const quick = scenarios.filter(({ name }) => ['step-sequence', 'send-event', 'retry-after'].includes(name));
  const kinds: [string, InngestKeys | null][] = [
    ['a self-hosted server', { eventKey: 'event-key', signingKey: 'ab'.repeat(32) }],
    ['a dev server', null],
  ];

  test.each(kinds)(
    'the suite registers its app with %s and sees the same',
    async (_kind, keys) => {
      const own = await emptyDatabase();
      const server = await startInngest(own.url, keys);
      try {
        const signingKey = keys ? `signkey-test-${keys.signingKey}` : undefined;
        const results = await runAgainstServer({
          url: server.url,
          eventKey: keys?.eventKey,
          signingKey,
          scenarios: quick,
        });
        expect(results.map(({ scenario, fault }) => [scenario.name, fault])).toEqual(
          quick.map(({ name }) => [name, null]),
        );
        for (const { scenario, exchanges } of results) {
          expect(trafficOf(exchanges)).toBe(recorded(scenario.name));
        }
        expect(server.functions).toContain('conformance-step-sequence');
        expect(server.refused).toEqual([]);
      } finally {
        await server.close();
        await own.drop();
      }
    },
    60_000,
  );

  test('a server that is not there, or refuses the app, is named as such', async () => {
    const nowhere = runAgainstServer({ url: 'http://127.0.0.1:1', scenarios: quick });
    await expect(nowhere).rejects.toThrow(NoServerError);
    await expect(nowhere).rejects.toThrow('There is no Inngest server at http://127.0.0.1:1');
    const own = await emptyDatabase();
    const server = await startInngest(own.url, { eventKey: 'event-key', signingKey: 'ab'.repeat(32) });
    try {
      const wrong = { eventKey: 'event-key', signingKey: `signkey-test-${'cd'.repeat(32)}` };
      const refused = runAgainstServer({ url: server.url, ...wrong, scenarios: quick });
      await expect(refused).rejects.toThrow(/could not register/);
      expect(server.refused).toEqual(['POST /fn/register']);
    } finally {
      await server.close();
      await own.drop();
    }
  });
});
