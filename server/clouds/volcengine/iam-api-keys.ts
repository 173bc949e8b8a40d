/** IAM's own API keys: credentials of a user beside its access keys. */
import { z } from 'zod';
import { CloudError } from '#server/clouds/provider.ts';
import { actions } from './actions.ts';
import type { OpenApi } from './client.ts';
import { id, nothing, text } from './fields.ts';
import { readAll } from './paging.ts';

const apiKey = z
  .object({ Id: id, Name: text, Status: z.string().min(1) })
  .transform((key) => ({ id: key.Id, name: key.Name, active: key.Status.toLowerCase() === 'active' }));

type NamedKey = z.output<typeof apiKey>;

export async function listIamApiKeys(api: OpenApi, userName: string): Promise<NamedKey[]> {
  try {
    return await readAll(api, {
      action: actions.listIamApiKeys,
      params: ({ offset }) => ({ UserName: userName, Limit: 100, Offset: offset }),
      listField: 'ApiKeys',
      totalField: 'Total',
      whole: true,
      item: apiKey,
      changedCode: 'list_changed',
    });
  } catch (error) {
    // The kind is younger than IAM: where the cloud does not know the action, there are no such keys.
    if (error instanceof CloudError && error.code === 'InvalidActionOrVersion') return [];
    throw error;
  }
}

export async function setIamApiKey(
  api: OpenApi,
  userName: string,
  keyId: string,
  active: boolean,
): Promise<void> {
  const params = { Id: keyId, UserName: userName, Status: active ? 'active' : 'inactive' };
  await api.call(actions.updateIamApiKey, params, nothing);
}
