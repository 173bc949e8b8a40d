/** Service `iam`, version 2018-01-01: console logins. The sandbox has no console, so passwords are checked and forgotten. */
import { action, type Call } from './action.ts';
import { iamDate } from './days.ts';
import { refuse } from './errors.ts';
import { needUser } from './lookup.ts';
import type { Login, User } from './model.ts';

/** 8 to 32 characters with at least three of: lower case, upper case, digit, other. */
function checkPassword(password: string): void {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  if (password.length < 8 || password.length > 32 || kinds < 3)
    refuse('InvalidPassword', 'Invalid Password, err: 8 to 32 characters of at least three kinds are needed');
}

const needLogin = (user: User): Login =>
  user.login ?? refuse('LoginProfileNotExist', `LoginProfile for User '${user.name}' not exist.`);

function view(user: User) {
  const login = needLogin(user);
  return {
    LoginProfile: {
      UserName: user.name,
      LoginAllowed: login.allowed,
      LoginLocked: false,
      PasswordResetRequired: login.resetRequired,
      SafeAuthFlag: false,
      SafeAuthType: '',
      LastLoginDate: '',
      LastLoginIp: '',
      CreateDate: iamDate(login.createdAt),
      UpdateDate: iamDate(login.updatedAt),
    },
  };
}

const loginParams = {
  UserName: 'text!',
  Password: 'text',
  LoginAllowed: 'flag',
  PasswordResetRequired: 'flag',
} as const;

function save(call: Call, user: User, allowed: boolean, resetRequired: boolean) {
  call.store.commit('login.set', { account: call.account.id, user: user.name, allowed, resetRequired });
  return view(user);
}

export const loginActions = {
  CreateLoginProfile: action(
    { ...loginParams, Password: 'text!' },
    (params, call) => {
      const user = needUser(call, params.UserName);
      if (user.login)
        refuse('LoginProfileAlreadyExist', `LoginProfile for User '${user.name}' already exist.`);
      checkPassword(params.Password);
      return save(call, user, params.LoginAllowed ?? false, params.PasswordResetRequired ?? false);
    },
    { post: true },
  ),
  UpdateLoginProfile: action(
    loginParams,
    (params, call) => {
      const user = needUser(call, params.UserName);
      const login = needLogin(user);
      if (params.Password !== undefined) checkPassword(params.Password);
      const { LoginAllowed: allowed = login.allowed } = params;
      return save(call, user, allowed, params.PasswordResetRequired ?? login.resetRequired);
    },
    { post: true },
  ),
  GetLoginProfile: action({ UserName: 'text!' }, ({ UserName }, call) => view(needUser(call, UserName))),
  DeleteLoginProfile: action({ UserName: 'text!' }, ({ UserName }, call) => {
    needLogin(needUser(call, UserName));
    call.store.commit('login.delete', { account: call.account.id, user: UserName });
  }),
};
