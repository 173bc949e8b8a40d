/** Service `sts`, version 2018-01-01. */
import { action } from './action.ts';
import { userTrn } from './iam-users.ts';

export const stsActions = {
  GetCallerIdentity: action(
    {},
    (_, { account, user }) => ({
      AccountId: Number(account.id),
      IdentityType: user ? 'User' : 'Account',
      IdentityId: user ? String(user.id) : account.id,
      Trn: user ? userTrn(account, user) : `trn:iam::${account.id}:root`,
    }),
    { open: true },
  ),
};
