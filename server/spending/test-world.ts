// A tenant with a sandbox account whose bill the tests write, and checks of it without the executor around them.
import { newId } from '#lib/ids.ts';
import { addDays, dateOfDay, dayOf } from '#lib/periods.ts';
import type { Gate } from '#server/clouds/volcengine/gate.ts';
import { tenantTransaction } from '#server/core/transaction.ts';
import { allocateQuota } from '#server/quotas/service.ts';
import { makeSubAccount } from '#server/quotas/test-world.ts';
import { makeTenant } from '#tests/factories.ts';
import { connectSandbox, type TestSandbox } from '#tests/sandbox.ts';
import { getCheck, startCheck } from './service/checks.ts';
import { failCheck, finishCheck } from './service/finish.ts';
import { beginCheck, readSlice } from './service/sweep.ts';

/** Lets billing calls through without the pace that the real cloud asks for. */
class OpenGates extends Map<string, Gate> {
  override get(): Gate {
    return { turn: async () => {} };
  }
}
globalThis.airgateBillingGates = new OpenGates();

export type SpendingWorld = Awaited<ReturnType<typeof spendingWorld>>;

export async function spendingWorld({ control, ...sandbox }: TestSandbox, wish: { currency?: string } = {}) {
  await control.config({ detailLagMinutes: 0, splitLagHours: 0, unattributedShare: 0 });
  const tenant = await makeTenant(wish);
  const { cloudAccountId, account } = await connectSandbox({ control, ...sandbox }, tenant);
  const { clock } = await control.health();
  const today = dayOf(new Date(clock.now), 'Asia/Shanghai');
  const db = tenantTransaction;

  /** Runs every slice of a check, or up to the failing one, and closes it as its job would. */
  async function sweep(checkId: string) {
    try {
      const plan = await beginCheck(tenant.job, { checkId });
      for (const [index, slice] of (plan?.slices ?? []).entries())
        await readSlice(tenant.job, { checkId, slice, index });
      await finishCheck(tenant.job, { checkId });
    } catch {
      await failCheck(tenant.job, { checkId });
    }
    return getCheck(tenant.job, { checkId });
  }

  return {
    tenant,
    control,
    account,
    cloudAccountId,
    today,
    yesterday: addDays(today, -1),
    sweep,
    check: async ({ deep = false } = {}) => {
      const { id } = await startCheck(tenant.as.admin, { cloudAccountId, deep });
      // The first check of a day is deep by itself; most tests have no use for months.
      if (!deep)
        await db(tenant.job, (tx) => tx.spendingCheck.update({ where: { id }, data: { deep: false } }));
      return sweep(id);
    },
    /** Books one bill row; of this product the bill makes no more than one. */
    spend: async (row: {
      project: string;
      amount: string;
      day?: string;
      product?: string;
      instance?: string;
    }) => {
      const { product = 'vpn', ...rest } = row;
      return control.spend({ account, product, ...rest });
    },
    project: (name: string) => control.createProject({ account, name }),
    /** A sub-account of the account with its projects, and a quota if told. */
    owner: async (projects: string[], quota?: bigint, countedFrom?: string) => {
      const wish = { cloudAccountId, projects, ...(countedFrom && { countedFrom }) };
      const { id } = await makeSubAccount(tenant.as.admin, wish);
      if (quota) await allocateQuota(tenant.as.admin, { subAccountId: id, amount: quota, reason: 'test' });
      return id;
    },
    records: () =>
      db(tenant.job, (tx) =>
        tx.spendingRecord.findMany({
          where: { cloudAccountId },
          orderBy: [{ day: 'asc' }, { project: 'asc' }, { source: 'asc' }],
        }),
      ),
    alerts: (type: string) =>
      db(tenant.job, (tx) =>
        tx.alert.findMany({ where: { tenantId: tenant.tenant.id, type }, orderBy: { id: 'asc' } }),
      ),
    /** Links a project again, for tests of the days that count. */
    link: (
      subAccountId: string,
      projectName: string,
      days: { from: string; through?: string; monitored?: boolean },
    ) =>
      db(tenant.job, (tx) =>
        tx.subAccountProject.create({
          data: {
            id: newId('subAccountProject'),
            tenantId: tenant.tenant.id,
            cloudAccountId,
            subAccountId,
            projectName,
            attached: [],
            state: days.through ? 'removed' : 'active',
            monitored: days.monitored ?? true,
            countedFrom: dateOfDay(days.from),
            countedThrough: days.through ? dateOfDay(days.through) : null,
            addedAt: tenant.job.now(),
            removedAt: days.through ? tenant.job.now() : null,
          },
        }),
      ),
  };
}
