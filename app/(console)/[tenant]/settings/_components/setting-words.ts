import type { SettingKey } from '#server/settings/registry.ts';

/** Where the words of a setting stand below `settings.items`, and the group it is listed in. */
export const settingWords = {
  'clouds.syncIntervalHours': { words: 'clouds.syncIntervalHours', group: 'clouds' },
  'spending.checkIntervalMinutes': { words: 'spending.checkIntervalMinutes', group: 'spending' },
  'spending.unattributedAlertAbove': { words: 'spending.unattributedAlertAbove', group: 'spending' },
  'quota.alertSteps': { words: 'quota.alertSteps', group: 'quota' },
  'quota.restoreMode': { words: 'quota.restoreMode', group: 'quota' },
  'projects.defaultPolicies': { words: 'projects.defaultPolicies', group: 'projects' },
  'audit.retentionDays': { words: 'audit.retentionDays', group: 'audit' },
} as const satisfies Record<SettingKey, { words: SettingKey; group: string }>;

export const settingGroups = ['quota', 'spending', 'clouds', 'projects', 'audit'] as const;

/** Narrows a key from the wire to one that has words. */
export function hasWords(key: string): key is SettingKey {
  return Object.hasOwn(settingWords, key);
}
