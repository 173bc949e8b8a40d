/** The client against a cloud that throttles and stumbles. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Cloud } from '#server/clouds/provider.ts';
import { realNow } from '#server/clouds/sandbox/clock.ts';
import { type SandboxControl, sandboxControl } from '#server/clouds/sandbox/control.ts';
import { type RunningSandbox, startSandbox } from '#server/clouds/sandbox/server.ts';
import { actions } from './actions.ts';
import { openApi } from './client.ts';
import { volcengineProvider } from './provider.ts';
import { failure } from './test-server.ts';

let sandbox: RunningSandbox;
let control: SandboxControl;
let account: string;
let open: () => Cloud;
let soften: () => Promise<unknown>;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, throttle: true });
  control = sandboxControl(sandbox.url);
  await control.config({ detailLagMinutes: 0, splitLagHours: 0, unattributedShare: 0 });
  const { accountId, ...credential } = await control.createAccount();
  account = accountId;
  const now = () => new Date(realNow());
  const provider = volcengineProvider({ id: 'sandbox', baseUrl: sandbox.url, now });
  open = () => provider.open(credential);
  const harmless = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: ['ecs:*'], Resource: ['*'] }] });
  const params = { PolicyName: 'AirGateDenyAll', NewPolicyDocument: harmless };
  const api = openApi({ baseUrl: sandbox.url, now, credential });
  soften = () => api.call(actions.updatePolicy, params, z.unknown());
});
afterAll(() => sandbox.close());

test('two sweeps of one account at once stay under its limit of calls', async () => {
  const day = '2026-09-07';
  await control.bulk({ account, projects: 3, rows: 2_000, days: [day] });
  await control.clearCalls();
  const sweep = async () => {
    let rows = 0;
    for await (const page of open().bills.read({ source: 'split', month: '2026-09', day }))
      rows += page.rows.length;
    return rows;
  };
  expect(await Promise.all([sweep(), sweep()])).toEqual([2_000, 2_000]);
  const { recent } = await control.calls();
  expect(recent.filter((call) => call.action === 'ListSplitBillDetail')).toHaveLength(14);
  expect(recent.filter((call) => call.code !== null)).toEqual([]);
});

test('a page that was cut short does not shorten the list', async () => {
  await control.bulk({ account, prefix: 'many', users: 150 });
  await control.fault({ kind: 'partial_page', action: 'ListUsers', times: 1 });
  let users = 0;
  for await (const page of open().users.list()) users += page.length;
  expect(users).toBe(150);
});

test('a change that may be repeated outlives errors and lost answers', async () => {
  const cloud = open();
  const { id } = await cloud.keys.create((await cloud.users.create({ name: 'patient' })).name);
  await control.fault({ kind: 'server_error', action: 'UpdateAccessKey', times: 1 });
  await control.fault({ kind: 'throttled', action: 'UpdateAccessKey', times: 1 });
  await cloud.keys.setActive('patient', id, false);
  expect((await cloud.keys.list('patient')).map((key) => key.active)).toEqual([false]);
});

test('a user whose making failed is not made a second time', async () => {
  await control.clearCalls();
  await control.fault({ kind: 'server_error', action: 'CreateUser', times: 1 });
  expect(await failure(open().users.create({ name: 'once' }))).toMatchObject({ effectUnknown: true });
  expect((await control.calls()).counts['iam:CreateUser']?.calls).toBe(1);
});

test('cut-offs at the same moment share one deny policy', async () => {
  const cloud = open();
  const names = ['twin-1', 'twin-2', 'twin-3', 'twin-4'];
  const users = await Promise.all(names.map((name) => cloud.users.create({ name })));
  const evidence = await Promise.all(
    users.map(async (user) => cloud.valve.apply('deny_policy', await cloud.valve.snapshot(user, []))),
  );
  expect(evidence.map((each) => each.observed[0]?.state)).toEqual(['on', 'on', 'on', 'on']);
  const { policies } = (await control.state({ account })).account;
  expect(policies.map((each) => each.name)).toEqual(['AirGateDenyAll']);
});

test('a deny policy that was softened is found, and hardened by applying again', async () => {
  const cloud = open();
  const user = await cloud.users.create({ name: 'softened' });
  const snapshot = await cloud.valve.snapshot(user, []);
  await cloud.valve.apply('deny_policy', snapshot);
  await soften();
  const findings = await cloud.valve.verify(snapshot, []);
  expect(findings).toMatchObject([{ step: 'deny_policy', kind: 'back_on' }]);
  await cloud.valve.apply('deny_policy', snapshot);
  expect(await cloud.valve.verify(snapshot, [])).toEqual([]);
});
