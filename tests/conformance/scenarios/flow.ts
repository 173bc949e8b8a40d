// How many runs there may be, how many at a time, and how soon after one another.
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import {
  expectNotes,
  expectNotesInAnyOrder,
  expectSeconds,
  type Scenario,
} from '#tests/conformance/scenario.ts';

export const flowScenarios: Scenario[] = [
  {
    name: 'debounce',
    about: 'of events in short succession the last one runs, once it has been quiet',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'debounce',
          retries: 0,
          debounce: { period: '2s', key: 'event.data.key' },
          triggers: { event: 'debounce/go' },
        },
        async ({ event }) => note(`ran ${event.data.n}`),
      ),
    ],
    run: async (bench) => {
      for (const n of [1, 2, 3]) await bench.send({ name: 'debounce/go', data: { key: 'k', n } });
      await bench.until(() => bench.journal.list().length > 0);
      await bench.settle(3);
      expectNotes(bench, ['ran 3']);
    },
  },
  {
    name: 'idempotency',
    about: 'of events with the same idempotency key the first one runs',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'idempotency',
          retries: 0,
          idempotency: 'event.data.key',
          triggers: { event: 'idempotency/go' },
        },
        async ({ event }) => note(`ran ${event.data.key} ${event.data.n}`),
      ),
    ],
    run: async (bench) => {
      const key = `k-${process.pid}-${performance.now()}`;
      await bench.send({ name: 'idempotency/go', data: { key, n: 1 } });
      await bench.until(() => bench.journal.list().length > 0);
      await bench.send({ name: 'idempotency/go', data: { key, n: 2 } });
      await bench.settle();
      expectNotes(bench, [`ran ${key} 1`]);
    },
  },
  {
    name: 'concurrency',
    about: 'a concurrency limit holds for each key by itself, and every run gets its turn',
    functions: (client, { note }) => {
      const inside = new Map<string, number>();
      return [
        client.createFunction(
          {
            id: 'concurrency',
            retries: 0,
            concurrency: [{ limit: 1, key: 'event.data.key' }],
            triggers: { event: 'concurrency/go' },
          },
          async ({ event, step }) => {
            const key = String(event.data.key);
            await step.run('work', async () => {
              inside.set(key, (inside.get(key) ?? 0) + 1);
              if ((inside.get(key) ?? 0) > 1) note(`too many of ${key}`);
              await delay(300);
              inside.set(key, (inside.get(key) ?? 0) - 1);
              note(`done ${key}`);
            });
          },
        ),
      ];
    },
    run: async (bench) => {
      const keys = ['a', 'a', 'a', 'b', 'b'];
      await bench.send(...keys.map((key) => ({ name: 'concurrency/go', data: { key } })));
      await bench.until(() => bench.journal.list('done').length === keys.length, 30);
      expectNotesInAnyOrder(
        bench,
        keys.map((key) => `done ${key}`),
      );
    },
  },
  {
    name: 'throttle',
    about: 'a throttle spreads the starts of a key over time and loses none',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'throttle',
          retries: 0,
          throttle: { limit: 1, period: '2s', key: 'event.data.key' },
          triggers: { event: 'throttle/go' },
        },
        async ({ event }) => note(`ran ${event.data.n}`),
      ),
    ],
    run: async (bench) => {
      await bench.send(...[1, 2, 3].map((n) => ({ name: 'throttle/go', data: { key: 'k', n } })));
      await bench.until(() => bench.journal.list().length === 3, 30);
      const [first = '', second = '', third = ''] = bench.journal.list();
      expectNotesInAnyOrder(bench, ['ran 1', 'ran 2', 'ran 3']);
      // Nothing is promised about the order, and the first two may come close together.
      expectSeconds(bench.journal.between(first, third), 1.5, 20);
      assert.notEqual(first, second);
    },
  },
  {
    name: 'singleton',
    about: 'while a run of a key is under way, a singleton leaves further events of the key out',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'singleton',
          retries: 0,
          singleton: { key: 'event.data.key', mode: 'skip' },
          triggers: { event: 'singleton/go' },
        },
        async ({ event, step }) => {
          await step.run('begin', () => note(`begin ${event.data.n}`));
          await step.sleep('a while', '3s');
          await step.run('end', () => note(`end ${event.data.n}`));
        },
      ),
    ],
    run: async (bench) => {
      const go = (n: number) => ({ name: 'singleton/go', data: { key: 'k', n } });
      await bench.send(go(1));
      await bench.until(() => bench.journal.list('begin').length === 1);
      await bench.send(go(2));
      await bench.until(() => bench.journal.list('end').length === 1);
      await bench.settle();
      await bench.send(go(3));
      await bench.until(() => bench.journal.list('end').length === 2);
      expectNotes(bench, ['begin 1', 'end 1', 'begin 3', 'end 3']);
    },
  },
];
