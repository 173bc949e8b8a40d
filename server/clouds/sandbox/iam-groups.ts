/** Service `iam`, version 2018-01-01: user groups. */
import { action } from './action.ts';
import { iamDate } from './days.ts';
import { refuse } from './errors.ts';
import { needGroup, needUser } from './lookup.ts';
import type { Account, Group } from './model.ts';

const view = (account: Account, group: Group) => ({
  UserGroupName: group.name,
  DisplayName: group.displayName,
  Description: group.description,
  AccountID: Number(account.id),
  CreateDate: iamDate(group.createdAt),
  UpdateDate: iamDate(group.updatedAt),
});

const membership = { UserGroupName: 'text!', UserName: 'text!' } as const;

export const groupActions = {
  CreateGroup: action(
    { UserGroupName: 'text!', DisplayName: 'text', Description: 'text' },
    ({ UserGroupName: name, DisplayName: displayName = '', Description: description = '' }, call) => {
      if (!/^[A-Za-z0-9_.@-]{1,64}$/.test(name))
        refuse(
          'InvalidUserGroupName',
          `Invalid UserGroupName '${name}', err: 1 to 64 letters, digits or _.-@ are allowed`,
        );
      if (call.account.groups.has(name))
        refuse('UserGroupAlreadyExist', `User group '${name}' already exists.`);
      call.store.commit('group.create', { account: call.account.id, name, displayName, description });
      return { UserGroup: view(call.account, needGroup(call, name)) };
    },
  ),
  AddUserToGroup: action(membership, ({ UserGroupName: group, UserName }, call) => {
    needGroup(call, group);
    const user = needUser(call, UserName);
    if (user.groups.includes(group))
      refuse('UserAlreadyInUserGroup', `User '${UserName}' is already in user group '${group}'.`);
    call.store.commit('group.add', { account: call.account.id, group, user: UserName });
  }),
  RemoveUserFromGroup: action(membership, ({ UserGroupName: group, UserName }, call) => {
    needGroup(call, group);
    if (!needUser(call, UserName).groups.includes(group))
      refuse('UserNotExistInUserGroup', `User '${UserName}' is not in user group '${group}'.`);
    call.store.commit('group.remove', { account: call.account.id, group, user: UserName });
  }),
  ListGroupsForUser: action({ UserName: 'text!' }, ({ UserName }, call) => {
    const groups = needUser(call, UserName).groups.map((name) => view(call.account, needGroup(call, name)));
    return { UserGroups: groups, Total: groups.length };
  }),
};
