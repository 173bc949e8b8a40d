// What starts a run, what a run waits for, and what ends it from outside.
import assert from 'node:assert/strict';
import { expectNotes, expectSeconds, type Scenario } from '#tests/conformance/scenario.ts';

export const eventScenarios: Scenario[] = [
  {
    name: 'condition',
    about: 'a trigger with a condition takes matching events only',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'condition',
          retries: 0,
          triggers: [{ event: 'condition/go', if: 'event.data.amount > 10 && event.data.kind == "a"' }],
        },
        async ({ event }) => note(`amount ${event.data.amount}`),
      ),
    ],
    run: async (bench) => {
      await bench.send(
        { name: 'condition/go', data: { amount: 5, kind: 'a' } },
        { name: 'condition/go', data: { amount: 12, kind: 'b' } },
        { name: 'condition/go', data: { amount: 11, kind: 'a' } },
      );
      await bench.until(() => bench.journal.list().length > 0);
      await bench.settle();
      expectNotes(bench, ['amount 11']);
    },
  },
  {
    name: 'wait-for-event',
    about: 'a run waits for the event that matches its own, and gets it',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'wait-for-event', retries: 0, triggers: { event: 'wait-for-event/go' } },
        async ({ step }) => {
          await step.run('before', () => note('before'));
          const event = await step.waitForEvent('reply', {
            event: 'wait-for-event/reply',
            match: 'data.id',
            timeout: '1h',
          });
          note(`got ${event?.data.answer}`);
        },
      ),
    ],
    run: async (bench) => {
      const reply = (id: string, answer: string) => ({ name: 'wait-for-event/reply', data: { id, answer } });
      await bench.send({ name: 'wait-for-event/go', data: { id: 'x' } });
      await bench.until(() => bench.journal.list('before').length > 0);
      // Nobody outside can see when the wait begins.
      await bench.settle(2);
      await bench.send(reply('y', 'wrong'));
      await bench.settle();
      await bench.send(reply('x', 'right'));
      await bench.until(() => bench.journal.list('got').length > 0);
      expectNotes(bench, ['before', 'got right']);
    },
  },
  {
    name: 'wait-time-out',
    about: 'a wait for an event that does not come gives null when its time is over',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'wait-time-out', retries: 0, triggers: { event: 'wait-time-out/go' } },
        async ({ step }) => {
          await step.run('before', () => note('before'));
          const event = await step.waitForEvent('never', { event: 'wait-time-out/never', timeout: '2s' });
          await step.run('after', () => note(`got ${event}`));
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'wait-time-out/go' });
      await bench.until(() => bench.journal.list('got').length > 0);
      expectNotes(bench, ['before', 'got null']);
      expectSeconds(bench.journal.between('before', 'got null'), 1.9, 8);
    },
  },
  {
    name: 'cron',
    about: 'a cron trigger starts a run each time it is due',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'cron', retries: 0, triggers: { cron: 'TZ=Asia/Shanghai * * * * *' } },
        async ({ event }) => note(event.name),
      ),
    ],
    run: async (bench) => {
      await bench.later(() => bench.journal.list().length > 0, 75);
      assert.equal(bench.journal.list()[0], 'inngest/scheduled.timer');
    },
  },
  {
    name: 'cancel-on',
    about: 'an event ends the runs that it is about, and no others',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'cancel-on',
          retries: 0,
          cancelOn: [{ event: 'cancel-on/stop', match: 'data.id' }],
          triggers: { event: 'cancel-on/go' },
        },
        async ({ event, step }) => {
          await step.run('begin', () => note(`begin ${event.data.id}`));
          await step.sleep('long', '4s');
          await step.run('end', () => note(`end ${event.data.id}`));
        },
      ),
    ],
    run: async (bench) => {
      await bench.send(
        { name: 'cancel-on/go', data: { id: 'a' } },
        { name: 'cancel-on/go', data: { id: 'b' } },
      );
      await bench.until(() => bench.journal.list('begin').length === 2);
      // So that both sleep by now.
      await bench.settle(1);
      await bench.send({ name: 'cancel-on/stop', data: { id: 'a' } });
      await bench.until(() => bench.journal.list('end').length > 0);
      await bench.settle();
      expectNotes(bench, ['end b'], 'end');
    },
  },
];
