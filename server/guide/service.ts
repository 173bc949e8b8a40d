/** The guide through a tenant's first steps: where it stands follows from what the tenant holds, and from nothing else. */
import { AppError } from '#lib/errors.ts';
import { availableProviders } from '#server/clouds/providers.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { settingsOf } from '#server/settings/service.ts';
import { type Facts, guideStage, guideSteps } from './policy.ts';
import { freeProjects, subjectOf } from './queries.ts';
import type { GuideFault, SetGuideInput } from './schema.ts';

const FREE_SHOWN = 20;
const SETTINGS = ['quota.alertSteps', 'quota.restoreMode', 'spending.checkIntervalMinutes'] as const;

/** The steps with their state, and what the next one needs. */
export async function getGuide(ctx: Ctx) {
  return access(ctx, 'sub-account:read', async (db) => {
    const cloud = await followedCloud(ctx, db);
    const subject = cloud && (await readSubject(ctx, db, cloud.id));
    const check = cloud && (await lastCheck(ctx, db, cloud.id));
    const setting = await settingsOf(within(ctx, db), SETTINGS);
    const tenantSteps = setting('quota.alertSteps');
    const alertSteps = (subject?.alertSteps.length ? subject.alertSteps : tenantSteps).map((step) => ({
      step,
      firedAt: subject?.fired.get(step) ?? null,
    }));
    const facts: Facts = {
      cloudAccount: cloud && { provider: cloud.provider, failing: faultOf(cloud.lastError) },
      check: check && { state: check.state, fault: faultOf(check.error) },
      subAccount: subject,
      project: subject?.project ? { ...subject.project, fault: faultOf(subject.project.lastError) } : null,
      quota: subject?.quota ?? null,
      alerts: alertSteps.map(({ firedAt }) => ({ fired: firedAt !== null })),
      sagas: (subject?.sagas ?? []).map(({ kind, state, error }) => ({ kind, state, fault: faultOf(error) })),
    };
    const steps = guideSteps(facts);
    const [saga] = subject?.sagas ?? [];
    return {
      dismissed: await isDismissed(ctx, db),
      stage: guideStage(facts, steps),
      steps,
      sandboxAvailable: availableProviders(ctx.now).includes('sandbox'),
      restoresItself: setting('quota.restoreMode') === 'automatic',
      checkMinutes: setting('spending.checkIntervalMinutes'),
      cloudAccount: cloud,
      check: check && { id: check.id, state: check.state, done: check.slicesDone, total: check.slicesTotal },
      subAccount: subject,
      project: subject?.project?.projectName ?? null,
      freeProjects: cloud ? await freeProjects(db, ctx.tenant.id, cloud.id, FREE_SHOWN) : [],
      quota: subject?.quota ?? null,
      alertSteps,
      saga: saga
        ? {
            id: saga.id,
            kind: saga.kind,
            state: saga.state,
            done: saga.steps.filter(({ state }) => state === 'done').length,
            total: saga.steps.length,
          }
        : null,
    };
  });
}

/** Puts the guide away or brings it back, for this person in this tenant. */
export async function setGuide(ctx: Ctx, { dismissed }: SetGuideInput) {
  if (ctx.actor.kind !== 'user') {
    await access(ctx, 'tenant:read', async () => {});
    throw new AppError('forbidden', 'people_only');
  }
  const own = { tenantId: ctx.tenant.id, userId: ctx.actor.id };
  return access(ctx, 'tenant:read', async (db) => {
    if (dismissed) {
      const row = { ...own, dismissedAt: ctx.now() };
      await db.guideDismissal.createMany({ data: [row], skipDuplicates: true });
    } else await db.guideDismissal.deleteMany({ where: own });
    return { dismissed };
  });
}

async function isDismissed(ctx: Ctx, db: Db): Promise<boolean> {
  const own = { tenantId: ctx.tenant.id, userId: ctx.actor.id };
  return (await db.guideDismissal.findFirst({ where: own })) !== null;
}

/** A sandbox account where there is one, since everything can be tried in it; otherwise the oldest. */
async function followedCloud(ctx: Ctx, db: Db) {
  const rows = await db.cloudAccount.findMany({
    where: { tenantId: ctx.tenant.id, disconnectedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, provider: true, status: true, lastError: true, checkedAt: true },
  });
  return rows.find(({ provider }) => provider === 'sandbox') ?? rows[0] ?? null;
}

async function lastCheck(ctx: Ctx, db: Db, cloudAccountId: string) {
  return db.spendingCheck.findFirst({
    where: { tenantId: ctx.tenant.id, cloudAccountId },
    orderBy: { id: 'desc' },
    select: { id: true, state: true, error: true, slicesDone: true, slicesTotal: true },
  });
}

async function readSubject(ctx: Ctx, db: Db, cloudAccountId: string) {
  const tenantId = ctx.tenant.id;
  const id = await subjectOf(db, tenantId, cloudAccountId);
  if (id === null) return null;
  const row = await db.subAccount.findFirstOrThrow({
    where: { tenantId, id },
    select: {
      id: true,
      userName: true,
      displayName: true,
      state: true,
      alertSteps: true,
      projects: { where: { removedAt: null }, orderBy: { id: 'asc' }, take: 20 },
      buckets: { where: { endsAt: null }, select: { granted: true, spent: true, currency: true } },
      sagas: {
        orderBy: { id: 'desc' },
        take: 10,
        select: {
          id: true,
          kind: true,
          state: true,
          error: true,
          steps: { select: { state: true } },
        },
      },
    },
  });
  const crossings = await db.stepCrossing.findMany({
    where: { tenantId, bucket: { subAccountId: id } },
    orderBy: { at: 'asc' },
    select: { step: true, at: true },
  });
  const { projects, buckets, ...rest } = row;
  return {
    ...rest,
    project: projects.find(({ state }) => state === 'active') ?? projects[0] ?? null,
    quota: buckets[0] ?? null,
    fired: new Map(crossings.map(({ step, at }) => [step, at])),
  };
}

/** What rows keep of a failure, in whichever shape their slice gave it. */
function faultOf(kept: unknown): GuideFault | null {
  if (typeof kept !== 'object' || kept === null || !('reason' in kept)) return null;
  const message = 'message' in kept ? { message: String(kept.message) } : {};
  const params = 'params' in kept && typeof kept.params === 'object' ? kept.params : {};
  return { reason: String(kept.reason), params: { ...message, ...params } };
}
