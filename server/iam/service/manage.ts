/** Which of the cloud's users AirGate manages. */
import { AppError, notFound } from '#lib/errors.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import type { ImportInput, SubAccountRef } from '#server/iam/schema.ts';
import { cloudDay, subAccountForChange } from '#server/projects/service/sub-account.ts';
import { freeProjects } from '#server/projects/service.ts';

/** All of the chosen users or none; those that are managed already stay so. */
export async function importSubAccounts(ctx: Ctx, { subAccountIds }: ImportInput) {
  const ids = [...new Set(subAccountIds)];
  const tenantId = ctx.tenant.id;
  return access(ctx, 'sub-account:create', async (db) => {
    const chosen = { tenantId, id: { in: ids }, deletedAt: null, cloudAccount: { disconnectedAt: null } };
    const found = await db.subAccount.findMany({ where: chosen, select: { id: true, missingSince: true } });
    if (found.length < ids.length) throw notFound('sub-account');
    if (found.some((f) => f.missingSince)) throw new AppError('precondition_failed', 'sub_account_missing');
    const rows = await db.subAccount.updateManyAndReturn({
      where: { tenantId, id: { in: ids }, managed: false, deletedAt: null },
      data: { managed: true },
      select: { id: true, userName: true, cloudAccountId: true },
    });
    for (const { id, userName, cloudAccountId } of rows) {
      const after = { userName, cloudAccountId };
      await db.audit({ action: 'sub-account.import', target: { kind: 'sub-account', id }, after });
    }
    return { imported: rows.length };
  });
}

/**
 * Stops managing a user, which stays in the cloud as it is: what AirGate attached in its projects may be what it works
 * with. Refused while cut off: nobody could restore it then.
 */
export async function releaseSubAccount(ctx: Ctx, { subAccountId }: SubAccountRef) {
  const allowed = { missing: true };
  const { cloudAccount } = await access(ctx, 'sub-account:delete', (db) =>
    subAccountForChange(db, ctx, subAccountId, allowed),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), cloudAccount.id);
  const through = await viaCloud(() => cloudDay(ctx, cloud, cloudAccount.provider));
  return access(ctx, 'sub-account:delete', async (db) => {
    const { id, userName } = await subAccountForChange(db, ctx, subAccountId, allowed);
    const projects = await freeProjects(within(ctx, db), 'sub-account:delete', { subAccountId, through });
    await db.subAccount.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id } },
      data: { managed: false },
    });
    const target = { kind: 'sub-account', id };
    await db.audit({ action: 'sub-account.release', target, before: { userName, projects } });
    return { id, userName, projects };
  });
}
