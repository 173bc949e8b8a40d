// Several main accounts in one sandbox: what is arranged for one of them leaves the others alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxControl } from './control.ts';
import { addDays } from './days.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { type Service, signedCaller } from './signed-caller.ts';

let sandbox: RunningSandbox;
let control: ReturnType<typeof sandboxControl>;
beforeEach(async () => {
  sandbox = await startSandbox({ throttle: false });
  control = sandboxControl(sandbox.url);
  await control.config({ frozen: true });
});
afterEach(() => sandbox.close());

async function newAccount(currency?: string) {
  const root = await control.createAccount({ name: 'one of many', currency });
  const account = root.accountId;
  await control.createProject({ account, name: 'p1' });
  const rate = { project: 'p1', product: 'ark_bd', id: 'r', amountPerHour: '1' };
  await control.rates({ account, set: [rate] });
  return {
    account,
    root,
    call: signedCaller(sandbox.url, root),
    clock: async () => (await control.health({ account })).clock,
    spent: async () => (await control.state({ account })).account.rates[0]?.spent,
  };
}

describe("an account's own time", () => {
  test('goes ahead without spending anything in another account', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const before = await a.clock();
    // A whole day: any more could be the day after next, late in the evening.
    await control.advance({ account: a.account, days: 1 });
    expect(await a.spent()).toBe('24');
    expect(await b.spent()).toBe('0');
    expect((await a.clock()).today).toBe(addDays(before.today, 1));
    expect(await b.clock()).toEqual(before);
    expect((await control.health()).clock).toEqual(before);
  });

  test('is what its own signed answers tell, and lays on top of the time of all', async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const timeOf = async ({ call }: typeof a) => (await call('iam', 'ListUsers')).cloudTime.getTime();
    const start = await timeOf(b);
    await control.advance({ account: a.account, hours: 5 });
    await control.advance({ hours: 1 });
    expect([await timeOf(a), await timeOf(b)]).toEqual([start + 6 * 3_600_000, start + 3_600_000]);
    expect([await a.spent(), await b.spent()]).toEqual(['6', '1']);
  });

  test('outlasts the sandbox', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'accounts-'));
    const options = { stateFile: join(dir, 'state.jsonl'), throttle: false };
    const first = await startSandbox(options);
    const { accountId: account } = await sandboxControl(first.url).createAccount({});
    const { offsetMs } = await sandboxControl(first.url).advance({ account, hours: 3 });
    await first.close();
    const second = await startSandbox(options);
    const { clock } = await sandboxControl(second.url).health({ account });
    await second.close();
    await rm(dir, { recursive: true });
    expect(clock.offsetMs).toBe(offsetMs);
    expect(offsetMs).toBe(3 * 3_600_000);
  });
});

test("a fault of one account passes another's calls by, and each is listed and cleared alone", async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await control.fault({ account: a.account, kind: 'throttled', times: 3 });
  await control.fault({ account: b.account, kind: 'server_error', action: 'CreateUser', times: 3 });
  const statuses = async () => [
    (await a.call('iam', 'ListUsers')).status,
    (await b.call('iam', 'ListUsers')).status,
  ];
  expect(await statuses()).toEqual([429, 200]);
  expect((await control.faults({ account: a.account })).faults).toMatchObject([{ times: 2 }]);
  await control.clearFaults({ account: a.account });
  expect((await control.faults()).faults).toMatchObject([{ account: b.account, action: 'CreateUser' }]);
  expect(await statuses()).toEqual([200, 200]);
});

test('its calls are told apart, also those that were signed with a key that is off', async () => {
  const [a, b] = [await newAccount(), await newAccount()];
  await b.call('iam', 'ListUsers');
  await a.call('iam', 'CreateUser', { UserName: 'ann' });
  const { result } = await a.call('iam', 'CreateAccessKey', { UserName: 'ann' });
  const key = result.AccessKey as { AccessKeyId: string; SecretAccessKey: string };
  await a.call('iam', 'UpdateAccessKey', {
    UserName: 'ann',
    AccessKeyId: key.AccessKeyId,
    Status: 'inactive',
  });
  const own = signedCaller(sandbox.url, {
    accessKeyId: key.AccessKeyId,
    secretAccessKey: key.SecretAccessKey,
  });
  expect((await own('iam', 'ListUsers')).status).toBe(401);
  const { calls } = await control.callsOf({ account: a.account, limit: 2 });
  expect(calls).toMatchObject([
    { action: 'ListUsers', user: 'ann', signed: false, status: 401, code: 'InvalidAccessKey', done: false },
    { action: 'UpdateAccessKey', user: null, signed: true, status: 200, code: null, done: true },
  ]);
  expect((await control.callsOf({ account: b.account })).calls).toMatchObject([{ action: 'ListUsers' }]);
});

test('the answer that is foretold for a key is the one that a call with it gets', async () => {
  const { account, call: root } = await newAccount();
  await root('iam', 'CreateUser', { UserName: 'ann' });
  const { result } = await root('iam', 'CreateAccessKey', { UserName: 'ann' });
  const key = result.AccessKey as { AccessKeyId: string; SecretAccessKey: string };
  const own = signedCaller(sandbox.url, {
    accessKeyId: key.AccessKeyId,
    secretAccessKey: key.SecretAccessKey,
  });
  const compare = async () => {
    const { users } = (await control.state({ account })).account;
    const { status, code } = await own('ark', 'ListEndpoints', { ProjectName: 'p1' }, { post: true });
    expect(users[0]?.keys[0]?.answer).toEqual({ action: 'ark:ListEndpoints', status, code });
    return status;
  };
  const change = (service: Service, action: string, params: object) =>
    root(service, action, { UserName: 'ann', ...params });
  expect(await compare()).toBe(403);
  const grant = {
    PrincipalType: 'User',
    PrincipalName: 'ann',
    PolicyName: 'ArkFullAccess',
    PolicyType: 'System',
    ProjectName: ['p1'],
  };
  await root('projects', 'AttachPolicyInProject', grant, { post: true });
  expect(await compare()).toBe(200);
  await change('iam', 'UpdateAccessKey', { AccessKeyId: key.AccessKeyId, Status: 'inactive' });
  expect(await compare()).toBe(401);
});

test('bills come in the currency that the account was made with', async () => {
  const { account, call } = await newAccount('USD');
  await control.spend({ account, project: 'p1', product: 'tos', amount: '1' });
  const { today } = (await control.health({ account })).clock;
  const input = { BillPeriod: today.slice(0, 7), Limit: 10, GroupPeriod: 1 };
  const { result } = await call('billing', 'ListBillDetail', input, { post: true });
  expect(result.List).toMatchObject([{ Currency: 'USD' }, { Currency: 'USD' }]);
});

test('its secrets do not follow from the seed', async () => {
  const other = await startSandbox({ throttle: false });
  const secrets = async (url: string) => {
    const { accountId: account, ...root } = await sandboxControl(url).createAccount({});
    const ark = await sandboxControl(url).createArkKey({ account, project: 'default' });
    const call = signedCaller(url, root);
    await call('iam', 'CreateUser', { UserName: 'ann' });
    const { result } = await call('iam', 'CreateAccessKey', { UserName: 'ann' });
    return [
      root.secretAccessKey,
      ark.secret,
      (result.AccessKey as { SecretAccessKey: string }).SecretAccessKey,
    ];
  };
  const [here, there] = [await secrets(sandbox.url), await secrets(other.url)];
  await other.close();
  expect(here.filter((secret) => there.includes(secret))).toEqual([]);
});
