/** How long the log is kept: what is older than the tenant's setting goes, and the chain begins after it. */
import { prune } from '#server/audit/queries.ts';
import { access, platformAccess } from '#server/core/access.ts';
import { type Ctx, type PlatformCtx, within } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { settingOf } from '#server/settings/service.ts';

const DAY_MS = 86_400_000;
/** Of one transaction. */
const ENTRIES = 10_000;
const SETTING = 'audit.retentionDays';

/** The tenants that do not keep everything for ever, as far as settings say. */
export async function listForgetting(ctx: PlatformCtx): Promise<string[]> {
  return platformAccess(ctx, 'platform:jobs', async (tx) => {
    // A deleted tenant's log goes as a whole, or is there as it was when the tenant is restored.
    const kept = { tenant: { status: { not: 'deleted' as const } } };
    const forAll = await tx.platformSetting.findUnique({ where: { key: SETTING } });
    const rows = forAll
      ? await tx.auditHead.findMany({ where: kept, select: { tenantId: true } })
      : await tx.setting.findMany({ where: { key: SETTING, ...kept }, select: { tenantId: true } });
    return rows.map(({ tenantId }) => tenantId);
  });
}

/**
 * Removes the oldest entries whose time is over, and writes that down. Says whether there may be more. It stops before an
 * entry that the chain does not bear out, however old: what was tampered with is not tidied away.
 */
export async function pruneAudit(ctx: Ctx): Promise<{ pruned: number; more: boolean }> {
  return access(
    ctx,
    'setting:update',
    async (db) => {
      const days = await settingOf(within(ctx, db), SETTING);
      if (days === 0) return { pruned: 0, more: false };
      const before = new Date(ctx.now().getTime() - days * DAY_MS);
      const { pruned, seq, hash, whole } = await prune(db, before, ENTRIES);
      const { id: tenantId } = ctx.tenant;
      if (!whole)
        log.error({ tenantId, seq: Number(seq) + 1 }, 'audit log: the chain is broken, pruning stops');
      if (pruned > 0n) {
        const through = { seq: Number(seq), hash };
        const after = { entries: Number(pruned), before: before.toISOString(), days, through };
        await db.audit({ action: 'audit.prune', target: { kind: 'audit', id: tenantId }, after });
      }
      return { pruned: Number(pruned), more: whole && pruned === BigInt(ENTRIES) };
    },
    { timeoutMs: 60_000 },
  );
}
