/**
 * Running a saga: every step may be repeated after a crash. It is marked before and proved after, and what it does in
 * the cloud leaves what is already as wanted.
 */
import { notFound } from '#lib/errors.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { type AccessSnapshot, type Cloud, CloudError, type StepEvidence } from '#server/clouds/provider.ts';
import { openCloudAccount } from '#server/clouds/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { metrics } from '#server/core/metrics.ts';
import {
  SNAPSHOT,
  stepsToRepeat,
  VERIFY,
  withEarlierAttempts,
  withNewcomers,
} from '#server/cut-off/policy.ts';
import type { SagaRef } from '#server/cut-off/schema.ts';
import { sagaWithSteps } from './read.ts';

const nothing: StepEvidence = { changed: [], observed: [], requestIds: [] };

/** The steps still to do, in order; empty when the saga is finished. */
export async function openSteps(
  ctx: Ctx,
  { sagaId }: SagaRef,
): Promise<{ position: number; name: string }[]> {
  return access(ctx, 'sub-account:cut-off', async (db) => {
    const saga = await sagaWithSteps(ctx, db, sagaId);
    if (saga.finishedAt) return [];
    await db.saga.update({ where: at(ctx, sagaId), data: { state: 'running', error: JSON_NULL } });
    return saga.steps.filter((s) => s.state !== 'done').map(({ position, name }) => ({ position, name }));
  });
}

/** Runs one step against the cloud and records its proof, or its failure, which it throws again. */
export async function runStep(ctx: Ctx, input: SagaRef & { position: number }): Promise<void> {
  const work = await startStep(ctx, input);
  if (!work) return;
  try {
    const cloud = await openCloudAccount(ctx, work.cloudAccountId);
    const { evidence: latest, snapshot } = await perform(cloud, work);
    const evidence = work.begunBefore ? overAllAttempts(latest, work) : latest;
    await access(ctx, 'sub-account:cut-off', async (db) => {
      if (snapshot)
        await db.saga.update({ where: at(ctx, input.sagaId), data: { snapshot: { ...snapshot } } });
      await db.sagaStep.update({
        where: stepAt(ctx, input),
        data: { state: 'done', evidence: { ...evidence }, error: JSON_NULL, finishedAt: ctx.now() },
      });
    });
  } catch (error) {
    const failed = { state: 'failed' as const, error: faultOf(error), finishedAt: ctx.now() };
    await access(ctx, 'sub-account:cut-off', (db) =>
      db.sagaStep.update({ where: stepAt(ctx, input), data: failed }),
    );
    throw error;
  }
}

/** Closes the saga once every step is proved: the sub-account's state, the audit row and the alert in one. */
export async function finishSaga(ctx: Ctx, { sagaId }: SagaRef): Promise<void> {
  const done = await access(ctx, 'sub-account:cut-off', async (db) => {
    const saga = await sagaWithSteps(ctx, db, sagaId);
    if (saga.finishedAt || saga.steps.some((s) => s.state !== 'done')) return null;
    const cut = saga.kind === 'cut_off';
    const state = cut ? 'cut_off' : 'active';
    await db.saga.update({ where: at(ctx, sagaId), data: { state: 'done', finishedAt: ctx.now() } });
    const account = await db.subAccount.update({ where: at(ctx, saga.subAccountId), data: { state } });
    await db.audit({
      action: cut ? 'sub-account.cut-off.done' : 'sub-account.restore.done',
      target: { kind: 'sub-account', id: saga.subAccountId },
      after: { state, saga: sagaId, changed: saga.steps.flatMap((s) => s.evidence?.changed ?? []) },
    });
    await raiseAlert(within(ctx, db), {
      type: cut ? 'cut_off_done' : 'restored',
      severity: cut ? 'critical' : 'info',
      dedupeKey: `saga-done:${sagaId}`,
      subAccountId: saga.subAccountId,
      cloudAccountId: account.cloudAccountId,
      details: { userName: account.userName, sagaId, reason: saga.reason, steps: saga.steps.length },
    });
    return { kind: saga.kind, noticedAt: saga.reason === 'limit' ? await noticed(ctx, db, saga) : null };
  });
  if (!done) return;
  metrics.sagas().inc({ kind: done.kind, outcome: 'done' });
  if (done.noticedAt)
    metrics.cutOffSeconds().observe((ctx.now().getTime() - done.noticedAt.getTime()) / 1000);
}

