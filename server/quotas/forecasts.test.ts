// The forecast of a page of sub-accounts says the same as each one's own, and nothing about others'.
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { makeTenant } from '#tests/factories.ts';
import { forecastQuotas } from './service/forecasts.ts';
import { allocateQuota, getQuota } from './service.ts';
import { makeCloudAccount, makeRecord, makeSubAccount, yuan } from './test-world.ts';

const now = () => new Date('2026-11-20T17:00:00Z');

async function makeBurning() {
  const tenant = await makeTenant({ now });
  const cloudAccountId = await makeCloudAccount(tenant.as.admin, { checkedAt: now() });
  const make = async (project: string, daily: number) => {
    const { id } = await makeSubAccount(tenant.as.admin, { cloudAccountId, projects: [project] });
    for (let day = 13; day <= 20; day += 1) {
      const record = { cloudAccountId, day: `2026-11-${day}`, project };
      if (daily > 0) await makeRecord(tenant.job, { ...record, amount: yuan(daily) });
    }
    return id;
  };
  return { tenant, make };
}

test('every forecast is the one on the page of its sub-account', async () => {
  const { tenant, make } = await makeBurning();
  const ids = [await make('slow', 5), await make('fast', 40)];
  for (const subAccountId of ids) {
    await allocateQuota(tenant.as.admin, { subAccountId, amount: yuan(1_000), reason: 'test' });
  }
  const { items } = await forecastQuotas(tenant.as.viewer, { subAccountIds: ids });
  for (const subAccountId of ids) {
    const own = await getQuota(tenant.as.viewer, { subAccountId });
    expect(items.find((i) => i.subAccountId === subAccountId)).toEqual({
      subAccountId,
      perDay: own.burn?.perDay,
      ...own.forecast,
    });
    expect(own.forecast).not.toBeNull();
  }
});

test('without a quota or without spending there is no forecast', async () => {
  const { tenant, make } = await makeBurning();
  const [unlimited, idle] = [await make('unlimited', 5), await make('idle', 0)];
  await allocateQuota(tenant.as.admin, { subAccountId: idle, amount: yuan(10), reason: 'test' });
  expect(await forecastQuotas(tenant.as.viewer, { subAccountIds: [unlimited, idle] })).toEqual({ items: [] });
});

test("another tenant's sub-accounts are nobody here", async () => {
  const { tenant, make } = await makeBurning();
  const id = await make('alpha', 5);
  await allocateQuota(tenant.as.admin, { subAccountId: id, amount: yuan(100), reason: 'test' });
  const stranger = await makeTenant({ now });
  const asked = { subAccountIds: [id, newId('subAccount')] };
  expect(await forecastQuotas(stranger.as.owner, asked)).toEqual({ items: [] });
  expect((await forecastQuotas(tenant.as.owner, asked)).items).toHaveLength(1);
});
