/** How policies, their attachments and projects change. */
import type { PrincipalKind, Reducers } from './commands.ts';
import type { Account, Attachment } from './model.ts';
import { accountOf, addProject, entryOf, groupOf, userOf } from './world.ts';

type GrantCommand =
  | `policy.${'create' | 'update' | 'delete'}`
  | `project.${'create' | 'update' | 'delete'}`
  | 'attach'
  | 'detach';

export const grantReducers: Reducers<GrantCommand> = {
  'policy.create': (world, { account, ...fields }, at) => {
    accountOf(world, account).policies.set(fields.name, { ...fields, createdAt: at, updatedAt: at });
    return undefined;
  },
  'policy.update': (world, { account: id, name, change }, at) => {
    const account = accountOf(world, id);
    const policy = entryOf(account.policies, name);
    account.policies.delete(name);
    Object.assign(policy, change, { updatedAt: at });
    account.policies.set(policy.name, policy);
    for (const attachment of allAttachments(account))
      if (attachment.type === 'Custom' && attachment.name === name) attachment.name = policy.name;
    return undefined;
  },
  'policy.delete': (world, { account, name }) => {
    accountOf(world, account).policies.delete(name);
    return undefined;
  },
  attach: (world, { account, kind, principal, policy, projects }, at) => {
    const holder = holderOf(accountOf(world, account), kind, principal);
    for (const project of projects) holder.policies.push({ ...policy, project, at });
    return undefined;
  },
  detach: (world, { account, kind, principal, policy, projects }) => {
    const holder = holderOf(accountOf(world, account), kind, principal);
    holder.policies = holder.policies.filter(
      (held) => held.name !== policy.name || held.type !== policy.type || !projects.includes(held.project),
    );
    return undefined;
  },
  'project.create': (world, { account, ...fields }, at) => {
    addProject(accountOf(world, account), fields, at);
    return undefined;
  },
  'project.update': (world, { account, name, change }, at) => {
    Object.assign(entryOf(accountOf(world, account).projects, name), change, { updatedAt: at });
    return undefined;
  },
  'project.delete': (world, { account, name }) => {
    accountOf(world, account).projects.delete(name);
    return undefined;
  },
};

function holderOf(account: Account, kind: PrincipalKind, name: string): { policies: Attachment[] } {
  return kind === 'User' ? userOf(account, name) : groupOf(account, name);
}

function* allAttachments(account: Account): Generator<Attachment> {
  for (const user of account.users.values()) yield* user.policies;
  for (const group of account.groups.values()) yield* group.policies;
}
