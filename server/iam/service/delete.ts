/** Deleting a sub-account in the cloud; what it spent and what was done with it stays on record. */
import { AppError, notFound } from '#lib/errors.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import { closeSagas } from '#server/cut-off/service/retry.ts';
import type { DeleteSubAccountInput } from '#server/iam/schema.ts';
import { cloudDay } from '#server/projects/service/sub-account.ts';
import { freeProjects } from '#server/projects/service.ts';

/**
 * Removes the user with its keys, login and policies. May be repeated: a user that is gone already is done, so an
 * attempt that was cut short is finished by the next. Refused while a cut-off or restore runs, and while one that stopped
 * half-way may have left something spending: nobody would look after that any more.
 */
export async function deleteSubAccount(ctx: Ctx, { subAccountId, confirmation }: DeleteSubAccountInput) {
  const account = await access(ctx, 'sub-account:delete', async (db) => {
    const found = await findDeletable(db, ctx, subAccountId);
    if (confirmation !== found.userName) {
      const fields = [{ path: 'confirmation', message: 'confirmation_wrong' }];
      throw new AppError('invalid_input', 'confirmation_wrong', {
        params: { expected: found.userName },
        fields,
      });
    }
    return found;
  });
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccount.id);
  const through = await viaCloud(async () => {
    const user = await cloud.users.get(account.userName);
    // The name may belong to somebody else by now.
    const isThere = user?.id === account.cloudUserId;
    if (isThere && account.sagas.length > 0) throw new AppError('conflict', 'sub_account_saga_stopped');
    if (isThere) await cloud.users.delete(account.userName);
    return cloudDay(ctx, cloud, account.cloudAccount.provider);
  });
  return access(ctx, 'sub-account:delete', async (db) => {
    await db.$queryRaw`
      select 1 from sub_account where tenant_id = ${ctx.tenant.id} and id = ${subAccountId} for no key update`;
    const projects = await freeProjects(within(ctx, db), 'sub-account:delete', { subAccountId, through });
    await db.subAccount.updateMany({
      where: { tenantId: ctx.tenant.id, id: subAccountId, deletedAt: null },
      data: { deletedAt: ctx.now() },
    });
    // What stopped because the user is gone, or began since the first look, has nothing left to do.
    await closeSagas(asSystem(within(ctx, db), 'iam'), { subAccountId });
    await db.audit({
      action: 'sub-account.delete',
      target: { kind: 'sub-account', id: subAccountId },
      before: { userName: account.userName, cloudUserId: account.cloudUserId, projects },
    });
    return { id: subAccountId, userName: account.userName, projects };
  });
}

async function findDeletable(db: Db, ctx: Ctx, id: string) {
  const row = await db.subAccount.findFirst({
    where: { tenantId: ctx.tenant.id, id, deletedAt: null },
    include: {
      cloudAccount: { select: { id: true, provider: true } },
      sagas: { where: { finishedAt: null }, select: { state: true } },
    },
  });
  if (!row) throw notFound('sub-account');
  if (!row.managed) throw new AppError('precondition_failed', 'sub_account_not_managed');
  if (row.sagas.some((saga) => saga.state === 'running')) throw new AppError('conflict', 'sub_account_busy');
  return row;
}