/** When it was noticed that the quota is reached, which is a step like the others: that of 100 percent. */
async function noticed(ctx: Ctx, db: Db, { subAccountId }: { subAccountId: string }): Promise<Date | null> {
  const crossing = await db.stepCrossing.findFirst({
    where: { tenantId: ctx.tenant.id, step: 100, bucket: { subAccountId } },
    orderBy: { at: 'desc' },
  });
  return crossing?.at ?? null;
}

/** After the last attempt: the saga stays open and visible as failed, half done, until it is retried or turned round. */
export async function failSaga(ctx: Ctx, { sagaId, message }: SagaRef & { message: string }): Promise<void> {
  const kind = await access(ctx, 'sub-account:cut-off', async (db) => {
    const saga = await sagaWithSteps(ctx, db, sagaId);
    if (saga.finishedAt) return null;
    const step = saga.steps.find((s) => s.state !== 'done');
    const error = {
      step: step?.name ?? '',
      ...(step?.error ?? { reason: 'internal', message, requestId: null }),
    };
    await db.saga.update({ where: at(ctx, sagaId), data: { state: 'failed', error } });
    const account = await db.subAccount.findUniqueOrThrow({ where: at(ctx, saga.subAccountId) });
    await raiseAlert(within(ctx, db), {
      type: saga.kind === 'cut_off' ? 'cut_off_failed' : 'restore_failed',
      severity: 'critical',
      dedupeKey: `saga-failed:${sagaId}`,
      subAccountId: saga.subAccountId,
      cloudAccountId: account.cloudAccountId,
      details: {
        userName: account.userName,
        sagaId,
        done: saga.steps.filter((s) => s.state === 'done').length,
        steps: saga.steps.length,
        ...error,
      },
    });
    return saga.kind;
  });
  if (kind) metrics.sagas().inc({ kind, outcome: 'failed' });
}

type Work = {
  kind: 'cut_off' | 'restore';
  name: string;
  cloudAccountId: string;
  user: { id: string; name: string };
  projects: string[];
  /** The saga's own snapshot; for a restore, the one of the cut-off that it reverses. */
  snapshot: AccessSnapshot | null;
  /** Where a cut-off that turns a failed restore round goes on from. */
  earlier: AccessSnapshot | null;
  begunBefore: boolean;
  /** For a restore: the ids that the same step of the cut-off had changed. */
  disabled: string[];
};

/** Marks the step as running and reads what it needs; null when it is done already. */
async function startStep(
  ctx: Ctx,
  { sagaId, position }: SagaRef & { position: number },
): Promise<Work | null> {
  return access(ctx, 'sub-account:cut-off', async (db) => {
    const saga = await db.saga.findFirst({
      where: { tenantId: ctx.tenant.id, id: sagaId },
      include: {
        steps: { where: { position } },
        subAccount: { include: { projects: { where: { removedAt: null }, select: { projectName: true } } } },
      },
    });
    const [step] = saga?.steps ?? [];
    if (!saga || !step) throw notFound('saga step');
    if (step.state === 'done' || saga.finishedAt) return null;
    await db.sagaStep.update({
      where: stepAt(ctx, { sagaId, position }),
      data: { state: 'running', attempts: { increment: 1 }, startedAt: step.startedAt ?? ctx.now() },
    });
    const earlier = await snapshotOf(ctx, db, saga.reverses);
    return {
      kind: saga.kind,
      name: step.name,
      cloudAccountId: saga.subAccount.cloudAccountId,
      user: { id: saga.subAccount.cloudUserId, name: saga.subAccount.userName },
      projects: saga.subAccount.projects.map((p) => p.projectName),
      snapshot: saga.kind === 'restore' ? earlier : (saga.snapshot as AccessSnapshot | null),
      earlier,
      begunBefore: step.attempts > 0,
      disabled: saga.kind === 'restore' ? await changedBy(ctx, db, saga.reverses, step.name) : [],
    };
  });
}

