// What the log says of requests and runs: one line each, by which everything that belongs to it is found.
import { serve } from 'inngest/edge';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startExecutor } from '#inngest/embedded/executor.ts';
import { createKey } from '#server/keys/service.ts';
import { makeTenant } from '#tests/factories.ts';
import { request } from '#tests/procedures.ts';
import { until } from '#tests/process.ts';
import { env } from './env.ts';
import { embeddedSigningKey, executorPool, inngest, jobCtx } from './jobs.ts';
import { log, makeLogger } from './log.ts';
import { runEnded } from './outcomes.ts';
import { once } from './registry.ts';
import { toAppError } from './render-error.ts';
import { restHandler, route } from './rest.ts';
import { noteFields, withFields } from './scope.ts';

type Line = Record<string, unknown> & { level: string; msg: string };
const lines: Line[] = [];
once('log', () => makeLogger('info', { write: (line) => lines.push(JSON.parse(line)) }));
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => executorPool().end());

test('a request of the API is one line, found by the id that the caller was told', async () => {
  const team = await makeTenant();
  const { id, secret } = await createKey(team.as.owner, { name: 'k', permissions: ['quota:read'] });
  const answer = await request('GET', '/cloud-accounts', { secret });
  expect(answer.status).toBe(403);
  const { requestId } = answer.body;
  expect(requestId).toBe(answer.headers.get('x-request-id'));
  expect(lines).toEqual([
    expect.objectContaining({
      ...{ level: 'info', msg: 'request answered', door: 'rest', method: 'GET', status: 403, requestId },
      ...{ route: '/cloud-accounts', code: 'forbidden', reason: 'forbidden' },
      ...{ tenantId: team.tenant.id, actorId: id, ms: expect.any(Number) },
    }),
  ]);
  expect(JSON.stringify(lines)).not.toContain(secret.slice(-20));
});

test('an unexpected error is on record with its causes and the same id, and says nothing to the caller', async () => {
  const team = await makeTenant();
  const { secret } = await createKey(team.as.owner, { name: 'k', permissions: ['quota:read'] });
  const cause = new Error('the disk is gone', { cause: new Error('postgres://app:hunter2@db refused') });
  const [sample] = (await import('#server/rest.ts')).routes;
  if (!sample) throw new Error('there are no routes');
  const broken = restHandler([
    route('GET', '/broken', {
      ...{ summary: '', tag: '', permission: 'quota:read', input: sample.input, output: sample.output },
      verb: async () => {
        throw cause;
      },
    }),
  ]);
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await broken(new Request('http://localhost/api/v1/broken', { headers }));
  const { requestId, detail } = await answer.json();
  expect(answer.status).toBe(500);
  expect(detail).not.toContain('disk');
  expect(lines.map((line) => [line.msg, line.requestId])).toEqual([
    ['unexpected error', requestId],
    ['request failed', requestId],
  ]);
  const said = JSON.stringify(lines[0]);
  expect(said).toContain('the disk is gone');
  expect(said).toContain('postgres://app:[redacted]@db refused');
  expect(said).not.toContain('hunter2');
});

test('lines of a scope carry what is known in it, and only there', async () => {
  await withFields({ requestId: 'req_1' }, async () => {
    await Promise.resolve();
    noteFields({ tenantId: 'ten_1' });
    log.info({ password: 'x', nested: { deep: { deeper: { token: 'y' } } } }, 'inside');
    toAppError(new Error('no'), 'req_1');
  });
  log.info({}, 'outside');
  expect(lines).toMatchObject([
    {
      requestId: 'req_1',
      tenantId: 'ten_1',
      password: '[redacted]',
      nested: { deep: { deeper: { token: '[redacted]' } } },
    },
    { requestId: 'req_1', tenantId: 'ten_1', level: 'error' },
    { msg: 'outside' },
  ]);
  expect(lines[2]).not.toHaveProperty('requestId');
});

test('a run is one line at its end, and all lines of a step name function, run, step and attempt', async () => {
  const { tenant } = await makeTenant();
  const client = inngest();
  const executor = await startExecutor({
    connectionString: env().DATABASE_URL,
    handler: serve({
      client,
      functions: [
        client.createFunction(
          { id: 'talk', retries: 1, triggers: { event: 'talk' } },
          async ({ event, step, runId }) => {
            await step.run('say', async () => {
              const ctx = await jobCtx('talk', event.data.tenantId, runId);
              log.info({ of: ctx.requestId }, 'said');
            });
            await step.run('fail', () => {
              throw new Error('outer', { cause: new Error('inner') });
            });
          },
        ),
      ],
    }),
    url: 'http://localhost:3000/api/inngest',
    signingKey: embeddedSigningKey(),
    onEnded: (run) => runEnded({ ...run, functionId: run.functionId.replace('airgate-', '') }),
    log,
  });
  try {
    await client.send({ name: 'talk', data: { tenantId: tenant.id } });
    await until(async () => {
      // The next attempt would wait for its time.
      await executorPool().query("UPDATE pgboss.job SET start_after = now() WHERE state < 'active'");
      return lines.some((line) => line.msg === 'run failed');
    }, 15);
  } finally {
    await executor.stop({ timeoutMs: 5_000 });
  }
  const runId = lines.find((line) => line.msg === 'said')?.of;
  const mine = lines.filter((line) => line.runId === runId);
  expect(mine).toMatchObject([
    { msg: 'said', level: 'info', function: 'talk', step: 'say', attempt: 1, of: runId },
    {
      ...{ msg: 'step failed, to be tried again', level: 'warn', function: 'talk', step: 'fail', attempt: 1 },
      err: { message: expect.stringContaining('inner') },
    },
    { msg: 'step failed for the last time', level: 'warn', step: 'fail', attempt: 2 },
    {
      ...{ msg: 'run failed', level: 'error', function: 'talk', event: 'talk', outcome: 'failed' },
      ...{ tenantId: tenant.id, ms: expect.any(Number), err: { message: 'outer' } },
    },
  ]);
});
