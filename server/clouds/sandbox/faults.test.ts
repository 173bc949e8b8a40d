import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sandboxControl } from './control.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { signedCaller } from './signed-caller.ts';

let sandbox: RunningSandbox;
let root: ReturnType<typeof signedCaller>;
let control: ReturnType<typeof sandboxControl>;

beforeAll(async () => {
  sandbox = await startSandbox({ throttle: false });
  root = signedCaller(sandbox.url, sandbox.root);
  control = sandboxControl(sandbox.url);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control.reset();
});

const users = async () => (await control.state()).account.users.map((user) => user.name);

describe('faults', () => {
  test('a time-out after the effect leaves the effect', async () => {
    await control.fault({ kind: 'timeout_after_effect', action: 'CreateUser', delayMs: 20 });
    await expect(root('iam', 'CreateUser', { UserName: 'ghost' })).rejects.toThrow();
    expect(await users()).toEqual(['ghost']);
    const { counts } = await control.calls();
    expect(counts['iam:CreateUser']).toEqual({ calls: 1, done: 1 });
  });

  test('a time-out before the effect leaves nothing', async () => {
    await control.fault({ kind: 'timeout_before_effect', action: 'CreateUser', delayMs: 20 });
    await expect(root('iam', 'CreateUser', { UserName: 'ghost' })).rejects.toThrow();
    expect(await users()).toEqual([]);
    expect((await control.calls()).counts['iam:CreateUser']).toEqual({ calls: 1, done: 0 });
  });

  test('a time-out lasts as long as the caller waits', async () => {
    await control.fault({ kind: 'timeout_before_effect', action: 'ListUsers' });
    const signal = AbortSignal.timeout(100);
    await expect(root('iam', 'ListUsers', {}, { signal })).rejects.toThrow('timeout');
  });

  test('hit as often as ordered, after as many as let pass, and only what they name', async () => {
    await control.fault({ kind: 'throttled', service: 'iam', times: 2, skip: 1 });
    const list = async () => (await root('iam', 'ListUsers')).status;
    expect((await root('sts', 'GetCallerIdentity', {}, { post: true })).status).toBe(200);
    expect([await list(), await list(), await list(), await list()]).toEqual([200, 429, 429, 200]);
    await control.fault({ kind: 'server_error', times: 5 });
    expect(await list()).toBe(500);
    await control.clearFaults();
    expect(await list()).toBe(200);
  });

  test('a partial page keeps its total but loses rows', async () => {
    await control.bulk({ users: 9, keysPerUser: 0 });
    await control.fault({ kind: 'partial_page', action: 'ListUsers' });
    const { result } = await root('iam', 'ListUsers');
    expect([(result.UserMetadata as unknown[]).length, result.Total]).toEqual([4, 9]);
  });

  test('a delay only makes wait', async () => {
    await control.fault({ kind: 'delay', action: 'ListUsers', delayMs: 120 });
    const start = performance.now();
    expect((await root('iam', 'ListUsers')).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(100);
  });

  test('calls tell who called what and how it ended', async () => {
    await root('iam', 'GetUser', { UserName: 'nobody' });
    const { recent, counts } = await control.calls();
    expect(recent).toMatchObject([
      { service: 'iam', action: 'GetUser', status: 404, code: 'UserNotExist', done: false, user: null },
    ]);
    expect(counts).toEqual({ 'iam:GetUser': { calls: 1, done: 0 } });
    await control.clearCalls();
    expect((await control.calls()).total).toBe(0);
  });
});
