/** Settings: a tenant's own value, else the platform's, else the default; the answer always says which it is. */
import { access, type Db, platformAccess, type Tx } from '#server/core/access.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { effectiveSetting, knownKey, parseSetting, type Storable } from './policy.ts';
import { registry, type SettingKey, type SettingValue, settingKeys } from './registry.ts';
import type { ListSettingsInput, SetSettingInput, SettingRef, UpdateSettingsInput } from './schema.ts';

/**
 * The value that holds for this tenant. Settings steer verbs of every kind, so
 * whoever has any right here may have them read on their behalf; listing them is what takes `setting:read`.
 */
export async function settingOf<K extends SettingKey>(ctx: Ctx, key: K): Promise<SettingValue<K>> {
  const [held = 'setting:read'] = ctx.actor.permissions;
  return access(ctx, held, async (db) => (await valuesOf(db, ctx.tenant.id, [key]))(key));
}

/** The same for several, read at once: a function that knows them. */
export async function settingsOf<K extends SettingKey>(ctx: Ctx, keys: readonly K[]) {
  const [held = 'setting:read'] = ctx.actor.permissions;
  return access(ctx, held, (db) => valuesOf(db, ctx.tenant.id, keys));
}

async function valuesOf<K extends SettingKey>(db: Tx, tenantId: string, keys: readonly K[]) {
  const values = await stored(db, tenantId, keys);
  return <Key extends K>(key: Key): SettingValue<Key> => effectiveSetting(key, values(key)).value;
}

/** Every setting with its effective value, in the registry's order. */
export async function listSettings(ctx: Ctx, _input: ListSettingsInput = {}) {
  return access(ctx, 'setting:read', async (db) => ({ items: await readAll(db, ctx) }));
}

export async function setSetting(ctx: Ctx, input: SetSettingInput) {
  return access(ctx, 'setting:update', async (db) => {
    const key = knownKey(input.key);
    return store(db, ctx, key, parseSetting(key, input.value, 'value'));
  });
}

/** Gives a setting back to the platform's value. Does nothing when there is none of the tenant's own. */
export async function resetSetting(ctx: Ctx, input: SettingRef) {
  return access(ctx, 'setting:update', async (db) => forget(db, ctx, knownKey(input.key)));
}

/** Sets several at once, or none of them; null resets. */
export async function updateSettings(ctx: Ctx, { values }: UpdateSettingsInput) {
  return access(ctx, 'setting:update', async (db) => {
    const changes = Object.entries(values).map(([name, value]) => {
      const key = knownKey(name);
      return { key, value: value === null ? null : parseSetting(key, value, `values.${name}`) };
    });
    for (const { key, value } of changes) {
      await (value === null ? forget(db, ctx, key) : store(db, ctx, key, value));
    }
    return { items: await readAll(db, ctx) };
  });
}

/** The values that hold for every tenant without one of its own. */
export async function listPlatformSettings(ctx: PlatformCtx, _input: ListSettingsInput = {}) {
  return platformAccess(ctx, 'platform:settings', async (tx) => ({ items: await describePlatform(tx) }));
}

/** Sets a value for every tenant without one of its own; null goes back to the default. */
export async function setPlatformSetting(ctx: PlatformCtx, input: SetSettingInput) {
  const { key, value, items } = await platformAccess(ctx, 'platform:settings', async (tx) => {
    const key = knownKey(input.key);
    const value = input.value === null ? null : parseSetting(key, input.value, 'value');
    if (value === null) {
      await tx.platformSetting.deleteMany({ where: { key } });
    } else {
      const data = { value, updatedAt: ctx.now() };
      await tx.platformSetting.upsert({ where: { key }, create: { key, ...data }, update: data });
    }
    return { key, value, items: await describePlatform(tx) };
  });
  log.info({ key, value, by: ctx.actor.id }, 'platform setting changed');
  return { items };
}

type StoredRow = { key: string; ofTenant: boolean; value: unknown; updatedAt: Date };

/** The tenant's own values and the platform's, in one statement: many verbs begin with a setting. */
async function stored(db: Tx, tenantId: string, keys: readonly SettingKey[]) {
  const wanted = [...keys];
  const rows = await db.$queryRaw<StoredRow[]>`
    select key, true as "ofTenant", value, updated_at as "updatedAt" from setting
    where tenant_id = ${tenantId} and key = any(${wanted}::text[])
    union all
    select key, false, value, updated_at from platform_setting where key = any(${wanted}::text[])`;
  return (key: SettingKey) => ({
    tenant: rows.find((row) => row.ofTenant && row.key === key),
    platform: rows.find((row) => !row.ofTenant && row.key === key),
  });
}

async function readAll(db: Tx, ctx: Ctx, keys: readonly SettingKey[] = settingKeys) {
  const values = await stored(db, ctx.tenant.id, keys);
  return keys.map((key) => ({ key, input: registry[key].input, ...effectiveSetting(key, values(key)) }));
}

async function read(db: Tx, ctx: Ctx, key: SettingKey) {
  const values = await stored(db, ctx.tenant.id, [key]);
  return { key, input: registry[key].input, ...effectiveSetting(key, values(key)) };
}

async function describePlatform(tx: Tx) {
  const rows = await tx.platformSetting.findMany();
  return settingKeys.map((key) => {
    const platform = rows.find((row) => row.key === key);
    const effective = effectiveSetting(key, { platform, tenant: undefined });
    return { key, input: registry[key].input, ...effective, inherited: registry[key].default };
  });
}

async function store(db: Db, ctx: Ctx, key: SettingKey, value: Storable) {
  const before = await read(db, ctx, key);
  const at = { tenantId: ctx.tenant.id, key };
  const data = { value, updatedAt: ctx.now() };
  await db.setting.upsert({ where: { tenantId_key: at }, create: { ...at, ...data }, update: data });
  await note(db, key, before, 'setting.set', { value });
  return read(db, ctx, key);
}

async function forget(db: Db, ctx: Ctx, key: SettingKey) {
  const before = await read(db, ctx, key);
  const { count } = await db.setting.deleteMany({ where: { tenantId: ctx.tenant.id, key } });
  if (count > 0) await note(db, key, before, 'setting.reset', { value: before.inherited });
  return read(db, ctx, key);
}

async function note(
  db: Db,
  key: SettingKey,
  { value, source }: { value: Storable; source: string },
  action: string,
  after: { value: Storable },
) {
  await db.audit({ action, target: { kind: 'setting', id: key }, before: { value, source }, after });
}
