import { route } from '#server/core/rest.ts';
import { listSettingsInput, settingList, updateSettingsInput } from './schema.ts';
import * as verbs from './service.ts';

const tag = 'Settings';

export const settingsRest = [
  route('GET', '/settings', {
    tag,
    summary: 'List settings with their effective values and where these come from',
    permission: 'setting:read',
    input: listSettingsInput,
    output: settingList,
    verb: verbs.listSettings,
  }),
  route('PATCH', '/settings', {
    tag,
    summary: 'Set several settings at once; null gives one back to the platform',
    permission: 'setting:update',
    input: updateSettingsInput,
    output: settingList,
    verb: verbs.updateSettings,
  }),
];
