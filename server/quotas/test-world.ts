// Rows that the tests of quotas and spending stand on: a cloud account, its sub-accounts, their projects and records.
import { newId } from '#lib/ids.ts';
import { nanos } from '#lib/money.ts';
import { dateOfDay } from '#lib/periods.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { tenantTransaction } from '#server/core/transaction.ts';

export const yuan = (amount: number) => nanos(BigInt(amount) * 1_000_000_000n);

/** A cloud account nobody will ever call. */
export async function makeCloudAccount(ctx: Ctx, { checkedAt = null }: { checkedAt?: Date | null } = {}) {
  const id = newId('cloudAccount');
  const at = ctx.now();
  await tenantTransaction(ctx, (db) =>
    db.cloudAccount.create({
      data: {
        id,
        tenantId: ctx.tenant.id,
        provider: 'volcengine',
        name: `cloud ${id.slice(-6)}`,
        cloudAccountNo: id.slice(-10),
        principal: 'root',
        credential: '',
        keyHint: 'AKLT…0000',
        connectedAt: at,
        verifiedAt: at,
        checkedAt,
      },
    }),
  );
  return id;
}

type Wish = {
  cloudAccountId?: string;
  alertSteps?: number[];
  managed?: boolean;
  projects?: string[];
  countedFrom?: string;
};

/** A sub-account with monitored projects that count from a day on. */
export async function makeSubAccount(ctx: Ctx, wish: Wish = {}) {
  const { alertSteps = [], managed = true, projects = [], countedFrom = '2026-01-01' } = wish;
  const cloudAccountId = wish.cloudAccountId ?? (await makeCloudAccount(ctx));
  const id = newId('subAccount');
  const at = ctx.now();
  const own = { tenantId: ctx.tenant.id, cloudAccountId };
  await tenantTransaction(ctx, async (db) => {
    const user = { cloudUserId: id, userName: `user-${id.slice(-6)}`, managed, alertSteps, createdAt: at };
    await db.subAccount.create({ data: { id, ...own, ...user } });
    for (const projectName of projects) {
      await db.subAccountProject.create({
        data: {
          id: newId('subAccountProject'),
          ...own,
          subAccountId: id,
          projectName,
          attached: [],
          state: 'active',
          countedFrom: dateOfDay(countedFrom),
          addedAt: at,
        },
      });
    }
  });
  return { id, cloudAccountId };
}

type Record = { cloudAccountId: string; day: string; project: string; amount: bigint; product?: string };

/** One effective spending record. */
export async function makeRecord(
  ctx: Ctx,
  { cloudAccountId, day, project, amount, product = 'ecs' }: Record,
) {
  const at = ctx.now();
  const row = { cloudAccountId, project, product, amount, currency: ctx.tenant.currency };
  await tenantTransaction(ctx, (db) =>
    db.spendingRecord.create({
      data: {
        ...row,
        tenantId: ctx.tenant.id,
        day: dateOfDay(day),
        source: 'detail',
        amountRaw: String(amount),
        rows: 1,
        checkId: 'chk_test',
        firstSeenAt: at,
        updatedAt: at,
      },
    }),
  );
}
