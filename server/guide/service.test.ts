import { afterAll, expect, test } from 'vitest';
import { nanos } from '#lib/money.ts';
import { createSubAccountInput } from '#server/iam/schema.ts';
import { updateSubAccount } from '#server/iam/service/change.ts';
import { createSubAccount } from '#server/iam/service/create.ts';
import { syncCloudAccount } from '#server/iam/service/sync.ts';
import { addProject } from '#server/projects/service.ts';
import { allocateQuota } from '#server/quotas/service.ts';
import { createSandboxAccount } from '#server/sandbox/service/account.ts';
import { spendInSandbox } from '#server/sandbox/service/act.ts';
import { startCheck } from '#server/spending/service/checks.ts';
import { finishCheck } from '#server/spending/service/finish.ts';
import { beginCheck, readSlice } from '#server/spending/service/sweep.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { getGuide, setGuide } from './service.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());
const yuan = (n: number) => nanos(BigInt(n) * 1_000_000_000n);

/** The step that is next, and how it stands. */
async function next({ as }: TestTenant) {
  const { steps, stage } = await getGuide(as.owner);
  const open = steps.find(({ state }) => state !== 'done');
  return [stage, open?.id, open?.state];
}

test('goes along with what is made, whoever makes it and however', async () => {
  const tenant = await makeTenant();
  const { owner } = tenant.as;
  expect(await next(tenant)).toEqual(['begin', 'connect', 'ready']);
  const { cloudAccountId } = await createSandboxAccount(owner, { name: 'Sandbox' });
  await syncCloudAccount(owner, { cloudAccountId });
  expect(await next(tenant)).toEqual(['set_up', 'create', 'ready']);
  const input = createSubAccountInput.parse({ cloudAccountId, userName: 'ann', accessKey: true });
  const { id: subAccountId } = (await createSubAccount(owner, input)).subAccount;
  expect(await next(tenant)).toEqual(['set_up', 'project', 'ready']);
  const [projectName = ''] = (await getGuide(owner)).freeProjects;
  await addProject(owner, { subAccountId, projectName });
  expect(await next(tenant)).toEqual(['set_up', 'quota', 'ready']);
  await allocateQuota(owner, { subAccountId, amount: yuan(100), reason: 'Start' });
  expect(await next(tenant)).toEqual(['try', 'spend', 'ready']);

  const spend = (amount: number) =>
    spendInSandbox(owner, {
      cloudAccountId,
      subAccountId,
      projectName,
      product: 'ark_bd',
      amount: yuan(amount),
    });
  const check = async () => {
    const { id: checkId } = await startCheck(owner, { cloudAccountId, deep: false });
    expect((await next(tenant))[2]).toBe('running');
    const plan = await beginCheck(tenant.job, { checkId });
    for (const [index, slice] of plan?.slices.entries() ?? [])
      await readSlice(tenant.job, { checkId, slice, index });
    await finishCheck(tenant.job, { checkId });
  };
  await spend(60);
  await check();
  expect(await next(tenant)).toEqual(['try', 'alerts', 'ready']);
  expect((await getGuide(owner)).alertSteps.map(({ step, firedAt }) => [step, firedAt !== null])).toEqual([
    [50, true],
    [80, false],
    [90, false],
  ]);
  await spend(35);
  await check();
  expect(await next(tenant)).toEqual(['try', 'cut_off', 'ready']);
  await spend(6);
  await check();
  expect(await next(tenant)).toEqual(['try', 'cut_off', 'running']);
  expect(await getGuide(owner)).toMatchObject({
    quota: { granted: yuan(100), spent: yuan(101) },
    subAccount: { id: subAccountId, userName: 'ann' },
    project: projectName,
  });
}, 60_000);

test('stays with its sub-account while others come, and passes protected ones by', async () => {
  const tenant = await makeTenant();
  const { owner } = tenant.as;
  const { cloudAccountId } = await createSandboxAccount(owner, { name: 'Sandbox' });
  const create = async (userName: string) =>
    (await createSubAccount(owner, createSubAccountInput.parse({ cloudAccountId, userName }))).subAccount.id;
  const about = async () => (await getGuide(owner)).subAccount?.userName;
  await create('ann');
  const ben = await create('ben');
  expect(await about()).toBe('ann');
  await allocateQuota(owner, { subAccountId: ben, amount: yuan(1), reason: 'Start' });
  expect(await about()).toBe('ben');
  await updateSubAccount(owner, { subAccountId: ben, protected: true });
  expect(await about()).toBe('ann');
});

test('is put away by each person for themselves, and comes back', async () => {
  const { as, key } = await makeTenant();
  await setGuide(as.owner, { dismissed: true });
  await setGuide(as.owner, { dismissed: true });
  expect((await getGuide(as.owner)).dismissed).toBe(true);
  expect((await getGuide(as.viewer)).dismissed).toBe(false);
  await setGuide(as.owner, { dismissed: false });
  expect((await getGuide(as.owner)).dismissed).toBe(false);
  await expect(setGuide(key('tenant:read'), { dismissed: true })).rejects.toMatchObject({
    reason: 'people_only',
  });
});
