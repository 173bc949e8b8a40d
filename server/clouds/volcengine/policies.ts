/** Policies: what the account offers, what a user has and through what, attaching and detaching. */
import { z } from 'zod';
import type { AttachedPolicy, Cloud, CloudPolicy, PolicyRef, PolicyScope } from '#server/clouds/provider.ts';
import { actions } from './actions.ts';
import type { OpenApi, Params } from './client.ts';
import { isAlready, isMissing, settled } from './errors.ts';
import { listOf, nothing, text } from './fields.ts';
import { groupsOf } from './groups.ts';
import { named } from './names.ts';
import { sweep } from './paging.ts';

const policyType = z.enum(['System', 'Custom']);

const policy = z
  .object({ PolicyName: z.string().min(1), PolicyType: policyType, Description: text, Category: text })
  .transform(
    (each): CloudPolicy => ({
      name: each.PolicyName,
      type: each.PolicyType,
      description: each.Description,
      category: each.Category,
    }),
  );

const scope = z
  .object({ PolicyScopeType: z.string(), ProjectName: text })
  .transform(
    (each): PolicyScope =>
      each.PolicyScopeType.toLowerCase() === 'project'
        ? { kind: 'project', project: each.ProjectName }
        : { kind: 'global' },
  );

const attached = z.object({
  AttachedPolicyMetadata: listOf(
    z
      .object({
        PolicyName: z.string().min(1),
        PolicyType: policyType,
        PolicyScope: z.array(scope).nullish(),
      })
      .transform((each) => ({
        ref: { name: each.PolicyName, type: each.PolicyType } satisfies PolicyRef,
        // Attachments older than projects carry no scope: they hold everywhere.
        scopes: each.PolicyScope?.length ? each.PolicyScope : [{ kind: 'global' } satisfies PolicyScope],
      })),
  ),
});

type Attached = z.output<typeof attached>;

function perScope(list: Attached, viaGroup: string | null): AttachedPolicy[] {
  return list.AttachedPolicyMetadata.flatMap(({ ref, scopes }) =>
    scopes.map((each) => ({ ...ref, scope: each, viaGroup })),
  );
}

export async function attachedDirectly(api: OpenApi, userName: string): Promise<AttachedPolicy[]> {
  const params = { UserName: named(userName) };
  return perScope((await api.call(actions.listAttachedUserPolicies, params, attached)).result, null);
}

async function attachedToGroup(api: OpenApi, group: string): Promise<AttachedPolicy[]> {
  const params = { UserGroupName: group };
  return perScope((await api.call(actions.listAttachedUserGroupPolicies, params, attached)).result, group);
}

function inProject(name: string, ref: PolicyRef, project: string): Params {
  return {
    PrincipalType: 'User',
    PrincipalName: named(name),
    PolicyType: ref.type,
    PolicyName: ref.name,
    ProjectName: [project],
  };
}

function everywhere(name: string, ref: PolicyRef): Params {
  return { UserName: named(name), PolicyName: ref.name, PolicyType: ref.type };
}

export async function attach(api: OpenApi, name: string, ref: PolicyRef, to: PolicyScope): Promise<void> {
  const change =
    to.kind === 'global'
      ? api.call(actions.attachUserPolicy, everywhere(name, ref), nothing)
      : api.call(actions.attachPolicyInProject, inProject(name, ref, to.project), nothing);
  await settled(change, isAlready);
}

export async function detach(api: OpenApi, name: string, ref: PolicyRef, from: PolicyScope): Promise<void> {
  const change =
    from.kind === 'global'
      ? api.call(actions.detachUserPolicy, everywhere(name, ref), nothing)
      : api.call(actions.detachPolicyInProject, inProject(name, ref, from.project), nothing);
  await settled(change, isMissing);
}

export function policiesOf(api: OpenApi): Cloud['policies'] {
  return {
    async *list() {
      const pages = sweep(api, {
        action: actions.listPolicies,
        params: ({ offset }) => ({ Scope: 'All', Limit: 100, Offset: offset }),
        listField: 'PolicyMetadata',
        totalField: 'Total',
        item: policy,
        changedCode: 'list_changed',
      });
      for await (const page of pages) yield page.items;
    },
    async attached(name) {
      const all = await attachedDirectly(api, name);
      for (const group of await groupsOf(api, name)) all.push(...(await attachedToGroup(api, group)));
      return all;
    },
    attach: (name, ref, to) => attach(api, name, ref, to),
    detach: (name, ref, from) => detach(api, name, ref, from),
  };
}
