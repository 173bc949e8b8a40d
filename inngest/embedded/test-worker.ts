// A process that crash tests start and kill: an app with its executor. argv: connection string, schema.
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from 'inngest/edge';
import pg from 'pg';
import { startExecutor } from './executor.ts';
import { APP_URL, makeClient, SIGNING_KEY } from './test-client.ts';

const [url = '', schema = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url });
const inngest = makeClient(pool, schema);

/** Work whose begin and end can be seen from outside, whatever happens in between. */
function effect(run: string, step: string) {
  return async () => {
    const note = (phase: string) =>
      pool.query('INSERT INTO effect (run, step, phase, pid) VALUES ($1, $2, $3, $4)', [
        run,
        step,
        phase,
        process.pid,
      ]);
    await note('begin');
    await delay(20 + Math.random() * 40);
    await note('end');
    return step;
  };
}

const work = inngest.createFunction(
  {
    id: 'work',
    retries: 3,
    concurrency: [{ limit: 3, key: 'event.data.tenant' }],
    triggers: { event: 'work' },
  },
  async ({ event, runId, step }) => {
    await step.run('first', effect(runId, '1'));
    await step.run('second', effect(runId, '2'));
    await step.sleep('nap', '1s');
    await Promise.all([
      step.run('left', effect(runId, '3 left')),
      step.run('right', effect(runId, '3 right')),
    ]);
    await step.sendEvent('tell', { name: 'child', id: `child-${runId}`, data: { n: event.data.n } });
    return step.run('last', effect(runId, '4'));
  },
);
const child = inngest.createFunction({ id: 'child', triggers: { event: 'child' } }, async ({ runId, step }) =>
  step.run('only', effect(runId, '1')),
);

await startExecutor({
  connectionString: url,
  handler: serve({ client: inngest, functions: [work, child] }),
  url: APP_URL,
  signingKey: SIGNING_KEY,
  schema,
});
process.stdout.write('ready\n');
