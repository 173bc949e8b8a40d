/** Service `iam`, version 2018-01-01: users and the account's quotas. */
import { action, page } from './action.ts';
import { iamDate } from './days.ts';
import { refuse } from './errors.ts';
import { needUser } from './lookup.ts';
import type { Account, User } from './model.ts';

const MAX_USERS = 5000;
export const MAX_KEYS_PER_USER = 2;
export const MAX_ATTACHED = { System: 40, Custom: 20 } as const;

export const userTrn = (account: Account, user: User): string => `trn:iam::${account.id}:user/${user.name}`;

const userView = (account: Account, user: User) => ({
  AccountId: Number(account.id),
  Id: user.id,
  UserName: user.name,
  DisplayName: user.displayName,
  Description: user.description,
  Email: user.email,
  EmailIsVerify: false,
  MobilePhone: user.mobilePhone,
  MobilePhoneIsVerify: false,
  Trn: userTrn(account, user),
  Tags: [],
  CreateDate: iamDate(user.createdAt),
  UpdateDate: iamDate(user.updatedAt),
});

function checkName(name: string): string {
  if (/^[A-Za-z0-9_.@,-]{1,64}$/.test(name)) return name;
  return refuse(
    'InvalidUserName',
    `Invalid UserName '${name}', err: 1 to 64 letters, digits or _.-@, are allowed`,
  );
}

function checkTexts(texts: {
  displayName?: string | undefined;
  description?: string | undefined;
  email?: string | undefined;
}) {
  if ((texts.displayName ?? '').length > 128)
    refuse('InvalidDisplayName', 'Invalid DisplayName, err: too long');
  if ((texts.description ?? '').length > 255)
    refuse('InvalidDescription', 'Invalid Description, err: too long');
  if (texts.email && !/^[^\s@]+@[^\s@]+$/.test(texts.email))
    refuse('InvalidEmail', `Invalid Email '${texts.email}', err: not an address`);
}

function checkDeletable(user: User): void {
  const { name } = user;
  if (user.keys.length > 0)
    refuse('UserDeleteConflictWithAccessKey', `Cannot delete user '${name}' which has access keys.`);
  if (user.apiKeys.length > 0)
    refuse('UserDeleteConflictWithApiKey', `Cannot delete user '${name}' which has API keys.`);
  if (user.login)
    refuse('UserDeleteConflictWithLoginProfile', `Cannot delete user '${name}' which has a login profile.`);
  if (user.policies.length > 0)
    refuse('UserDeleteConflictWithPolicy', `Cannot delete user '${name}' which has policies.`);
  if (user.groups.length > 0)
    refuse('UserDeleteConflictWithUserGroup', `Cannot delete user '${name}' which is in a group.`);
}

export const userActions = {
  CreateUser: action(
    { UserName: 'text!', DisplayName: 'text', Description: 'text', Email: 'text', MobilePhone: 'text' },
    (params, call) => {
      const name = checkName(params.UserName);
      const { DisplayName: displayName = '', Description: description = '', Email: email = '' } = params;
      checkTexts({ displayName, description, email });
      if (call.account.users.has(name)) refuse('UserAlreadyExists', `User '${name}' already exists.`);
      if (call.account.users.size >= MAX_USERS)
        refuse('UserLimitExceeded', `Exceed account user quota: '${MAX_USERS}'`);
      const fields = { name, displayName, description, email, mobilePhone: params.MobilePhone ?? '' };
      call.store.commit('user.create', { account: call.account.id, ...fields });
      return { User: userView(call.account, needUser(call, name)) };
    },
  ),
  GetUser: action({ UserName: 'text', ID: 'text', AccessKeyID: 'text' }, (params, call) => {
    const { UserName, ID, AccessKeyID } = params;
    if ([UserName, ID, AccessKeyID].filter(Boolean).length !== 1)
      refuse('InvalidParameter', 'Exactly one of UserName, ID and AccessKeyID must be given.');
    if (UserName) return { User: userView(call.account, needUser(call, UserName)) };
    const key = AccessKeyID ? call.store.world.keys.get(AccessKeyID) : undefined;
    const id = AccessKeyID ? key?.userId : Number(ID);
    const user = id == null ? undefined : call.account.usersById.get(id);
    return user
      ? { User: userView(call.account, user) }
      : refuse('UserNotExist', `User '${AccessKeyID ?? ID ?? ''}' cannot be found.`);
  }),
  ListUsers: action({ Limit: 'int', Offset: 'int', Query: 'text' }, (params, { account }) => {
    const query = (params.Query ?? '').toLowerCase();
    const all = [...account.users.values()].filter(
      (user) => !query || `${user.name}\n${user.displayName}`.toLowerCase().includes(query),
    );
    const result = page(all, { limit: params.Limit, offset: params.Offset, normal: 10, most: 100 });
    return {
      UserMetadata: result.items.map((user) => userView(account, user)),
      Total: result.total,
      Limit: result.limit,
      Offset: result.offset,
    };
  }),
  UpdateUser: action(
    {
      UserName: 'text!',
      NewUserName: 'text',
      NewDisplayName: 'text',
      NewDescription: 'text',
      NewEmail: 'text',
      NewMobilePhone: 'text',
    },
    (params, call) => {
      const user = needUser(call, params.UserName);
      const { NewUserName: name = user.name, NewMobilePhone: mobilePhone = user.mobilePhone } = params;
      const displayName = params.NewDisplayName ?? user.displayName;
      const description = params.NewDescription ?? user.description;
      const email = params.NewEmail ?? user.email;
      checkName(name);
      checkTexts({ displayName, description, email });
      if (name !== user.name && call.account.users.has(name))
        refuse('UserAlreadyExists', `User '${name}' already exists.`);
      const change = { name, displayName, description, email, mobilePhone };
      call.store.commit('user.update', { account: call.account.id, name: user.name, change });
      return { User: userView(call.account, needUser(call, name)) };
    },
  ),
  DeleteUser: action({ UserName: 'text!' }, ({ UserName }, call) => {
    checkDeletable(needUser(call, UserName));
    call.store.commit('user.delete', { account: call.account.id, name: UserName });
  }),
  GetAccountSummary: action({}, (_, { account }) => ({
    SummaryMap: {
      UsersQuota: MAX_USERS,
      UsersUsage: account.users.size,
      GroupsQuota: 300,
      GroupsUsage: account.groups.size,
      PoliciesQuota: 1500,
      PoliciesUsage: account.policies.size,
      AccessKeysPerUserQuota: MAX_KEYS_PER_USER,
      AccessKeysPerAccountQuota: MAX_KEYS_PER_USER,
      AttachedPoliciesPerUserQuota: MAX_ATTACHED.Custom,
      AttachedSystemPoliciesPerUserQuota: MAX_ATTACHED.System,
    },
  })),
};
