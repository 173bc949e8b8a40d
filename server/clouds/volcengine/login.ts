/** Console login of a user. */
import { z } from 'zod';
import { type Cloud, CloudError, type CloudLogin } from '#server/clouds/provider.ts';
import { actions } from './actions.ts';
import type { OpenApi } from './client.ts';
import { isMissing } from './errors.ts';
import { moment } from './fields.ts';
import { named } from './names.ts';

const profile = z.object({
  LoginProfile: z.object({ LoginAllowed: z.boolean(), LastLoginDate: moment }).transform(
    (login): CloudLogin => ({
      exists: true,
      allowed: login.LoginAllowed,
      lastLoginAt: login.LastLoginDate,
    }),
  ),
});

const none: CloudLogin = { exists: false, allowed: false, lastLoginAt: null };

/** A missing login profile is an answer; a missing user is an error. */
export async function getLogin(api: OpenApi, userName: string): Promise<CloudLogin> {
  try {
    return (await api.call(actions.getLoginProfile, { UserName: named(userName) }, profile)).result
      .LoginProfile;
  } catch (error) {
    if (isMissing(error) && error.code !== 'UserNotExist') return none;
    throw error;
  }
}

export async function setLoginAllowed(api: OpenApi, userName: string, allowed: boolean): Promise<void> {
  await api.call(
    actions.updateLoginProfile,
    { UserName: named(userName), LoginAllowed: allowed },
    z.unknown(),
  );
}

export function loginOf(api: OpenApi): Cloud['login'] {
  return {
    get: (name) => getLogin(api, name),
    async set(name, login) {
      const params = {
        UserName: named(name),
        LoginAllowed: login.allowed,
        Password: login.password,
        PasswordResetRequired: login.mustReset,
      };
      const { exists } = await getLogin(api, name);
      if (exists) return (await api.call(actions.updateLoginProfile, params, profile)).result.LoginProfile;
      if (!login.password) {
        throw new CloudError('invalid', {
          code: 'password_needed',
          message: 'the first login of a user needs a password',
          action: actions.createLoginProfile.name,
        });
      }
      return (await api.call(actions.createLoginProfile, params, profile)).result.LoginProfile;
    },
  };
}
