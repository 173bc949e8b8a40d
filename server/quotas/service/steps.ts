/** Alert steps: each fires once in an epoch, whoever notices it and however often; the last one is the limit. */
import { basisPoints, formatAmount } from '#lib/money.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import { LIMIT_STEP, severityOf } from '#server/quotas/policy.ts';
import { type DueStep, dueSteps, markFired, spentByProject } from '#server/quotas/queries.ts';
import { settingOf } from '#server/settings/service.ts';

/** Steps fired in one transaction at most; what is left over is still due the next time. */
const AT_ONCE = 200;
const PROJECTS_SHOWN = 20;

export type Fired = { steps: { bucketId: string; step: number }[]; more: boolean };

/**
 * Fires the steps that are due for these sub-accounts: marks them, raises their alerts and, at the limit, announces that
 * it is reached. Call again while `more`.
 */
export async function raiseDueSteps(ctx: Ctx, subAccountIds: readonly string[]): Promise<Fired> {
  return access(ctx, 'quota:read', async (db) => {
    const defaultSteps = await settingOf(within(ctx, db), 'quota.alertSteps');
    const due = await dueSteps(db, ctx.tenant.id, { defaultSteps, subAccountIds, limit: AT_ONCE });
    if (due.length === 0) return { steps: [], more: false };
    const marked = await markFired(db, ctx.tenant.id, due, ctx.now());
    const keys = new Set(marked.map((m) => `${m.bucketId}:${m.step}`));
    const fired = due.filter((d) => keys.has(`${d.bucketId}:${d.step}`)).sort((a, b) => a.step - b.step);
    const projects = await spentByProject(db, ctx.tenant.id, [...new Set(fired.map((f) => f.subAccountId))]);
    for (const step of fired) {
      await announce(
        ctx,
        db,
        step,
        projects.filter((p) => p.subAccountId === step.subAccountId).slice(0, PROJECTS_SHOWN),
      );
    }
    return { steps: marked, more: due.length === AT_ONCE };
  });
}

async function announce(ctx: Ctx, db: Db, due: DueStep, projects: { name: string; amount: bigint }[]) {
  const { bucketId, subAccountId, cloudAccountId, step, spent, granted, currency } = due;
  await raiseAlert(asSystem(within(ctx, db), 'quota-steps'), {
    type: step === LIMIT_STEP ? 'quota_reached' : 'quota_step',
    severity: severityOf(step),
    dedupeKey: `quota-step:${bucketId}:${step}`,
    subAccountId,
    cloudAccountId,
    details: {
      step,
      userName: due.userName,
      spent: formatAmount(spent),
      granted: formatAmount(granted),
      currency,
      shareBp: basisPoints(spent, granted),
      projects: projects.map((p) => ({ name: p.name, amount: formatAmount(p.amount) })),
    },
  });
  if (step === LIMIT_STEP) {
    const amounts = { spent: formatAmount(spent), granted: formatAmount(granted), currency };
    const target = { kind: 'sub-account', id: subAccountId };
    const after = { userName: due.userName, cloudAccountId, ...amounts };
    await db.publish({ type: 'quota.reached', target, after });
    await db.emit('quota/limit.reached', { subAccountId, bucketId }, `limit-reached:${bucketId}`);
  }
}
