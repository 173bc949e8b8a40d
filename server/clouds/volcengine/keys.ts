/** Access keys of a user. */
import { z } from 'zod';
import type { Cloud, CloudKey } from '#server/clouds/provider.ts';
import { actions } from './actions.ts';
import type { OpenApi } from './client.ts';
import { isMissing, settled } from './errors.ts';
import { listOf, moment, nothing, text } from './fields.ts';
import { named } from './names.ts';

const key = z
  .object({ AccessKeyId: z.string().min(1), Status: z.string().min(1), CreateDate: moment })
  .transform(
    (each): CloudKey => ({
      id: each.AccessKeyId,
      active: each.Status.toLowerCase() === 'active',
      createdAt: each.CreateDate,
    }),
  );
const keyList = z.object({ AccessKeyMetadata: listOf(key) });
const newKey = z.object({
  AccessKey: z.object({ AccessKeyId: z.string().min(1), SecretAccessKey: z.string().min(1) }),
});
const lastUse = z.object({
  AccessKeyLastUsed: z.object({ RequestTime: moment, Service: text, Region: text }).nullish(),
});

export async function listKeys(api: OpenApi, userName: string): Promise<CloudKey[]> {
  const { result } = await api.call(actions.listAccessKeys, { UserName: named(userName) }, keyList);
  return result.AccessKeyMetadata;
}

export async function setKey(api: OpenApi, userName: string, keyId: string, active: boolean): Promise<void> {
  const params = { UserName: named(userName), AccessKeyId: keyId, Status: active ? 'active' : 'inactive' };
  await api.call(actions.updateAccessKey, params, nothing);
}

/** The cloud deletes inactive keys only. */
export async function deleteKey(api: OpenApi, userName: string, keyId: string): Promise<void> {
  await settled(setKey(api, userName, keyId, false), isMissing);
  const params = { UserName: named(userName), AccessKeyId: keyId };
  await settled(api.call(actions.deleteAccessKey, params, nothing), isMissing);
}

export function keysOf(api: OpenApi): Cloud['keys'] {
  return {
    list: (name) => listKeys(api, name),
    async create(name) {
      const { result } = await api.call(actions.createAccessKey, { UserName: named(name) }, newKey);
      return { id: result.AccessKey.AccessKeyId, secret: result.AccessKey.SecretAccessKey };
    },
    setActive: (name, keyId, active) => setKey(api, name, keyId, active),
    delete: (name, keyId) => deleteKey(api, name, keyId),
    async lastUsed(name, keyId) {
      const params = { UserName: named(name), AccessKeyId: keyId };
      const { result } = await api.call(actions.getAccessKeyLastUsed, params, lastUse);
      const use = result.AccessKeyLastUsed;
      if (!use?.RequestTime) return { at: null, service: null, region: null };
      return { at: use.RequestTime, service: use.Service || null, region: use.Region || null };
    },
  };
}
