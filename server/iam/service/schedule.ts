/** Reading every cloud account's users and projects anew, as often as its tenant's setting says. */
import { AppError } from '#lib/errors.ts';
import { access, platformAccess } from '#server/core/access.ts';
import { type Ctx, type PlatformCtx, within } from '#server/core/ctx.ts';
import { isSyncDue, SHORTEST_SYNC_MS, syncSlot } from '#server/iam/policy.ts';
import type { SyncInput } from '#server/iam/schema.ts';
import { settingOf } from '#server/settings/service.ts';
import { syncCloudAccount } from './sync.ts';

export type TenantSyncs = {
  tenantId: string;
  accounts: { cloudAccountId: string; last: string | null }[];
};

/** The cloud accounts that might be due, by tenant: which of them are, the tenant's setting says. */
export async function listUnsyncedAccounts(ctx: PlatformCtx): Promise<TenantSyncs[]> {
  const before = new Date(ctx.now().getTime() - SHORTEST_SYNC_MS);
  const rows = await platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.cloudAccount.findMany({
      where: {
        disconnectedAt: null,
        connectedAt: { lte: before },
        tenant: { status: 'active' },
        OR: [{ syncedAt: null }, { syncedAt: { lte: before } }],
      },
      select: { id: true, tenantId: true, syncedAt: true },
      orderBy: [{ tenantId: 'asc' }, { id: 'asc' }],
    }),
  );
  const byTenant = Map.groupBy(rows, ({ tenantId }) => tenantId);
  return [...byTenant].map(([tenantId, accounts]) => ({
    tenantId,
    accounts: accounts.map(({ id, syncedAt }) => ({
      cloudAccountId: id,
      last: syncedAt?.toISOString() ?? null,
    })),
  }));
}

/** Asks for the syncs that are due in one tenant, each at most once in an interval, however often they fail. */
export async function requestDueSyncs(ctx: Ctx, { accounts }: Pick<TenantSyncs, 'accounts'>) {
  return access(ctx, 'cloud-account:sync', async (db) => {
    const hours = await settingOf(within(ctx, db), 'clouds.syncIntervalHours');
    const due = accounts.filter(({ last }) =>
      isSyncDue(last === null ? null : new Date(last), hours, ctx.now()),
    );
    for (const { cloudAccountId } of due) {
      const slot = syncSlot(hours, ctx.now());
      await db.emit('cloud-account/sync.due', { cloudAccountId }, `sync-due:${cloudAccountId}:${slot}`);
    }
    return { requested: due.length };
  });
}

/** The sync that the schedule asked for; null when the cloud account is gone by now. */
export async function syncWhenDue(ctx: Ctx, input: SyncInput) {
  try {
    return await syncCloudAccount(ctx, input);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
