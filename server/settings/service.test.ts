import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { access } from '#server/core/access.ts';
import { within } from '#server/core/ctx.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { type SettingKey, settingKeys } from './registry.ts';
import {
  listSettings,
  resetSetting,
  setPlatformSetting,
  setSetting,
  settingOf,
  updateSettings,
} from './service.ts';

async function refusal(attempt: Promise<unknown>): Promise<AppError> {
  const error = await attempt.then(
    () => null,
    (e: unknown) => e,
  );
  if (error instanceof AppError) return error;
  throw new Error('the attempt was not refused');
}

test('without anybody saying otherwise the defaults hold', async () => {
  const { as } = await makeTenant();
  expect(await settingOf(as.viewer, 'quota.alertSteps')).toEqual([50, 80, 90]);
  expect(await settingOf(as.viewer, 'quota.restoreMode')).toBe('offer');
  expect(await settingOf(as.viewer, 'spending.checkIntervalMinutes')).toBe(10);
  expect(await settingOf(as.viewer, 'spending.unattributedAlertAbove')).toBe('0.00');
  const { items } = await listSettings(as.viewer);
  expect(items.map((item) => item.key)).toEqual(settingKeys);
  expect(items.every((item) => item.source === 'default' && item.updatedAt === null)).toBe(true);
});

test("the tenant's value comes before the platform's, and each says whose it is", async () => {
  const [one, other] = [await makeTenant(), await makeTenant()];
  const key = 'spending.checkIntervalMinutes';
  const sourceFor = async (tenant: typeof one) => {
    const { items } = await listSettings(tenant.as.owner);
    const item = items.find((each) => each.key === key);
    return [item?.value, item?.source, item?.inherited];
  };
  await setPlatformSetting(platformJob(), { key, value: 30 });
  try {
    expect(await sourceFor(one)).toEqual([30, 'platform', 30]);
    await setSetting(one.as.admin, { key, value: 15 });
    expect(await sourceFor(one)).toEqual([15, 'tenant', 30]);
    expect(await sourceFor(other)).toEqual([30, 'platform', 30]);
    await resetSetting(one.as.admin, { key });
    expect(await sourceFor(one)).toEqual([30, 'platform', 30]);
  } finally {
    await setPlatformSetting(platformJob(), { key, value: null });
  }
  expect(await sourceFor(one)).toEqual([10, 'default', 10]);
});

test('values are brought into one form', async () => {
  const { as } = await makeTenant();
  const key = 'spending.unattributedAlertAbove';
  expect(await setSetting(as.owner, { key, value: '007.50' })).toMatchObject({ value: '7.50' });
  expect(await settingOf(as.owner, key)).toBe('7.50');
});

test.each<[SettingKey, unknown, string]>([
  ['spending.checkIntervalMinutes', 0, 'setting_interval'],
  ['spending.checkIntervalMinutes', '10', 'setting_interval'],
  ['clouds.syncIntervalHours', 169, 'setting_hours'],
  ['quota.alertSteps', [], 'alert_steps_invalid'],
  ['quota.alertSteps', [80, 50], 'alert_steps_invalid'],
  ['quota.alertSteps', [50, 50], 'alert_steps_invalid'],
  ['quota.alertSteps', [50, 100], 'alert_steps_invalid'],
  ['quota.restoreMode', 'never', 'setting_choice'],
  ['spending.unattributedAlertAbove', '-1', 'amount_negative'],
  ['spending.unattributedAlertAbove', '0.0000000001', 'amount_decimals'],
  ['projects.defaultPolicies', ['no space here'], 'policy_name_format'],
])('%s does not take %j', async (key, value, message) => {
  const { as } = await makeTenant();
  const error = await refusal(setSetting(as.owner, { key, value }));
  expect(error).toMatchObject({ code: 'invalid_input' });
  expect(error.fields[0]?.path).toMatch(/^value/);
  expect(error.fields.map((field) => field.message)).toContain(message);
});

test('an unknown key is refused by name', async () => {
  const { as } = await makeTenant();
  for (const key of ['quota.unheardOf', 'toString']) {
    const error = await refusal(setSetting(as.owner, { key, value: 1 }));
    expect(error).toMatchObject({ reason: 'setting_unknown', params: { key } });
  }
});

test('several are set together or not at all', async () => {
  const { as } = await makeTenant();
  const bad = { 'quota.restoreMode': 'automatic', 'spending.checkIntervalMinutes': 0 };
  const error = await refusal(updateSettings(as.owner, { values: bad }));
  expect(error.fields[0]?.path).toBe('values.spending.checkIntervalMinutes');
  expect(await settingOf(as.owner, 'quota.restoreMode')).toBe('offer');
  await updateSettings(as.owner, {
    values: { 'quota.restoreMode': 'automatic', 'quota.alertSteps': [10] },
  });
  expect(await settingOf(as.owner, 'quota.alertSteps')).toEqual([10]);
  await updateSettings(as.owner, { values: { 'quota.alertSteps': null } });
  expect(await settingOf(as.owner, 'quota.alertSteps')).toEqual([50, 80, 90]);
  expect(await settingOf(as.owner, 'quota.restoreMode')).toBe('automatic');
});

test('a stored value that does not fit any more counts as not set', async () => {
  const { as, tenant } = await makeTenant();
  const row = {
    tenantId: tenant.id,
    key: 'quota.restoreMode',
    value: 'as in older days',
    updatedAt: as.owner.now(),
  };
  await access(as.owner, 'setting:update', (db) => db.setting.create({ data: row }));
  expect(await settingOf(as.owner, 'quota.restoreMode')).toBe('offer');
});

test('changes need their right, reading one value for a verb does not', async () => {
  const { as, key } = await makeTenant();
  const change = { key: 'quota.restoreMode', value: 'automatic' };
  expect(await refusal(setSetting(as.member, change))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(listSettings(key('quota:read')))).toMatchObject({ code: 'forbidden' });
  expect(await settingOf(key('sub-account:create'), 'quota.restoreMode')).toBe('offer');
  await access(as.owner, 'setting:update', async (db) => {
    await setSetting(within(as.owner, db), change);
    expect(await settingOf(within(as.owner, db), 'quota.restoreMode')).toBe('automatic');
  });
});

test('what changed is in the audit log, and a reset without a value is not', async () => {
  const { as, tenant } = await makeTenant();
  const key = 'quota.restoreMode';
  await resetSetting(as.owner, { key });
  await setSetting(as.owner, { key, value: 'automatic' });
  await resetSetting(as.owner, { key });
  const entries = await access(as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } }),
  );
  expect(entries.map((entry) => [entry.action, entry.before, entry.after])).toEqual([
    ['setting.set', { value: 'offer', source: 'default' }, { value: 'automatic' }],
    ['setting.reset', { value: 'automatic', source: 'tenant' }, { value: 'offer' }],
  ]);
});
