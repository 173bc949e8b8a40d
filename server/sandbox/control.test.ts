import { afterAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { nanos } from '#lib/money.ts';
import { listAudit } from '#server/audit/service.ts';
import {
  connectCloudAccount,
  disconnectCloudAccount,
  listCloudAccounts,
  openCloudAccount,
} from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import { createSubAccountInput } from '#server/iam/schema.ts';
import { createSubAccount } from '#server/iam/service/create.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { createSandboxAccount, listSandboxAccounts } from './service/account.ts';
import {
  advanceSandbox,
  causeFault,
  clearFaults,
  correctBill,
  setRate,
  spendInSandbox,
} from './service/act.ts';
import { getSandbox, getSandboxUser, listSandboxCalls } from './service/read.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());
const yuan = (n: number) => nanos(BigInt(n) * 1_000_000_000n);
const PROJECT = 'short-film';

/** A tenant with a sandbox account that was made with one click, and a sub-account with a project in it. */
async function makeWorld(options: Parameters<typeof makeTenant>[0] = {}) {
  const tenant = await makeTenant(options);
  const { owner } = tenant.as;
  const { cloudAccountId } = await createSandboxAccount(owner, { name: 'Sandbox' });
  const { cloudAccountNo: account } = await getSandbox(owner, { cloudAccountId });
  const input = { cloudAccountId, userName: 'ann', accessKey: true, projectName: PROJECT };
  const { subAccount } = await createSubAccount(owner, createSubAccountInput.parse(input));
  const spending = { cloudAccountId, subAccountId: subAccount.id, projectName: PROJECT };
  return {
    ...tenant,
    owner,
    cloudAccountId,
    account,
    subAccountId: subAccount.id,
    spending: { ...spending, product: 'ark_bd' as const },
    state: () => sandbox.control.state({ account }),
  };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

/** Every verb that changes something in the sandbox, asked by somebody about some account. */
const changes = (ctx: World['owner'], { spending, cloudAccountId }: World): (() => Promise<unknown>)[] => [
  () => spendInSandbox(ctx, { ...spending, amount: yuan(1) }),
  () => setRate(ctx, { cloudAccountId, projectName: PROJECT, product: 'tos', amountPerHour: yuan(1) }),
  () => advanceSandbox(ctx, { cloudAccountId, hours: 1 }),
  () => causeFault(ctx, { cloudAccountId, kind: 'throttled', times: 1 }),
  () => clearFaults(ctx, { cloudAccountId }),
  () =>
    correctBill(ctx, {
      cloudAccountId,
      projectName: PROJECT,
      product: 'ark_bd',
      day: '2026-01-02',
      amount: yuan(1),
    }),
];

const actions = async (t: TestTenant) =>
  (await listAudit(t.as.owner, { limit: 50, action: 'sandbox.' })).items.map(({ action }) => action);

describe('a sandbox account', () => {
  test("is made and connected in one go, in the tenant's currency, and only once", async () => {
    const { owner, cloudAccountId, state } = await makeWorld({ currency: 'USD' });
    const { items } = await listCloudAccounts(owner, { limit: 10 });
    expect(items).toMatchObject([{ id: cloudAccountId, provider: 'sandbox', status: 'active' }]);
    const { account } = await state();
    expect(account.currency).toBe('USD');
    expect(account.projects.map(({ name }) => name)).toEqual(['default', PROJECT, 'chat-assistant']);
    await expect(createSandboxAccount(owner, { name: 'Second' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'sandbox_connected',
    });
  });

  test('is made by whoever may connect clouds, and by nobody else', async () => {
    const { as } = await makeTenant();
    for (const ctx of [as.member, as.viewer])
      await expect(createSandboxAccount(ctx, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
    await createSandboxAccount(as.admin, { name: 'Mine' });
  });
});

describe('the control of a sandbox account', () => {
  test('needs its right, which members and viewers do not have; they may look', async () => {
    const world = await makeWorld();
    const before = await world.state();
    for (const ctx of [world.as.member, world.as.viewer, world.key('cloud-account:read')]) {
      for (const change of changes(ctx, world))
        await expect(change()).rejects.toMatchObject({
          code: 'forbidden',
          params: { permission: 'sandbox:control' },
        });
      expect((await getSandbox(ctx, world)).accounts).toHaveLength(1);
    }
    expect((await world.state()).account).toEqual(before.account);
    for (const change of changes(world.as.admin, world)) await change();
  });

  test('is offered to everybody who may look, while the account is connected, and to no other tenant', async () => {
    const world = await makeWorld();
    const { cloudAccountId, account } = world;
    const mine = { items: [{ cloudAccountId, name: 'Sandbox', cloudAccountNo: account }] };
    for (const ctx of [world.owner, world.as.viewer]) expect(await listSandboxAccounts(ctx)).toEqual(mine);
    const stranger = await makeTenant();
    expect(await listSandboxAccounts(stranger.as.owner)).toEqual({ items: [] });
    const bare = await makeTenant();
    const made = await createSandboxAccount(bare.as.owner, { name: 'Sandbox' });
    await disconnectCloudAccount(bare.as.owner, { cloudAccountId: made.cloudAccountId });
    expect(await listSandboxAccounts(bare.as.owner)).toEqual({ items: [] });
  });

  test("finds another tenant's account neither by its id nor by its sub-account, and leaves it as it is", async () => {
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const before = await theirs.state();
    const stolen = [
      ...changes(mine.owner, theirs),
      () => getSandbox(mine.owner, theirs),
      () => getSandboxUser(mine.owner, theirs),
      () => listSandboxCalls(mine.owner, { ...theirs, limit: 1 }),
      () =>
        spendInSandbox(mine.owner, {
          ...mine.spending,
          subAccountId: theirs.subAccountId,
          amount: nanos(1n),
        }),
    ];
    for (const attempt of stolen) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    // What is done to one's own goes past the other too: its time stands where it was, its rates have spent nothing.
    await setRate(theirs.owner, { ...theirs.spending, amountPerHour: yuan(3_600) });
    for (const change of changes(mine.owner, mine)) await change();
    await advanceSandbox(mine.owner, { cloudAccountId: mine.cloudAccountId, hours: 24 });
    const after = await theirs.state();
    expect(after.clock.offsetMs).toBe(before.clock.offsetMs);
    expect(Number(after.account.rates[0]?.spent)).toBeLessThan(60);
    expect((await getSandbox(theirs.owner, theirs)).faults).toEqual([]);
  });

  test("is not for the key of somebody else's user, although it opens the same account", async () => {
    const theirs = await makeWorld();
    const made = await createSubAccount(
      theirs.owner,
      createSubAccountInput.parse({
        cloudAccountId: theirs.cloudAccountId,
        userName: 'guest',
        accessKey: true,
      }),
    );
    const { accessKeyId = '', secretAccessKey = '' } = made.accessKey ?? {};
    const stranger = await makeTenant();
    const { id: cloudAccountId } = await connectCloudAccount(stranger.as.owner, {
      provider: 'sandbox',
      name: 'Borrowed',
      accessKeyId,
      secretAccessKey,
    });
    expect(await listSandboxAccounts(stranger.as.owner)).toEqual({ items: [] });
    for (const attempt of [
      () => advanceSandbox(stranger.as.owner, { cloudAccountId, hours: 24 }),
      () => getSandbox(stranger.as.owner, { cloudAccountId }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: 'precondition_failed',
        reason: 'sandbox_not_root',
      });
  });

  test('is not for real clouds', async () => {
    const { as, job, tenant } = await makeTenant();
    const id = newId('cloudAccount');
    const at = job.now();
    const row = { id, tenantId: tenant.id, provider: 'volcengine', name: 'Production', credential: '' };
    const facts = { cloudAccountNo: '2100000001', principal: 'trn:iam::2100000001:root', keyHint: 'AKLT…' };
    await access(job, 'cloud-account:connect', (db) =>
      db.cloudAccount.create({ data: { ...row, ...facts, connectedAt: at, verifiedAt: at } }),
    );
    await expect(advanceSandbox(as.owner, { cloudAccountId: id, hours: 1 })).rejects.toMatchObject({
      reason: 'sandbox_only',
    });
  });

  test('leaves an audit entry for every change', async () => {
    const world = await makeWorld();
    for (const change of changes(world.owner, world)) await change();
    expect((await actions(world)).toReversed()).toEqual([
      'sandbox.create',
      'sandbox.spend',
      'sandbox.set-rate',
      'sandbox.advance',
      'sandbox.fault',
      'sandbox.clear-faults',
      'sandbox.correct',
    ]);
  });
});

describe('spending', () => {
  test('is refused by the cloud once the user is locked out, with the reason', async () => {
    const { owner, spending, account } = await makeWorld();
    expect(await spendInSandbox(owner, { ...spending, amount: yuan(2) })).toEqual({
      booked: true,
      refusal: null,
    });
    const { users } = (await sandbox.control.state({ account })).account;
    const key = users[0]?.keys[0]?.id ?? '';
    const cloud = await openCloudAccount(owner, spending.cloudAccountId);
    await cloud.keys.setActive('ann', key, false);
    expect(await spendInSandbox(owner, { ...spending, amount: yuan(2) })).toEqual({
      booked: false,
      refusal: 'locked_out',
    });
    const seen = await getSandboxUser(owner, spending);
    expect(seen.keys).toMatchObject([{ id: key, active: false, answer: { status: 401 } }]);
    expect(seen).toMatchObject({ exists: true, blocked: 'locked_out', login: 'none' });
    const { items } = await listSandboxCalls(owner, { ...spending, limit: 1 });
    expect(items).toMatchObject([{ action: 'UpdateAccessKey', user: null, signed: true, status: 200 }]);
  });

  test('in a project that is not there is refused in the words of the sandbox', async () => {
    const { owner, spending } = await makeWorld();
    await expect(
      spendInSandbox(owner, { ...spending, projectName: 'nowhere', amount: nanos(1n) }),
    ).rejects.toMatchObject({
      code: 'upstream_failed',
      reason: 'sandbox_refused',
      params: { message: 'there is no project nowhere' },
    });
  });

  test('that no check has read yet stands beside what was read', async () => {
    const { owner, spending, subAccountId } = await makeWorld();
    await spendInSandbox(owner, { ...spending, amount: yuan(7) });
    const { accounts } = await getSandbox(owner, spending);
    expect(accounts).toMatchObject([{ subAccountId, projects: [PROJECT], unread: yuan(7), blocked: null }]);
  });
});

describe('a rate', () => {
  test('is made, sped up and taken away, and hangs on the Ark key of its project', async () => {
    const { owner, spending, account } = await makeWorld();
    const { rateId } = await setRate(owner, { ...spending, amountPerHour: yuan(60) });
    await setRate(owner, { ...spending, rateId: rateId ?? '', amountPerHour: yuan(600) });
    const { rates, arkKeys } = (await sandbox.control.state({ account })).account;
    expect(rates).toMatchObject([
      { amountPerHour: '600', arkKey: arkKeys.find(({ project }) => project === PROJECT)?.id },
    ]);
    const seen = await getSandbox(owner, spending);
    expect(seen.accounts).toMatchObject([{ pace: yuan(600), running: yuan(600) }]);
    await setRate(owner, { ...spending, amountPerHour: nanos(0n) });
    expect((await getSandbox(owner, spending)).rates).toEqual([]);
    await expect(
      setRate(owner, { ...spending, rateId: 'none', amountPerHour: yuan(1) }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of anything but models hangs on the user whom the project belongs to', async () => {
    const { owner, spending, account } = await makeWorld();
    await setRate(owner, { ...spending, product: 'ecs', amountPerHour: yuan(1) });
    expect((await sandbox.control.state({ account })).account.rates).toMatchObject([
      { user: 'ann', arkKey: null },
    ]);
  });
});

test('without a sandbox that answers, it says so and nothing else', async () => {
  const [world, stranger] = [await makeWorld(), await makeTenant()];
  await sandbox.close();
  for (const attempt of [
    ...changes(world.owner, world),
    () => getSandbox(world.owner, world),
    () => createSandboxAccount(stranger.as.owner, { name: 'Late' }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'upstream_failed', reason: 'sandbox_down' });
});
