// Allocations: exact under concurrency, refused where they must be, and equal to a model that any sequence is tried on.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { basisPoints, MAX_AMOUNT } from '#lib/money.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { checkInvariants } from '#server/ledger/service.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { allocateQuota, getQuota, listAllocations, quotaOf, settleSpending } from './service.ts';
import { makeRecord, makeSubAccount, yuan } from './test-world.ts';

const allocate = (ctx: Ctx, subAccountId: string, amount: bigint) =>
  allocateQuota(ctx, { subAccountId, amount, reason: 'test' });

/** The reason a call was refused with, or `done`. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.reason;
    throw error;
  }
}

async function findings(tenantId: string) {
  const all = (await checkInvariants(platformJob())).findings;
  return all.filter((f) => f.tenantId === tenantId);
}

test('a quota is the sum of its allocations, each remembered with who, why, before and after', async () => {
  const { as } = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  await allocateQuota(as.admin, { subAccountId: id, amount: yuan(100), reason: 'Start' });
  const made = await allocateQuota(as.owner, { subAccountId: id, amount: -yuan(30), reason: 'Too much' });
  expect(made).toMatchObject({
    amount: -yuan(30),
    before: yuan(100),
    after: yuan(70),
    epoch: 2,
    currency: 'CNY',
  });
  const { items } = await listAllocations(as.viewer, { subAccountId: id, limit: 50 });
  expect(items.map(({ reason, before, after, actorName }) => [reason, before, after, actorName])).toEqual([
    ['Too much', yuan(100), yuan(70), as.owner.actor.name],
    ['Start', 0n, yuan(100), as.admin.actor.name],
  ]);
});

test('the history goes on page by page without losing or repeating a row', async () => {
  const { as } = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  for (let i = 1; i <= 5; i += 1) await allocate(as.admin, id, BigInt(i));
  const first = await listAllocations(as.admin, { subAccountId: id, limit: 3 });
  const rest = await listAllocations(as.admin, {
    subAccountId: id,
    limit: 3,
    cursor: first.nextCursor ?? '',
  });
  expect([...first.items, ...rest.items].map((i) => i.amount)).toEqual([5n, 4n, 3n, 2n, 1n]);
  expect(rest.nextCursor).toBeNull();
});

test('two hundred allocations and deductions at once are all counted exactly', async () => {
  const { as, tenant } = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  await allocate(as.admin, id, yuan(1_000));
  const amounts = Array.from({ length: 200 }, (_, i) => (i % 3 === 0 ? -BigInt(i + 1) : BigInt(7 * i + 1)));
  await Promise.all(amounts.map((amount) => allocate(as.admin, id, amount)));
  const sum = amounts.reduce((a, b) => a + b, yuan(1_000));
  expect(await quotaOf(as.admin, id)).toMatchObject({ granted: sum, epoch: 201 });
  expect(await findings(tenant.id)).toEqual([]);
}, 60_000);

test('of deductions that do not fit together exactly as many succeed as fit', async () => {
  const { as, job } = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  await allocate(as.admin, id, yuan(100));
  await settleSpending(job, [{ subAccountId: id, spent: yuan(35) }], { checkId: 'chk_1' });
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => outcome(allocate(as.admin, id, -yuan(10)))),
  );
  expect(outcomes.filter((o) => o === 'done')).toHaveLength(6);
  expect(outcomes.filter((o) => o === 'deduction_too_large')).toHaveLength(14);
  expect(await quotaOf(as.admin, id)).toMatchObject({ granted: yuan(40), spent: yuan(35) });
});

test('a refusal changes nothing and says how much could be deducted', async () => {
  const { as, job } = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  await allocate(as.admin, id, yuan(100));
  await settleSpending(job, [{ subAccountId: id, spent: yuan(83) }], { checkId: 'chk_1' });
  const refused = allocate(as.admin, id, -yuan(18));
  await expect(refused).rejects.toMatchObject({
    code: 'limit_exceeded',
    params: { spent: '83.00', max: '17.00' },
  });
  expect(await outcome(allocate(as.admin, id, MAX_AMOUNT))).toBe('quota_too_large');
  expect(await quotaOf(as.admin, id)).toMatchObject({ granted: yuan(100), epoch: 1 });
});

test('allocations and settlements at once end with the last of both', async () => {
  const { as, job, tenant } = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  await allocate(as.admin, id, yuan(50));
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      await allocate(as.admin, id, yuan(1));
      await settleSpending(job, [{ subAccountId: id, spent: BigInt(i) }], { checkId: `chk_${i}` });
    }),
  );
  await settleSpending(job, [{ subAccountId: id, spent: yuan(3) }], { checkId: 'chk_last' });
  expect(await quotaOf(as.admin, id)).toMatchObject({ granted: yuan(90), spent: yuan(3) });
  expect(await findings(tenant.id)).toEqual([]);
}, 60_000);

test('the first quota takes over what the monitored projects have spent, and is limited at once', async () => {
  const { as } = await makeTenant();
  const { id, cloudAccountId } = await makeSubAccount(as.admin, { projects: ['render'] });
  await makeRecord(as.admin, { cloudAccountId, day: '2026-11-02', project: 'render', amount: yuan(60) });
  await makeRecord(as.admin, { cloudAccountId, day: '2026-11-02', project: 'other', amount: yuan(500) });
  expect(await getQuota(as.admin, { subAccountId: id })).toMatchObject({ enforced: false, spent: yuan(60) });
  await allocate(as.admin, id, yuan(50));
  const quota = await getQuota(as.admin, { subAccountId: id });
  expect(quota).toMatchObject({ enforced: true, spent: yuan(60), remaining: -yuan(10), shareBp: 12_000 });
  expect(quota.steps.map((s) => s.state)).toEqual(['fired', 'fired', 'fired', 'fired']);
});

test('who may only read cannot allocate, and nobody reaches into another tenant', async () => {
  const { as, key } = await makeTenant();
  const other = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  expect(await outcome(allocate(as.viewer, id, 1n))).toBe('forbidden');
  expect(await outcome(allocate(as.member, id, 1n))).toBe('forbidden');
  expect(await outcome(allocate(key('quota:read'), id, 1n))).toBe('forbidden');
  expect(await outcome(allocate(key('quota:allocate'), id, 1n))).toBe('done');
  expect(await outcome(allocate(other.as.owner, id, 1n))).toBe('not_found');
  expect(await outcome(getQuota(other.as.owner, { subAccountId: id }))).toBe('not_found');
  expect(await outcome(listAllocations(other.as.owner, { subAccountId: id, limit: 5 }))).toBe('not_found');
});

test('a user that is not managed gets no quota', async () => {
  const { as } = await makeTenant();
  const { id } = await makeSubAccount(as.admin, { managed: false });
  expect(await outcome(allocate(as.admin, id, 1n))).toBe('sub_account_not_managed');
});

test('any sequence of allocations and settlements ends where a model of it ends', async () => {
  const { as, job, tenant } = await makeTenant();
  const command = fc.oneof(
    fc.record({ kind: fc.constant('allocate' as const), amount: fc.bigInt({ min: -60n, max: 100n }) }),
    fc.record({ kind: fc.constant('settle' as const), amount: fc.bigInt({ min: -10n, max: 150n }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 12 }), async (commands) => {
      const { id } = await makeSubAccount(as.admin);
      const model = { granted: 0n, spent: 0n, epoch: 0, refused: 0 };
      let refused = 0;
      for (const [index, { kind, amount }] of commands.entries()) {
        if (kind === 'settle') {
          await settleSpending(job, [{ subAccountId: id, spent: amount }], { checkId: `chk_${index}` });
          if (model.epoch > 0) model.spent = amount;
          continue;
        }
        const floor = model.spent > 0n ? model.spent : 0n;
        const fits = amount !== 0n && (amount > 0n || model.granted + amount >= floor);
        if (fits) Object.assign(model, { granted: model.granted + amount, epoch: model.epoch + 1 });
        else model.refused += 1;
        if ((await outcome(allocate(as.admin, id, amount))) !== 'done') refused += 1;
      }
      expect(refused).toBe(model.refused);
      const quota = await quotaOf(as.admin, id);
      const { granted, spent, epoch } = model;
      if (epoch === 0) expect(quota).toBeNull();
      else expect(quota).toMatchObject({ granted, spent, epoch, shareBp: basisPoints(spent, granted) });
    }),
    { numRuns: 25 },
  );
  expect(await findings(tenant.id)).toEqual([]);
}, 60_000);

test('the proof finds a counter that was moved past its entries', async () => {
  const { as, tenant } = await makeTenant();
  const { id } = await makeSubAccount(as.admin);
  await allocate(as.admin, id, yuan(1));
  await allocate(as.admin, id, yuan(1));
  await tenantTransaction(as.admin, (db) =>
    db.bucket.updateMany({
      where: { tenantId: tenant.id, subAccountId: id, epoch: 1 },
      data: { granted: 7n },
    }),
  );
  expect((await findings(tenant.id)).map((f) => f.kind).sort()).toEqual(['carry_differs', 'granted_differs']);
});
