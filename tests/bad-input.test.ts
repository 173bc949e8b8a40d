// What the API refuses: each fault with a reason of its own, and without a trace in the database or in the cloud.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorReason } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import { newId } from '#lib/ids.ts';
import type { Permission } from '#lib/permissions.ts';
import { withIdentity } from '#server/core/identity.ts';
import { createKey, revokeKey } from '#server/keys/service.ts';
import { settleSpending } from '#server/quotas/service.ts';
import { yuan } from '#server/quotas/test-world.ts';
import { type Answer, request } from './procedures.ts';
import { makeSandbox } from './sandbox.ts';
import { type Farm, makeStory, type Story } from './story.ts';
import { rowsOf } from './tables.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

let story: Story;
let farm: Farm;
let rival: Farm;
let foreign: Farm;
let cloudAccountId = '';
beforeAll(async () => {
  story = await makeStory(sandbox);
  cloudAccountId = (await story.connect()).id;
  farm = await story.createFarm(cloudAccountId);
  rival = await story.createFarm(cloudAccountId);
  await story.must('POST', `/sub-accounts/${farm.id}/access-keys`);
  await farm.allocate('100');
  const spent = { subAccountId: farm.id, spent: yuan(40) };
  await settleSpending(story.tenant.job, [spent], { checkId: newId('check') });
  const other = await makeStory(sandbox);
  foreign = await other.createFarm((await other.connect()).id);
}, 60_000);

const keyWith = async (...permissions: Permission[]) =>
  createKey(story.tenant.as.owner, { name: 'other', permissions });
const allocation = (amount: unknown, more: object = {}) =>
  story.ask('POST', `/sub-accounts/${farm.id}/allocations`, { amount, reason: 'Test', ...more });
const raw = (body: string, headers: Record<string, string> = {}) =>
  story.ask('POST', `/sub-accounts/${farm.id}/allocations`, body, headers);

type Fault = {
  what: string;
  ask: () => Promise<Answer>;
  status: number;
  reason: string;
  /** The wrong fields, each with a reason of our own or none. */
  fields?: Record<string, ErrorReason | null>;
};

