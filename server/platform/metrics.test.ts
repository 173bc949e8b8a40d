// What Prometheus is told, after work that really happened.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { GET } from '#app/api/metrics/route.ts';
import { newId } from '#lib/ids.ts';
import { openCloudAccount } from '#server/clouds/service.ts';
import { env } from '#server/core/env.ts';
import { withIdentity } from '#server/core/identity.ts';
import { openDesk } from '#server/core/job-desk.ts';
import { executorPool } from '#server/core/jobs.ts';
import { runEnded } from '#server/core/outcomes.ts';
import { withConnection } from '#server/core/scope.ts';
import { cutOff } from '#server/cut-off/service/begin.ts';
import { failSaga } from '#server/cut-off/service/run.ts';
import { createKey } from '#server/keys/service.ts';
import { startCheck } from '#server/spending/service/checks.ts';
import { failCheck } from '#server/spending/service/finish.ts';
import { beginCheck } from '#server/spending/service/sweep.ts';
import { spendingWorld } from '#server/spending/test-world.ts';
import { authOptions } from '#server/users/auth.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { callProcedure, consoleDoor, procedures, request } from '#tests/procedures.ts';
import { connectSandbox, makeSandbox } from '#tests/sandbox.ts';
import { sampleHealth } from './service/history.ts';

const sandbox = await makeSandbox();
afterAll(async () => {
  await sandbox.close();
  await executorPool().end();
});

type Sample = { name: string; labels: Record<string, string>; value: number };

/** Reads the text format strictly: a line that is neither a comment nor a sample fails. */
function parse(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const match = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (-?[0-9.e+-]+|\+Inf|NaN)$/i.exec(line);
    if (!match?.[1]) throw new Error(`not a sample: ${line}`);
    const pairs = Array.from((match[2] ?? '').matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/gi));
    const labels = Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
    return { name: match[1], labels, value: Number(match[3]) };
  });
}

const ask = (headers: Record<string, string> = {}, peer: string | null = '127.0.0.1') =>
  withConnection(newId('request'), peer, () => GET(new Request('http://localhost/api/metrics', { headers })));

let samples: Sample[] = [];
const scrape = async () => {
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  samples = parse(await answer.text());
};
beforeEach(scrape);

/** How much a sample has grown since the last scrape. */
async function growth(name: string, labels: Record<string, string> = {}): Promise<number> {
  const of = (list: Sample[]) =>
    list
      .filter((each) => each.name === name)
      .filter((each) => Object.entries(labels).every(([label, value]) => each.labels[label] === value))
      .reduce((sum, each) => sum + each.value, 0);
  const before = of(samples);
  const answer = await ask();
  return of(parse(await answer.text())) - before;
}

test('requests of the API count by route, never by id, and with them the verb and its transactions', async () => {
  const team = await makeTenant();
  const { secret } = await createKey(team.as.owner, { name: 'k', permissions: ['quota:read'] });
  await scrape();
  const id = newId('subAccount');
  expect((await request('GET', `/sub-accounts/${id}/quota`, { secret })).status).toBe(404);
  await request('GET', `/sub-accounts/${newId('subAccount')}/quota`, { secret });
  const route = '/sub-accounts/{subAccountId}/quota';
  expect(await growth('airgate_http_requests_total', { door: 'rest', route, status: '404' })).toBe(2);
  expect(await growth('airgate_http_request_duration_seconds_count', { door: 'rest', route })).toBe(2);
  const verb = { door: 'rest', verb: `GET ${route}` };
  expect(await growth('airgate_verb_duration_seconds_count', verb)).toBe(2);
  expect(await growth('airgate_verb_errors_total', { ...verb, code: 'not_found' })).toBe(2);
  const transactions = { scope: 'tenant', outcome: 'rollback' };
  expect(await growth('airgate_db_transaction_duration_seconds_count', transactions)).toBe(2);
  await request('GET', '/made/up/path', { secret });
  expect(await growth('airgate_http_requests_total', { route: 'unmatched' })).toBe(1);
  const text = await (await ask()).text();
  expect(text).not.toMatch(/\b(ten|sub|key|usr|mem|req)_[0-9a-f]{32}/);
  expect(text).not.toContain(team.tenant.slug);
});

test('procedures count by their path and how they ended', async () => {
  const team = await makeTenant();
  const list = procedures.find((each) => each.path === 'members.list');
  if (!list) throw new Error('no such procedure');
  await callProcedure(consoleDoor(team.as.owner.actor.id, team.tenant.slug), list, {});
  await callProcedure(consoleDoor(team.as.owner.actor.id, 'nowhere'), list, {});
  const verb = { door: 'trpc', verb: 'members.list' };
  expect(await growth('airgate_verb_duration_seconds_count', verb)).toBe(2);
  expect(await growth('airgate_verb_errors_total', { ...verb, code: 'not_found' })).toBe(1);
});

test('keys and sign-ins that are refused are counted by their reason', async () => {
  await request('GET', '/tenant');
  await request('GET', '/tenant', { secret: 'nonsense' });
  const failures = (door: string, reason: string) => growth('airgate_auth_failures_total', { door, reason });
  expect(await failures('rest', 'key_missing')).toBe(1);
  expect(await failures('rest', 'key_unknown')).toBe(1);
  const [provider] = authOptions().providers;
  if (provider?.type !== 'credentials') throw new Error('no provider');
  const given = { email: 'nobody@airgate.example', password: 'wrong-password' };
  await expect(provider.authorize(given, { headers: {} })).rejects.toThrow('sign_in_failed');
  expect(await failures('sign-in', 'sign_in_failed')).toBe(1);
});

