import type { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { registry, type SettingKey, type SettingValue } from './registry.ts';
import type { SettingSource } from './schema.ts';

/** What a setting's value may be made of. */
export type Storable = string | number | string[] | number[];

/** A stored row, or its absence. */
export type Stored = { value: unknown; updatedAt: Date } | undefined;

export type Effective<K extends SettingKey> = {
  value: SettingValue<K>;
  source: SettingSource;
  inherited: SettingValue<K>;
  updatedAt: Date | null;
};

/** The tenant's value before the platform's before the default; a value that does not fit any more is passed over. */
export function effectiveSetting<K extends SettingKey>(
  key: K,
  { platform, tenant }: { platform: Stored; tenant: Stored },
): Effective<K> {
  const fallback = registry[key].default as SettingValue<K>;
  const ofPlatform = fitting(key, platform);
  const ofTenant = fitting(key, tenant);
  const inherited = ofPlatform ?? fallback;
  if (ofTenant !== undefined) {
    return { value: ofTenant, source: 'tenant', inherited, updatedAt: tenant?.updatedAt ?? null };
  }
  const source = ofPlatform === undefined ? 'default' : 'platform';
  return {
    value: inherited,
    source,
    inherited,
    updatedAt: (ofPlatform !== undefined && platform?.updatedAt) || null,
  };
}

/** The key if it is one of ours. Throws `setting_unknown`. */
export function knownKey(key: string): SettingKey {
  if (Object.hasOwn(registry, key)) return key as SettingKey;
  const fields = [{ path: 'key', message: 'setting_unknown' }];
  throw new AppError('invalid_input', 'setting_unknown', { params: { key }, fields });
}

/** The value in its stored form; `path` names the field in the fault. */
export function parseSetting(key: SettingKey, value: unknown, path: string): Storable {
  const schema: z.ZodType<Storable> = registry[key].schema;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    path: [path, ...issue.path].join('.'),
    message: issue.message,
  }));
  throw new AppError('invalid_input', 'invalid_input', { fields });
}

function fitting<K extends SettingKey>(key: K, stored: Stored): SettingValue<K> | undefined {
  if (!stored) return undefined;
  const parsed = registry[key].schema.safeParse(stored.value);
  return parsed.success ? (parsed.data as SettingValue<K>) : undefined;
}