async function changedBy(ctx: Ctx, db: Db, sagaId: string | null, name: string): Promise<string[]> {
  if (!sagaId) return [];
  const row = await db.sagaStep.findFirst({ where: { tenantId: ctx.tenant.id, sagaId, name } });
  return ((row?.evidence ?? nothing) as StepEvidence).changed.map(({ id }) => id);
}

function overAllAttempts(evidence: StepEvidence, { kind, name, snapshot, disabled }: Work): StepEvidence {
  const items = snapshot?.items[name] ?? [];
  if (kind === 'cut_off') return withEarlierAttempts(evidence, items, (was, now) => now !== was);
  const off = items.filter(({ id }) => disabled.includes(id));
  return withEarlierAttempts(evidence, off, (was, now) => now === was);
}

async function snapshotOf(ctx: Ctx, db: Db, sagaId: string | null): Promise<AccessSnapshot | null> {
  if (!sagaId) return null;
  const row = await db.saga.findUnique({ where: at(ctx, sagaId), select: { snapshot: true } });
  return (row?.snapshot ?? null) as AccessSnapshot | null;
}

type Performed = { evidence: StepEvidence; snapshot?: AccessSnapshot };

async function perform(cloud: Cloud, work: Work): Promise<Performed> {
  const { valve } = cloud;
  if (work.kind === 'restore') {
    // Without a snapshot the cut-off never got as far as changing anything.
    return { evidence: work.snapshot ? await valve.revert(work.name, work.snapshot) : nothing };
  }
  if (work.name === SNAPSHOT) {
    const fresh = await valve.snapshot(work.user, work.projects);
    const snapshot = work.earlier ? withNewcomers(work.earlier, fresh) : fresh;
    return { snapshot, evidence: { ...nothing, observed: seen(snapshot) } };
  }
  const snapshot = work.snapshot;
  if (!snapshot) throw notFound('snapshot');
  if (work.name !== VERIFY) return { evidence: await valve.apply(work.name, snapshot) };
  return verify(cloud, work, snapshot);
}

/** Looks once more at everything; what appeared meanwhile is taken into the snapshot and cut off as well. */
async function verify({ valve }: Cloud, work: Work, first: AccessSnapshot): Promise<Performed> {
  const findings = await valve.verify(first, work.projects);
  if (findings.length === 0) return { evidence: { ...nothing, observed: seen(first) } };
  const snapshot = withNewcomers(first, await valve.snapshot(work.user, work.projects));
  const evidence: StepEvidence = { changed: [], observed: [], requestIds: [] };
  for (const name of stepsToRepeat(findings)) {
    const again = await valve.apply(name, snapshot);
    evidence.changed.push(...again.changed);
    evidence.observed.push(...again.observed);
    evidence.requestIds.push(...again.requestIds);
  }
  const [left] = await valve.verify(snapshot, work.projects);
  if (left)
    throw new CloudError('transient', { code: 'not_verified', message: left.message, action: VERIFY });
  return { evidence, snapshot };
}

function seen(snapshot: AccessSnapshot): StepEvidence['observed'] {
  return Object.values(snapshot.items).flatMap((items = []) =>
    items.map(({ id, label, was }) => ({ id, label, state: was })),
  );
}

function faultOf(error: unknown) {
  if (error instanceof CloudError) {
    return { reason: error.code, message: error.message, requestId: error.requestId };
  }
  return {
    reason: 'internal',
    message: error instanceof Error ? error.message : String(error),
    requestId: null,
  };
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });

const stepAt = (ctx: Ctx, { sagaId, position }: { sagaId: string; position: number }) => ({
  tenantId_sagaId_position: { tenantId: ctx.tenant.id, sagaId, position },
});