test('calls to a cloud count by action and outcome', async () => {
  const team = await makeTenant();
  const { cloudAccountId } = await connectSandbox(sandbox, team);
  const of = { provider: 'sandbox', action: 'GetCallerIdentity', outcome: 'ok' };
  expect(await growth('airgate_cloud_calls_total', of)).toBe(1);
  const cloud = await openCloudAccount(team.as.owner, cloudAccountId);
  expect(await cloud.users.get('nobody')).toBe(null);
  const missing = { provider: 'sandbox', action: 'GetUser', outcome: 'not_found' };
  expect(await growth('airgate_cloud_calls_total', missing)).toBe(1);
  expect(await growth('airgate_cloud_call_duration_seconds_count', { action: 'GetUser' })).toBe(1);
});

test('runs count by function and outcome, with how long they took', async () => {
  const at = (ms: number) => new Date(1_000_000 + ms);
  const run = {
    ...{ id: 'r', functionId: 'pay', event: { name: 'e', data: {} }, error: null },
    ...{ createdAt: at(0), startedAt: at(500), finishedAt: at(2_500) },
  };
  runEnded({ ...run, state: 'completed' });
  runEnded({ ...run, state: 'failed', error: { name: 'Error', message: 'no' } });
  expect(await growth('airgate_job_runs_total', { function: 'pay', outcome: 'completed' })).toBe(1);
  expect(await growth('airgate_job_runs_total', { function: 'pay', outcome: 'failed' })).toBe(1);
  expect(await growth('airgate_job_run_duration_seconds_sum', { function: 'pay' })).toBe(4);
});

test('checks and cut-offs that stop count as failed, and a check without its run as lost', async () => {
  const { tenant, cloudAccountId, owner } = await spendingWorld(sandbox);
  await scrape();
  const start = async () => (await startCheck(tenant.as.admin, { cloudAccountId, deep: false })).id;
  const checks = (outcome: string) => growth('airgate_spending_check_duration_seconds_count', { outcome });
  const checkId = await start();
  await beginCheck(tenant.job, { checkId });
  await failCheck(tenant.job, { checkId });
  // What is closed is not counted a second time.
  await failCheck(tenant.job, { checkId });
  expect(await checks('failed')).toBe(1);
  const later = { ...tenant.job, now: () => new Date(tenant.job.now().getTime() + 20 * 60_000) };
  await failCheck(later, { checkId: await start(), lost: true });
  expect(await checks('lost')).toBe(1);
  const { id: sagaId } = await cutOff(tenant.as.admin, { subAccountId: await owner(['render']) });
  await failSaga(tenant.job, { sagaId, message: 'no answer' });
  expect(await growth('airgate_cut_off_sagas_total', { kind: 'cut_off', outcome: 'failed' })).toBe(1);
});

test('what waits is asked for when somebody looks', async () => {
  const { tenant } = await makeTenant();
  const ctx = platformJob();
  const value = (name: string, labels: Record<string, string> = {}) =>
    samples.find(
      (each) =>
        each.name === name && Object.entries(labels).every(([label, text]) => each.labels[label] === text),
    )?.value;
  const createdAt = new Date(ctx.now().getTime() - 30_000);
  const event = {
    id: newId('event'),
    tenantId: tenant.id,
    name: 'cloud-account/connected',
    data: {},
    createdAt,
  };
  await withIdentity(async (tx) => {
    await tx.outboxEvent.deleteMany();
    await tx.outboxEvent.create({ data: event });
  });
  openDesk({
    figures: async () => ({ queued: 7, running: 2, oldestSeconds: 3.5, failed24h: 0 }),
    functions: async () => [],
    activity: async () => ({ activity: [], latest: [] }),
    runs: async () => [],
    run: async () => null,
    retry: async () => false,
    cancel: async () => false,
  });
  await sampleHealth(ctx);
  await scrape();
  expect(value('airgate_outbox_events_waiting')).toBe(1);
  expect(value('airgate_outbox_oldest_seconds')).toBeGreaterThanOrEqual(30);
  expect(value('airgate_job_queue_depth', { state: 'queued' })).toBe(7);
  expect(value('airgate_job_oldest_waiting_seconds')).toBe(3.5);
  expect(value('airgate_job_executor_led')).toBe(0);
  expect(value('airgate_health_state', { part: 'database' })).toBe(0);
  expect(value('airgate_health_state', { part: 'jobs' })).toBe(2);
  expect(value('airgate_db_pool_connections', { pool: 'app', state: 'idle' })).toBeGreaterThan(0);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
  expect(value('nodejs_eventloop_lag_seconds')).toBeDefined();
});

test('without a token only this machine is answered, with one only who has it', async () => {
  for (const peer of ['127.0.0.1', '127.9.9.9', '::1']) expect((await ask({}, peer)).status).toBe(200);
  for (const peer of ['203.0.113.9', '10.0.0.1', '127.0.0.1.example', null])
    expect((await ask({}, peer)).status).toBe(401);
  const refused = await ask({}, null);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  expect(await refused.json()).toMatchObject({ reason: 'metrics_refused' });
  env().AIRGATE_METRICS_TOKEN = 'a-token-of-some-length';
  try {
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    expect((await ask(bearer('a-token-of-some-length'), '203.0.113.9')).status).toBe(200);
    expect((await ask(bearer('a-token-of-other-length'), '127.0.0.1')).status).toBe(401);
    expect((await ask({}, '127.0.0.1')).status).toBe(401);
  } finally {
    delete env().AIRGATE_METRICS_TOKEN;
  }
});
