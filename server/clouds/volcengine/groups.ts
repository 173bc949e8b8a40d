/** The groups that a user belongs to. */
import { z } from 'zod';
import { actions } from './actions.ts';
import type { OpenApi } from './client.ts';
import { readAll } from './paging.ts';

const group = z.object({ UserGroupName: z.string().min(1) });

export async function groupsOf(api: OpenApi, userName: string): Promise<string[]> {
  const groups = await readAll(api, {
    action: actions.listGroupsForUser,
    params: ({ offset }) => ({ UserName: userName, Limit: 100, Offset: offset }),
    listField: 'UserGroups',
    totalField: 'Total',
    item: group,
    changedCode: 'list_changed',
  });
  return groups.map((each) => each.UserGroupName);
}
