// Steps that go well: one after the other, side by side, over time and into other functions.
import { setTimeout as delay } from 'node:timers/promises';
import {
  expectNotes,
  expectNotesInAnyOrder,
  expectSeconds,
  type Scenario,
} from '#tests/conformance/scenario.ts';

export const stepScenarios: Scenario[] = [
  {
    name: 'step-sequence',
    about: 'steps run once each, in order, and hand their values on',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'step-sequence', retries: 0, triggers: { event: 'step-sequence/go' } },
        async ({ event, step }) => {
          const run = (name: string, value: number) =>
            step.run(name, () => {
              note(name);
              return value;
            });
          const one = await run('one', Number(event.data.n));
          const two = await run('two', one * 2);
          const three = await run('three', two + 1);
          note(`end ${three}`);
          return { three };
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'step-sequence/go', data: { n: 20 } });
      await bench.until(() => bench.journal.list('end').length > 0);
      expectNotes(bench, ['one', 'two', 'three', 'end 41']);
    },
  },
  {
    name: 'parallel-steps',
    about: 'steps side by side are under way at the same time, and the function goes on after all of them',
    functions: (client, { note, list }) => [
      client.createFunction(
        { id: 'parallel-steps', retries: 0, triggers: { event: 'parallel-steps/go' } },
        async ({ step }) => {
          const work = (name: string) =>
            step.run(name, async () => {
              note(`begin ${name}`);
              while (list('begin').length < 2) await delay(10);
              return name;
            });
          const names = await Promise.all([work('left'), work('right')]);
          await step.run('join', () => note(`join ${names.join(' ')}`));
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'parallel-steps/go' });
      await bench.until(() => bench.journal.list('join').length > 0);
      expectNotesInAnyOrder(bench, ['begin left', 'begin right', 'join left right']);
    },
  },
  {
    name: 'sleep',
    about: 'a sleep holds the run for as long as it says, and repeats nothing',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'sleep', retries: 0, triggers: { event: 'sleep/go' } },
        async ({ step }) => {
          await step.run('before', () => note('before'));
          await step.sleep('nap', '2s');
          await step.run('after', () => note('after'));
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'sleep/go' });
      await bench.until(() => bench.journal.list('after').length > 0);
      expectNotes(bench, ['before', 'after']);
      expectSeconds(bench.journal.between('before', 'after'), 1.9, 8);
    },
  },
  {
    name: 'invoke',
    about: 'an invoked function gives its value, or its error, to the step that invoked it',
    functions: (client, { note }) => {
      const double = client.createFunction(
        { id: 'invoke-double', retries: 0, triggers: { event: 'invoke/double' } },
        async ({ event, step }) => step.run('work', () => Number(event.data.n) * 2),
      );
      const broken = client.createFunction(
        { id: 'invoke-broken', retries: 0, triggers: { event: 'invoke/broken' } },
        async () => {
          throw new Error('no luck');
        },
      );
      const caller = client.createFunction(
        { id: 'invoke', retries: 0, triggers: { event: 'invoke/go' } },
        async ({ step }) => {
          const value = await step.invoke('good', { function: double, data: { n: 21 } });
          const failed = await step.invoke('bad', { function: broken, data: {} }).then(
            () => false,
            () => true,
          );
          note(`value ${value}, failed ${failed}`);
        },
      );
      return [double, broken, caller];
    },
    run: async (bench) => {
      await bench.send({ name: 'invoke/go' });
      await bench.until(() => bench.journal.list().length > 0);
      expectNotes(bench, ['value 42, failed true']);
    },
  },
  {
    name: 'send-event',
    about: 'an event sent from a step starts its function, and an id that was seen before starts nothing',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'send-event', retries: 0, triggers: { event: 'send-event/go' } },
        async ({ event, step }) => {
          const id = String(event.data.id);
          const { ids } = await step.sendEvent('tell', { name: 'send-event/child', id, data: { n: 7 } });
          note(`sent ${ids.length}`);
        },
      ),
      client.createFunction(
        { id: 'send-event-child', retries: 0, triggers: { event: 'send-event/child' } },
        async ({ event, step }) => step.run('work', () => note(`child ${event.data.n}`)),
      ),
    ],
    run: async (bench) => {
      const id = `fixed-${process.pid}-${performance.now()}`;
      await bench.send({ name: 'send-event/go', data: { id } });
      await bench.until(
        () => bench.journal.list('child').length > 0 && bench.journal.list('sent').length > 0,
      );
      await bench.send({ name: 'send-event/child', id, data: { n: 8 } });
      await bench.settle();
      expectNotesInAnyOrder(bench, ['sent 1', 'child 7']);
    },
  },
];
