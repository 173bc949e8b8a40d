/** Changing a sub-account: its details in the cloud, its protection and alert steps here, its login. */
import { randomInt } from 'node:crypto';
import { AppError } from '#lib/errors.ts';
import { type Cloud, CloudError } from '#server/clouds/provider.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { heldTeam, teamNotes } from '#server/core/team-ref.ts';
import { makePassword } from '#server/iam/policy.ts';
import type { SetLoginInput, SubAccountRef, UpdateSubAccountInput } from '#server/iam/schema.ts';
import { subAccountForChange } from '#server/projects/service/sub-account.ts';
import { heldMember, holderNotes } from './holder.ts';
import { detailOf } from './read.ts';
import { assertSameUser } from './same-user.ts';

/** What is the cloud's is changed there first; here is written what the cloud then answers. */
export async function updateSubAccount(
  ctx: Ctx,
  { subAccountId, alertSteps, ...change }: UpdateSubAccountInput,
) {
  const { displayName, description, email } = change;
  const inCloud = {
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email }),
  };
  const touchesCloud = Object.keys(inCloud).length > 0;
  const allowed = { cutOff: true, missing: !touchesCloud };
  const account = await access(ctx, 'sub-account:update', async (db) => {
    if (change.teamId) await heldTeam(db, ctx, change.teamId);
    if (change.holderId) await heldMember(db, ctx, change.holderId);
    return subAccountForChange(db, ctx, subAccountId, allowed);
  });
  const details = touchesCloud ? await updateInCloud(ctx, account, inCloud) : {};
  return access(ctx, 'sub-account:update', async (db) => {
    const data = {
      ...details,
      ...(change.protected !== undefined && { protected: change.protected }),
      ...(alertSteps !== undefined && { alertSteps: alertSteps ?? [] }),
      ...(change.teamId !== undefined && { teamId: change.teamId }),
      ...(change.holderId !== undefined && { holderId: change.holderId }),
    };
    if (change.teamId) await heldTeam(db, ctx, change.teamId);
    if (change.holderId) await heldMember(db, ctx, change.holderId);
    await db.subAccount.update({ where: { tenantId_id: { tenantId: ctx.tenant.id, id: account.id } }, data });
    const names = Object.keys(data) as (keyof typeof data)[];
    const was: Partial<typeof data> = Object.fromEntries(names.map((name) => [name, account[name]]));
    const [before = {}, after = {}] = await holderNotes(db, ctx, await teamNotes(db, ctx, [was, data]));
    await db.audit({
      action: 'sub-account.update',
      target: { kind: 'sub-account', id: account.id },
      before,
      after,
    });
    return detailOf(db, ctx, account.id);
  });
}

type Account = { userName: string; cloudUserId: string; cloudAccountId: string };

async function updateInCloud(ctx: Ctx, account: Account, change: Parameters<Cloud['users']['update']>[1]) {
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  const { displayName, description, email } = await viaCloud(() =>
    refusingInput(cloud.users.update(account.userName, change)),
  );
  return { displayName, description, email };
}

/** What the cloud finds wrong with the input is the caller's to put right. */
export async function refusingInput<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (!(cause instanceof CloudError) || cause.kind !== 'invalid') throw cause;
    const reason = cause.code === 'InvalidPassword' ? 'password_refused' : 'cloud_input_refused';
    throw new AppError('invalid_input', reason, { params: { message: cause.message }, cause });
  }
}

/** The console login as it is in the cloud now. */
export async function getLogin(ctx: Ctx, { subAccountId }: SubAccountRef) {
  const account = await access(ctx, 'sub-account:read', (db) =>
    subAccountForChange(db, ctx, subAccountId, { cutOff: true, underWay: true }),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  return viaCloud(() => cloud.login.get(account.userName));
}

/** Allows or denies console login, and sets a password; a generated one is in the answer, once. */
export async function setLogin(
  ctx: Ctx,
  { subAccountId, allowed, generate, mustReset, ...given }: SetLoginInput,
) {
  // While cut off the login stays off; its password may be changed nevertheless.
  const account = await access(ctx, 'sub-account:update', (db) =>
    subAccountForChange(db, ctx, subAccountId, { cutOff: allowed !== true }),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  const before = await viaCloud(() => cloud.login.get(account.userName));
  const password = generate ? newPassword() : given.password;
  if (!before.exists && password === undefined) {
    const fields = [{ path: 'password', message: 'login_password_missing' }];
    throw new AppError('invalid_input', 'login_password_missing', { fields });
  }
  const login = {
    allowed: allowed ?? before.allowed,
    ...(password !== undefined && { password, mustReset: mustReset ?? true }),
  };
  const after = await viaCloud(() => refusingInput(setForSure(cloud, account.userName, login)));
  await access(ctx, 'sub-account:update', (db) =>
    db.audit({
      action: 'sub-account.set-login',
      target: { kind: 'sub-account', id: account.id },
      before: { exists: before.exists, allowed: before.allowed },
      after: { allowed: after.allowed, passwordChanged: password !== undefined },
    }),
  );
  return { ...after, password: generate ? (password ?? null) : null };
}

/** A login whose answer was lost is set again: that finds what the lost call has made, and the password is known here. */
export async function setForSure(
  cloud: Cloud,
  userName: string,
  login: Parameters<Cloud['login']['set']>[1],
) {
  try {
    return await cloud.login.set(userName, login);
  } catch (cause) {
    if (!(cause instanceof CloudError) || !cause.effectUnknown) throw cause;
    return cloud.login.set(userName, login);
  }
}

export const newPassword = () => makePassword((n) => randomInt(n));
