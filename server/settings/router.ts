import { mutation, platformMutation, platformQuery, query, router } from '#server/core/trpc.ts';
import {
  listSettingsInput,
  setSettingInput,
  settingList,
  settingOut,
  settingRef,
  updateSettingsInput,
} from './schema.ts';
import * as verbs from './service.ts';

export const settingsRouter = router({
  list: query(listSettingsInput, settingList, verbs.listSettings),
  set: mutation(setSettingInput, settingOut, verbs.setSetting),
  reset: mutation(settingRef, settingOut, verbs.resetSetting),
  update: mutation(updateSettingsInput, settingList, verbs.updateSettings),
  listPlatform: platformQuery(listSettingsInput, settingList, verbs.listPlatformSettings),
  setPlatform: platformMutation(setSettingInput, settingList, verbs.setPlatformSetting),
});