const faults: Fault[] = [
  {
    what: 'a credential that the cloud does not know',
    ask: () => {
      const credential = { accessKeyId: story.root.accessKeyId, secretAccessKey: 'not the secret at all' };
      return story.ask('POST', '/cloud-accounts', { provider: 'sandbox', name: 'Second', ...credential });
    },
    status: 502,
    reason: 'cloud_credential_refused',
  },
  {
    what: 'a cloud account that is connected already',
    ask: () => story.ask('POST', '/cloud-accounts', { provider: 'sandbox', name: 'Twice', ...story.root }),
    status: 409,
    reason: 'cloud_account_connected',
  },
  {
    what: 'a user name that is taken',
    ask: () => story.ask('POST', '/sub-accounts', { cloudAccountId, userName: rival.userName }),
    status: 409,
    reason: 'user_name_taken',
  },
  {
    what: 'a user name that the cloud would not take',
    ask: () => story.ask('POST', '/sub-accounts', { cloudAccountId, userName: 'a name with blanks' }),
    status: 400,
    reason: 'invalid_input',
    fields: { userName: 'user_name_format' },
  },
  {
    what: 'a third access key',
    ask: () => story.ask('POST', `/sub-accounts/${farm.id}/access-keys`),
    status: 422,
    reason: 'access_key_limit',
  },
  {
    what: 'a project that belongs to another sub-account',
    ask: () => story.ask('POST', `/sub-accounts/${farm.id}/projects`, { projectName: rival.project }),
    status: 409,
    reason: 'project_owned',
  },
  {
    what: 'a project that the cloud does not have',
    ask: () => story.ask('POST', `/sub-accounts/${farm.id}/projects`, { projectName: 'nowhere' }),
    status: 400,
    reason: 'project_unknown',
  },
  {
    what: 'a deduction below what is spent',
    ask: () => allocation('-60.01'),
    status: 422,
    reason: 'deduction_too_large',
  },
  ...(
    [
      ['nothing', '0', 'amount_zero'],
      ['nothing with decimals', '0.000', 'amount_zero'],
      ['more decimals than there are', '0.00000000001', 'amount_decimals'],
      ['an exponent', '1e30', 'amount_too_large'],
      ['more than the world has', '10000000000000', 'amount_too_large'],
      ['words', 'ten', 'amount_format'],
      ['a sign too many', '--1', 'amount_format'],
    ] as const
  ).map(
    ([what, amount, reason]): Fault => ({
      what: `an amount of ${what}`,
      ask: () => allocation(amount),
      status: 400,
      reason: 'invalid_input',
      fields: { amount: reason },
    }),
  ),
  {
    what: 'an amount that is a number',
    ask: () => allocation(1.1),
    status: 400,
    reason: 'invalid_input',
    fields: { amount: null },
  },
  {
    what: 'a field that nobody knows',
    ask: () => allocation('1', { currency: 'EUR' }),
    status: 400,
    reason: 'invalid_input',
    fields: { currency: 'field_unknown' },
  },
  {
    what: 'an id in the path and in the body',
    ask: () => allocation('1', { subAccountId: rival.id }),
    status: 400,
    reason: 'invalid_input',
    fields: { subAccountId: 'field_unknown' },
  },
  {
    what: 'an id of another kind',
    ask: () => story.ask('GET', `/sub-accounts/${cloudAccountId}`),
    status: 400,
    reason: 'invalid_input',
    fields: { subAccountId: 'id_format' },
  },
  {
    what: "another tenant's sub-account",
    ask: () =>
      story.ask('POST', `/sub-accounts/${foreign.id}/allocations`, { amount: '1', reason: 'Theirs' }),
    status: 404,
    reason: 'not_found',
  },
  { what: 'half of a JSON text', ask: () => raw('{"amount":"1"'), status: 400, reason: 'json_malformed' },
  { what: 'a JSON list', ask: () => raw('[]'), status: 400, reason: 'json_malformed' },
  {
    what: 'a form instead of JSON',
    ask: () => raw('amount=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 400,
    reason: 'content_type',
  },
  {
    what: 'a body beyond every size',
    ask: () => allocation('1', { reason: 'x'.repeat(300_000) }),
    status: 400,
    reason: 'body_too_large',
  },
  {
    what: 'an idempotency key with blanks',
    ask: () => raw('{"amount":"1","reason":"Test"}', { 'idempotency-key': 'a b' }),
    status: 400,
    reason: 'idempotency_key_format',
  },
  {
    what: 'a place that is none',
    ask: () => story.ask('GET', '/clouds'),
    status: 404,
    reason: 'endpoint_not_found',
  },
  {
    what: 'a method that is none',
    ask: () => story.ask('PUT', '/tenant', {}),
    status: 404,
    reason: 'method_not_allowed',
  },
  {
    what: 'a cursor that nobody gave',
    ask: () => story.ask('GET', '/sub-accounts?cursor=here'),
    status: 400,
    reason: 'cursor_invalid',
    fields: { cursor: 'cursor_invalid' },
  },
  {
    what: 'a page without bounds',
    ask: () => story.ask('GET', '/alerts?limit=100000'),
    status: 400,
    reason: 'invalid_input',
    fields: { limit: null },
  },
];

/** The sandbox's account, without when its keys were used last. */
async function cloudOf() {
  const { account } = await sandbox.control.state({ account: story.account });
  return JSON.parse(JSON.stringify(account, (name, value) => (name === 'lastUsed' ? undefined : value)));
}

type Problem = { reason: string; detail: string; errors?: { path: string; message: string }[] };

describe('refused, with nothing changed:', () => {
  test.each(faults.map((fault) => [fault.what, fault] as const))('%s', async (_, fault) => {
    const [rows, cloud] = [await rowsOf(story.tenant.tenant.id), await cloudOf()];
    const answer = await fault.ask();
    expect(answer).toMatchObject({ status: fault.status, body: { reason: fault.reason } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const { detail, errors = [] } = answer.body as Problem;
    expect(detail.length).toBeGreaterThan(10);
    const expected = Object.entries(fault.fields ?? {}).map(([path, reason]) => ({
      path,
      message: reason ? translate('en', `errors.reasons.${reason}`) : expect.any(String),
    }));
    expect(errors).toEqual(expected);
    expect(await rowsOf(story.tenant.tenant.id)).toEqual(rows);
    expect(await cloudOf()).toEqual(cloud);
  });

  test('a key without the right, one that was revoked, one whose time is over', async () => {
    const { as, job } = story.tenant;
    const [reader, revoked] = [await keyWith('quota:read'), await keyWith('quota:allocate')];
    await revokeKey(as.owner, { keyId: revoked.id });
    const soon = job.now().getTime() + 60_000;
    const past = { name: 'short', permissions: ['quota:allocate' as const], expiresAt: new Date(soon) };
    const expired = await createKey(as.owner, past);
    await withIdentity((tx) =>
      tx.apiKey.updateMany({ where: { id: expired.id }, data: { expiresAt: new Date(soon - 120_000) } }),
    );
    const rows = await rowsOf(job.tenant.id);
    const reasons = [];
    for (const { secret } of [reader, revoked, expired]) {
      const body = { amount: '1', reason: 'Test' };
      const answer = await request('POST', `/sub-accounts/${farm.id}/allocations`, { secret, body });
      reasons.push([answer.status, answer.body.reason]);
    }
    expect(reasons).toEqual([
      [403, 'forbidden'],
      [401, 'key_revoked'],
      [401, 'key_expired'],
    ]);
    expect(await rowsOf(job.tenant.id)).toEqual(rows);
  });
});

describe('a request that is sent again', () => {
  const path = () => `/sub-accounts/${rival.id}/allocations`;
  const granted = async () => (await rival.quota()).granted;
  const send = (key: string, amount: string) =>
    story.ask('POST', path(), { amount, reason: 'Once' }, { 'idempotency-key': key });

  test('has one effect and one answer, also when all come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send('order-1', '10')));
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await granted()).toBe('10.00');
    expect((await send('order-2', '5')).status).toBe(201);
    expect(await granted()).toBe('15.00');
  });

  test('with another body is refused, and what was refused may be put right under the same key', async () => {
    expect(await send('order-3', '1')).toMatchObject({ status: 201 });
    const rows = await rowsOf(story.tenant.tenant.id);
    expect(await send('order-3', '2')).toMatchObject({
      status: 409,
      body: { reason: 'idempotency_key_reused' },
    });
    expect(await rowsOf(story.tenant.tenant.id)).toEqual(rows);
    expect(await send('order-4', '-1000')).toMatchObject({ status: 422 });
    expect(await send('order-4', '1')).toMatchObject({ status: 201 });
  });

  test('of another key is another request', async () => {
    const before = await granted();
    const { secret } = await keyWith('quota:allocate');
    const body = { amount: '1', reason: 'Mine' };
    const headers = { 'idempotency-key': 'order-1' };
    expect((await request('POST', path(), { secret, body, headers })).status).toBe(201);
    expect(Number(await granted())).toBe(Number(before) + 1);
  });

  test('makes one access key in the cloud and shows its secret again', async () => {
    const create = () =>
      story.ask('POST', `/sub-accounts/${rival.id}/access-keys`, {}, { 'idempotency-key': 'key-1' });
    const first = await create();
    expect(first.status).toBe(201);
    expect((await create()).body).toEqual(first.body);
    expect((await rival.access()).keys).toHaveLength(2);
  });
});
