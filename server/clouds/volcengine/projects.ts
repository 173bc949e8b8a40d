/** Projects of the account, which its bill is grouped by. */
import { z } from 'zod';
import type { Cloud, CloudProject } from '#server/clouds/provider.ts';
import { actions } from './actions.ts';
import type { OpenApi } from './client.ts';
import { text } from './fields.ts';
import { sweep } from './paging.ts';

const project = z
  .object({ ProjectName: z.string().min(1), DisplayName: text })
  .transform((each): CloudProject => ({ name: each.ProjectName, displayName: each.DisplayName }));

export function projectsOf(api: OpenApi): Cloud['projects'] {
  return {
    async *list() {
      const pages = sweep(api, {
        action: actions.listProjects,
        params: ({ offset }) => ({ Limit: 100, Offset: offset }),
        listField: 'Projects',
        totalField: 'Total',
        item: project,
        changedCode: 'list_changed',
      });
      for await (const page of pages) yield page.items;
    },
  };
}
