import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realNow } from './clock.ts';
import { sandboxControl } from './control.ts';
import { SANDBOX_ROOT, seededAccount } from './seed.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { signedCaller } from './signed-caller.ts';

let sandbox: RunningSandbox;
let root: ReturnType<typeof signedCaller>;

beforeAll(async () => {
  sandbox = await startSandbox();
  root = signedCaller(sandbox.url, SANDBOX_ROOT);
});
afterAll(() => sandbox.close());

const minutesAgo = (minutes: number) => new Date(realNow() - minutes * 60_000);

describe('signed calls', () => {
  test('a root key is known by its account', async () => {
    const reply = await root('sts', 'GetCallerIdentity', {}, { post: true });
    expect(reply.status).toBe(200);
    expect(reply.requestId).not.toBe('');
    expect(reply.result).toMatchObject({
      AccountId: Number(SANDBOX_ROOT.accountId),
      IdentityType: 'Account',
    });
  });

  test('names outside ASCII survive the signature', async () => {
    const name = 'bob.li-01@corp';
    const created = await root('iam', 'CreateUser', {
      UserName: name,
      DisplayName: "张三 (研发)*!'~+&=/",
      Description: '',
    });
    expect(created.status).toBe(200);
    const { result } = await root('iam', 'GetUser', { UserName: name });
    expect(result.User).toMatchObject({ UserName: name, DisplayName: "张三 (研发)*!'~+&=/" });
  });

  test('a wrong secret does not match', async () => {
    const forger = signedCaller(sandbox.url, { ...SANDBOX_ROOT, secretAccessKey: 'guessed' });
    const reply = await forger('iam', 'ListUsers');
    expect([reply.status, reply.code, reply.codeN]).toEqual([401, 'SignatureDoesNotMatch', 100010]);
  });

  test('a body changed after signing does not match', async () => {
    const options = { post: true, tamper: JSON.stringify({ UserName: 'eve', LoginAllowed: true }) };
    const reply = await root('iam', 'UpdateLoginProfile', { UserName: 'bob', LoginAllowed: false }, options);
    expect([reply.status, reply.code]).toEqual([401, 'SignatureDoesNotMatch']);
  });

  test('an unknown key is refused', async () => {
    const stranger = signedCaller(sandbox.url, seededAccount(99));
    const reply = await stranger('iam', 'ListUsers');
    expect([reply.status, reply.code, reply.codeN]).toEqual([401, 'InvalidAccessKey', 100009]);
  });

  test.each([16, -16])('a signature %i minutes old is refused, within 15 it is not', async (minutes) => {
    const old = await root('iam', 'ListUsers', {}, { date: minutesAgo(minutes) });
    expect([old.status, old.code, old.codeN]).toEqual([400, 'InvalidTimestamp', 100006]);
    const fresh = await root('iam', 'ListUsers', {}, { date: minutesAgo(minutes > 0 ? 14 : -14) });
    expect(fresh.status).toBe(200);
  });

  test('a request without signature lacks its info', async () => {
    const response = await fetch(`${sandbox.url}/?Action=ListUsers&Version=2018-01-01`);
    const body = (await response.json()) as {
      ResponseMetadata: { RequestId: string; Error: { Code: string } };
    };
    expect(response.status).toBe(400);
    expect(body.ResponseMetadata.Error.Code).toBe('MissingRequestInfo');
    expect(body.ResponseMetadata.RequestId).not.toBe('');
  });

  test('unknown actions, wrong methods and missing or wrong parameters have their codes', async () => {
    const codes = await Promise.all([
      root('iam', 'MakeCoffee'),
      root('billing', 'ListBillDetail', { BillPeriod: '2026-10', Limit: 10 }),
      root('iam', 'CreateUser'),
      root('iam', 'ListUsers', { Limit: 'many' }),
      root('iam', 'ListUsers', { Limit: 101 }),
      root('iam', 'ListUsers', { Offset: -1 }),
    ]);
    expect(codes.map(({ status, code }) => [status, code])).toEqual([
      [404, 'InvalidActionOrVersion'],
      [405, 'MethodNotAllowed'],
      [400, 'MissingParameter'],
      [400, 'InvalidParameter'],
      [400, 'InvalidLimit'],
      [400, 'InvalidOffset'],
    ]);
  });

  test('the Date header tells virtual time', async () => {
    const control = sandboxControl(sandbox.url);
    const before = (await root('iam', 'ListUsers')).cloudTime.getTime();
    await control.advance({ days: 3 });
    const after = (await root('iam', 'ListUsers')).cloudTime.getTime();
    expect(Math.round((after - before) / 86_400_000)).toBe(3);
  });
});

describe('the control interface', () => {
  test('says what is wrong with an input', async () => {
    const control = sandboxControl(sandbox.url);
    await expect(control.spend({ project: 'nowhere', product: 'ark_bd', amount: '1' })).rejects.toThrow(
      'there is no project nowhere',
    );
    await expect(control.spend({ project: 'default', product: 'ark_bd', amount: 'x' })).rejects.toThrow(
      'decimal',
    );
    const response = await fetch(`${sandbox.url}/_sandbox/spend`, { method: 'POST', body: '{' });
    expect(response.status).toBe(400);
  });

  test('does not answer a browser', async () => {
    const response = await fetch(`${sandbox.url}/_sandbox/state`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(response.status).toBe(403);
  });

  test('shows no secrets', async () => {
    const created = await root('iam', 'CreateUser', { UserName: 'keeper' });
    expect(created.status).toBe(200);
    const { result } = await root('iam', 'CreateAccessKey', { UserName: 'keeper' });
    const secret = (result.AccessKey as { SecretAccessKey: string }).SecretAccessKey;
    const text = await (await fetch(`${sandbox.url}/_sandbox/state`)).text();
    expect(secret.length).toBeGreaterThan(20);
    expect(text).not.toContain(secret);
    expect(text).toContain('keeper');
  });
});

test('a path that leads nowhere is a plain 404', async () => {
  const status = await new Promise((resolve) => {
    request(`${sandbox.url}/elsewhere`, (response) => resolve(response.statusCode)).end();
  });
  expect(status).toBe(404);
});
