// Steps and functions that fail: how often they are tried, when, and what comes of it in the end.
import { NonRetriableError, RetryAfterError } from 'inngest';
import { expectNotes, expectSeconds, type Scenario } from '#tests/conformance/scenario.ts';

export const failureScenarios: Scenario[] = [
  {
    name: 'flaky-step',
    about: 'a failing step is tried again after the usual wait, and the steps before it are not',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'flaky-step', retries: 2, triggers: { event: 'flaky-step/go' } },
        async ({ attempt, step }) => {
          await step.run('solid', () => note('solid'));
          await step.run('shaky', () => {
            note(`shaky ${attempt}`);
            if (attempt < 1) throw new Error(`failure ${attempt}`);
          });
          await step.run('last', () => note(`last ${attempt}`));
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'flaky-step/go' });
      await bench.later(() => bench.journal.list('last').length > 0, 60);
      expectNotes(bench, ['solid', 'shaky 0', 'shaky 1', 'last 0']);
      expectSeconds(bench.journal.between('shaky 0', 'shaky 1'), 10, 60);
    },
  },
  {
    name: 'retry-after',
    about: 'a RetryAfterError says itself when to try again',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'retry-after', retries: 2, triggers: { event: 'retry-after/go' } },
        async ({ attempt, step }) => {
          await step.run('limited', () => {
            note(`try ${attempt}`);
            if (attempt === 0) throw new RetryAfterError('too many requests', '2s');
          });
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'retry-after/go' });
      await bench.until(() => bench.journal.list('try 1').length > 0, 15);
      expectNotes(bench, ['try 0', 'try 1']);
      expectSeconds(bench.journal.between('try 0', 'try 1'), 1.5, 12);
    },
  },
  {
    name: 'non-retriable',
    about: 'a NonRetriableError ends the run at once, and onFailure hears of it',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'non-retriable',
          retries: 4,
          triggers: { event: 'non-retriable/go' },
          onFailure: async ({ error }) => note(`failure: ${error.message}`),
        },
        async ({ attempt, step }) => {
          await step.run('forbidden', () => {
            note(`try ${attempt}`);
            throw new NonRetriableError('forbidden');
          });
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'non-retriable/go' });
      await bench.until(() => bench.journal.list('failure').length > 0);
      expectNotes(bench, ['try 0', 'failure: forbidden']);
    },
  },
  {
    name: 'on-failure',
    about: 'onFailure gets the function, the error and the event of the run that failed',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'on-failure',
          retries: 0,
          triggers: { event: 'on-failure/go' },
          onFailure: async ({ event, error, step }) => {
            await step.run('tell', () => {
              const { function_id: id, event: cause } = event.data;
              note(`${id}: ${error.message}, for ${cause.data.order}`);
            });
          },
        },
        async ({ step }) => {
          await step.run('charge', () => {
            throw new TypeError('card refused');
          });
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'on-failure/go', data: { order: 'o-17' } });
      await bench.until(() => bench.journal.list().length > 0);
      expectNotes(bench, ['conformance-on-failure: card refused, for o-17']);
    },
  },
  {
    name: 'function-error',
    about: 'an error outside of steps is tried again too, without repeating finished steps',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'function-error', retries: 1, triggers: { event: 'function-error/go' } },
        async ({ attempt, step }) => {
          await step.run('once', () => note('once'));
          if (attempt === 0) throw new RetryAfterError('not yet', '1s');
          await step.run('then', () => note('then'));
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'function-error/go' });
      await bench.until(() => bench.journal.list('then').length > 0, 15);
      expectNotes(bench, ['once', 'then']);
    },
  },
  {
    name: 'caught-failure',
    about: 'a step that failed for good is remembered with its error, which the function may catch',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'caught-failure', retries: 0, triggers: { event: 'caught-failure/go' } },
        async ({ step }) => {
          const caught = await step
            .run('bad', () => {
              note('bad');
              throw new Error('oops');
            })
            .catch((error: Error) => error.message);
          await step.run('after', () => note(`after: ${caught}`));
        },
      ),
    ],
    run: async (bench) => {
      await bench.send({ name: 'caught-failure/go' });
      await bench.until(() => bench.journal.list('after').length > 0);
      expectNotes(bench, ['bad', 'after: oops']);
    },
  },
];
