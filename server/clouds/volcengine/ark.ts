/** Ark: API keys and inference endpoints belong to a project, not to a user, and spend without IAM being asked. */
import { z } from 'zod';
import { actions } from './actions.ts';
import type { OpenApi, Params } from './client.ts';
import { isMissing } from './errors.ts';
import { id, nothing, text } from './fields.ts';
import { type PagedList, readAll } from './paging.ts';

export type ArkItem = { id: string; name: string; project: string; on: boolean };

const arkKey = z.object({ Id: id, Name: text, ProjectName: text, Status: z.string().min(1) });
const endpoint = z.object({ Id: id, Name: text, ProjectName: text, Status: z.string().min(1) });

type Listed = { Id: string; Name: string; ProjectName: string; Status: string };

async function listIn(
  api: OpenApi,
  project: string,
  list: Pick<PagedList<Listed>, 'action' | 'item'>,
  isOn: (status: string) => boolean,
): Promise<ArkItem[]> {
  try {
    const items = await readAll(api, {
      ...list,
      params: ({ page }) => ({ ProjectName: project, PageNumber: page, PageSize: 100 }),
      listField: 'Items',
      totalField: 'TotalCount',
      changedCode: 'list_changed',
    });
    return items
      .filter((item) => item.ProjectName === '' || item.ProjectName === project)
      .map((item) => ({ id: item.Id, name: item.Name, project, on: isOn(item.Status.toLowerCase()) }));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export function listArkKeys(api: OpenApi, project: string): Promise<ArkItem[]> {
  const list = { action: actions.listArkApiKeys, item: arkKey };
  return listIn(api, project, list, (status) => status === 'active');
}

/** An endpoint that is stopping counts as stopped; any other state may still answer. */
export function listEndpoints(api: OpenApi, project: string): Promise<ArkItem[]> {
  const list = { action: actions.listEndpoints, item: endpoint };
  return listIn(api, project, list, (status) => status !== 'stopped' && status !== 'stopping');
}

/** Ark numbers its keys, and wants the number back as one. */
function arkId(value: string): Params[string] {
  return /^\d+$/.test(value) && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

export async function setArkKey(api: OpenApi, keyId: string, active: boolean): Promise<void> {
  const params = { Id: arkId(keyId), Status: active ? 'Active' : 'Inactive' };
  await api.call(actions.updateArkApiKey, params, nothing);
}

export async function setEndpoint(api: OpenApi, endpointId: string, running: boolean): Promise<void> {
  const action = running ? actions.startEndpoint : actions.stopEndpoint;
  await api.call(action, { Id: endpointId }, nothing);
}
