/** Reading users and projects from the cloud: both ways visible, nothing deleted, nothing half applied. */
import { AppError, notFound } from '#lib/errors.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { CloudError } from '#server/clouds/provider.ts';
import { noteContact, openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import { compareUsers, type KnownUser } from '#server/iam/policy.ts';
import { insertUsers, replaceProjects, updateUsers } from '#server/iam/queries.ts';
import type { SyncInput } from '#server/iam/schema.ts';

/** A list that changes while it is read is read again, this often. */
const READINGS = 4;

/**
 * New users become unmanaged sub-accounts, changed ones take the cloud's details, missing ones are marked and, where
 * managed, alerted once. Answers with counts.
 */
export async function syncCloudAccount(ctx: Ctx, { cloudAccountId }: SyncInput) {
  await access(ctx, 'cloud-account:sync', (db) => findAccount(db, ctx, cloudAccountId));
  const readAt = ctx.now();
  const { users, projects } = await readCloud(ctx, cloudAccountId);
  return access(
    ctx,
    'cloud-account:sync',
    async (db) => {
      // One sync of an account writes at a time.
      await db.$queryRaw`
        select 1 from cloud_account where tenant_id = ${ctx.tenant.id} and id = ${cloudAccountId} for no key update`;
      await findAccount(db, ctx, cloudAccountId);
      const place = { tenantId: ctx.tenant.id, cloudAccountId, at: readAt };
      const known: KnownUser[] = await db.subAccount.findMany({
        where: { tenantId: place.tenantId, cloudAccountId },
      });
      const { added, changed, missing } = compareUsers(known, users, readAt);
      const counts = {
        added: await insertUsers(db, place, added),
        changed: await updateUsers(db, place, changed),
        missing: missing.length,
        projects: projects.length,
      };
      await markMissing(ctx, db, cloudAccountId, missing);
      await replaceProjects(db, place, projects);
      await db.cloudAccount.update({
        where: { tenantId_id: { tenantId: ctx.tenant.id, id: cloudAccountId } },
        data: { syncedAt: ctx.now() },
      });
      await db.audit({
        action: 'cloud-account.sync',
        target: { kind: 'cloud-account', id: cloudAccountId },
        after: counts,
      });
      return counts;
    },
    { timeoutMs: 60_000 },
  );
}

async function readCloud(ctx: Ctx, cloudAccountId: string) {
  const system = asSystem(ctx, 'sync');
  const cloud = await openCloudAccount(system, cloudAccountId);
  try {
    const read = await viaCloud(async () => ({
      users: await readWhole(() => cloud.users.list()),
      projects: await readWhole(() => cloud.projects.list()),
    }));
    await noteContact(system, cloudAccountId, 'ok');
    return read;
  } catch (error) {
    if (error instanceof AppError) await noteContact(system, cloudAccountId, error);
    throw error;
  }
}

async function readWhole<T>(list: () => AsyncIterable<T[]>): Promise<T[]> {
  for (let reading = 1; ; reading += 1) {
    try {
      const all: T[] = [];
      for await (const page of list()) all.push(...page);
      return all;
    } catch (error) {
      const moved = error instanceof CloudError && error.code === 'list_changed';
      if (!moved || reading === READINGS) throw error;
    }
  }
}

async function markMissing(ctx: Ctx, db: Db, cloudAccountId: string, missing: readonly KnownUser[]) {
  const missingSince = ctx.now();
  await db.subAccount.updateMany({
    where: { tenantId: ctx.tenant.id, id: { in: missing.map((m) => m.id) } },
    data: { missingSince },
  });
  for (const { id, userName } of missing.filter((m) => m.managed)) {
    await raiseAlert(within(ctx, db), {
      type: 'sub_account_missing',
      severity: 'warning',
      dedupeKey: `sub-account-missing:${id}:${missingSince.toISOString()}`,
      subAccountId: id,
      cloudAccountId,
      details: { userName },
    });
  }
}

async function findAccount(db: Db, ctx: Ctx, id: string) {
  const row = await db.cloudAccount.findFirst({
    where: { tenantId: ctx.tenant.id, id, disconnectedAt: null },
  });
  if (!row) throw notFound('cloud account');
}
