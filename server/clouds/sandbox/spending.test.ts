import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAmount } from './amount.ts';
import { sandboxControl } from './control.ts';
import { addDays, monthOf } from './days.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { signedCaller } from './signed-caller.ts';

let sandbox: RunningSandbox;
let root: ReturnType<typeof signedCaller>;
let control: ReturnType<typeof sandboxControl>;

beforeEach(async () => {
  sandbox = await startSandbox({ throttle: false });
  root = signedCaller(sandbox.url, sandbox.root);
  control = sandboxControl(sandbox.url);
  await control.config({ frozen: true });
  await control.createProject({ name: 'p1' });
});
afterEach(() => sandbox.close());

const spentBy = async (id: string) =>
  (await control.state()).account.rates.find((rate) => rate.id === id)?.spent;

async function newUser(name: string) {
  await root('iam', 'CreateUser', { UserName: name });
  const { result } = await root('iam', 'CreateAccessKey', { UserName: name });
  return (result.AccessKey as { AccessKeyId: string }).AccessKeyId;
}

const line = { project: 'p1', product: 'ark_bd' };

describe('rates', () => {
  test('accrue with virtual time and land on the days they ran', async () => {
    await control.rates({ set: [{ ...line, id: 'r', amountPerHour: '2.5' }] });
    await control.advance({ hours: 30 });
    expect(await spentBy('r')).toBe('75');
    const { today } = (await control.health()).clock;
    let total = 0n;
    for (const day of [addDays(today, -2), addDays(today, -1), today])
      for (const { amount } of (await control.totals({ month: monthOf(day), day })).totals) {
        expect(parseAmount(amount)).toBeLessThanOrEqual(parseAmount('60'));
        total += parseAmount(amount);
      }
    expect(total).toBe(parseAmount('75'));
  });

  test('a changed amount counts from then on, a removed rate not at all', async () => {
    await control.rates({ set: [{ ...line, id: 'r', amountPerHour: '1' }] });
    await control.advance({ hours: 2 });
    await control.rates({ set: [{ ...line, id: 'r', amountPerHour: '10' }] });
    await control.advance({ hours: 1 });
    expect(await spentBy('r')).toBe('12');
    await control.rates({ remove: ['r'] });
    await control.advance({ hours: 5 });
    expect(await spentBy('r')).toBe('12');
  });

  test('stop when the last key of their user goes off, and go on when it comes back', async () => {
    const AccessKeyId = await newUser('ann');
    await control.rates({ set: [{ ...line, id: 'r', user: 'ann', amountPerHour: '4' }] });
    await control.advance({ hours: 1 });
    await root('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId, Status: 'inactive' });
    await control.advance({ hours: 10 });
    expect(await spentBy('r')).toBe('4');
    await root('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId, Status: 'active' });
    await control.advance({ hours: 1 });
    expect(await spentBy('r')).toBe('8');
  });

  test('stop while a policy denies, and a login alone keeps them going', async () => {
    const AccessKeyId = await newUser('ben');
    const login = { UserName: 'ben', Password: 'Correct-horse-1', LoginAllowed: true };
    await root('iam', 'CreateLoginProfile', login, { post: true });
    await root('iam', 'UpdateAccessKey', { UserName: 'ben', AccessKeyId, Status: 'inactive' });
    await control.rates({ set: [{ ...line, id: 'r', user: 'ben', amountPerHour: '1' }] });
    await control.advance({ hours: 3 });
    expect(await spentBy('r')).toBe('3');
    const PolicyDocument = '{"Statement":[{"Effect":"Deny","Action":["ark:*"],"Resource":["*"]}]}';
    await root('iam', 'CreatePolicy', { PolicyName: 'NoArk', PolicyDocument });
    await root('iam', 'AttachUserPolicy', { UserName: 'ben', PolicyName: 'NoArk', PolicyType: 'Custom' });
    await control.advance({ hours: 3 });
    expect(await spentBy('r')).toBe('3');
    expect(await control.spend({ ...line, amount: '1', user: 'ben' })).toEqual({
      booked: false,
      reason: 'denied',
    });
    expect(await control.spend({ ...line, product: 'tos', amount: '1', user: 'ben' })).toMatchObject({
      booked: true,
    });
  });

  test('of an Ark key do not care about users, only about the key', async () => {
    const key = await control.createArkKey({ project: 'p1' });
    await control.rates({ set: [{ ...line, id: 'r', arkKey: key.id, amountPerHour: '1' }] });
    await control.advance({ hours: 1 });
    await root('ark', 'UpdateApiKey', { Id: key.id, Status: 'Inactive' });
    await control.advance({ hours: 1 });
    expect(await spentBy('r')).toBe('1');
  });

  test('follow real time while the clock runs', async () => {
    await control.rates({ set: [{ ...line, id: 'r', amountPerHour: '3600' }] });
    await control.config({ frozen: false });
    await expect.poll(() => spentBy('r'), { timeout: 5_000 }).not.toBe('0');
  });
});

describe('the data plane', () => {
  const chat = (secret: string, body: object) =>
    fetch(`${sandbox.url}/api/v3/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'How much is left?' }], ...body }),
    });

  test('answers, counts tokens and books them on the project of the key', async () => {
    const key = await control.createArkKey({ project: 'p1' });
    const { id: model } = await control.createEndpoint({ project: 'p1' });
    const response = await chat(key.secret, { model });
    const body = (await response.json()) as {
      choices: { message: { content: string } }[];
      usage: { total_tokens: number };
    };
    expect(response.status).toBe(200);
    expect(body.choices[0]?.message.content).toContain('How much is left?');
    const { today, now } = (await control.health()).clock;
    const { totals } = await control.totals({ month: monthOf(today), day: today });
    expect(totals).toMatchObject([{ project: 'p1', product: 'ark_bd' }]);
    const hour = 3_600_000;
    const asked = {
      QueryInterval: 'Hour',
      StartTime: new Date(Date.parse(now) - hour).toISOString(),
      EndTime: new Date(Date.parse(now) + hour).toISOString(),
      ProjectName: 'p1',
      Filters: [{ FieldName: 'ModelEndpoint' }],
    };
    const { result } = await root('ark', 'GetInferenceUsage', asked, { post: true });
    expect(result.Records).toMatchObject([
      { ReqCnt: 1, TotalTokens: body.usage.total_tokens, ModelEndpoint: model },
    ]);
  });

  test('streams when asked to, with the usage at the end', async () => {
    const key = await control.createArkKey({ project: 'p1' });
    const asked = { model: 'doubao-seed-1-6', stream: true, stream_options: { include_usage: true } };
    const text = await (await chat(key.secret, asked)).text();
    const chunks = text.split('\n\n').filter(Boolean);
    expect(chunks.at(-1)).toBe('data: [DONE]');
    expect(chunks.at(-2)).toContain('"total_tokens"');
  });

  test('refuses an inactive key, a stopped endpoint and one of another project in its own words', async () => {
    const key = await control.createArkKey({ project: 'p1' });
    const { id: own } = await control.createEndpoint({ project: 'p1' });
    const { id: foreign } = await control.createEndpoint({ project: 'default' });
    const problem = async (model: string) => {
      const response = await chat(key.secret, { model });
      return [response.status, ((await response.json()) as { error: { code: string } }).error.code];
    };
    expect(await problem(foreign)).toEqual([404, 'InvalidEndpointOrModel.NotFound']);
    await root('ark', 'StopEndpoint', { Id: own });
    expect(await problem(own)).toEqual([400, 'InvalidEndpoint.ClosedEndpoint']);
    await root('ark', 'StartEndpoint', { Id: own });
    await root('ark', 'UpdateApiKey', { Id: key.id, Status: 'Inactive' });
    expect(await problem(own)).toEqual([401, 'AuthenticationError']);
    expect((await control.totals({ month: monthOf((await control.health()).clock.today) })).totals).toEqual(
      [],
    );
  });
});
