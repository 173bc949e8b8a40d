/**
 * Projects of a sub-account: one owner each, from a recorded billing day on, with exactly the policies that AirGate
 * attached in them on record.
 */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import type { Permission } from '#lib/permissions.ts';
import type { Cloud } from '#server/clouds/provider.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { settingOf } from '#server/settings/service.ts';
import { firstCountedDay } from './policy.ts';
import type { AddProjectInput, ProjectRef, SetAllMonitoringInput, SetMonitoringInput } from './schema.ts';
import { attachedPolicies } from './schema.ts';
import { finishProject } from './service/finish.ts';
import { presentOne } from './service/list.ts';
import { cloudDay, findSubAccount, subAccountForChange } from './service/sub-account.ts';

/**
 * Adds a project and attaches the default policies in it; one that it has already is left as it is. When the cloud refuses half-way, the answer has the state
 * `failed` with the reason, and a job tries again; adding it once more tries at once.
 */
export async function addProject(ctx: Ctx, { subAccountId, projectName, countedFrom }: AddProjectInput) {
  const { cloudAccount } = await access(ctx, 'project:update', (db) =>
    subAccountForChange(db, ctx, subAccountId),
  );
  const policies = await settingOf(ctx, 'projects.defaultPolicies');
  const cloud = await openCloudAccount(asSystem(ctx, 'projects'), cloudAccount.id);
  const today = await viaCloud(async () => {
    if (!(await hasProject(cloud, projectName))) {
      throw new AppError('invalid_input', 'project_unknown', { params: { project: projectName } });
    }
    return cloudDay(ctx, cloud, cloudAccount.provider);
  });
  const from = countedFrom === undefined ? today : new Date(countedFrom);
  if (from > today) throw countedFromFuture(today);
  const id = await claim(ctx, { subAccountId, projectName, policies, from });
  return attempt(ctx, id);
}

/** Detaches what AirGate attached in the project and lets it go; spending counts up to and with today's billing day. */
export async function removeProject(ctx: Ctx, { subAccountId, subAccountProjectId }: ProjectRef) {
  const allowed = { missing: true, cutOff: true };
  const { cloudAccount } = await access(ctx, 'project:update', async (db) => {
    await findProject(db, ctx, { subAccountId, subAccountProjectId });
    return subAccountForChange(db, ctx, subAccountId, allowed);
  });
  const cloud = await openCloudAccount(asSystem(ctx, 'projects'), cloudAccount.id);
  const today = await viaCloud(() => cloudDay(ctx, cloud, cloudAccount.provider));
  await access(ctx, 'project:update', async (db) => {
    await subAccountForChange(db, ctx, subAccountId, allowed);
    const row = await findProject(db, ctx, { subAccountId, subAccountProjectId });
    // Being removed already: who asks again, because no answer came, goes on with that.
    if (row.state === 'detaching') return;
    const { count } = await db.subAccountProject.updateMany({
      where: { tenantId: ctx.tenant.id, id: row.id, state: { in: ['active', 'failed'] } },
      data: { state: 'detaching', countedThrough: row.countedThrough ?? today, lastError: JSON_NULL },
    });
    if (count === 0) throw new AppError('conflict', 'project_busy');
    await db.audit({
      action: 'project.remove',
      target: { kind: 'sub-account', id: subAccountId },
      before: { project: row.projectName, attached: row.attached },
    });
    await db.emit('project/changing', { subAccountId, subAccountProjectId: row.id });
  });
  return attempt(ctx, subAccountProjectId);
}

/** Whether one project's spending counts. */
export async function setMonitoring(ctx: Ctx, { monitored, ...ref }: SetMonitoringInput) {
  return access(ctx, 'project:update', async (db) => {
    const row = await findProject(db, ctx, ref);
    if (row.monitored !== monitored) {
      await db.subAccountProject.update({ where: at(ctx, row.id), data: { monitored } });
      await noteMonitoring(db, ref.subAccountId, [row.projectName], monitored);
    }
    return presentOne(db, ctx, row.id);
  });
}

/** All of a sub-account's projects on or off at once; answers with how many were switched. */
export async function setAllMonitoring(ctx: Ctx, { subAccountId, monitored }: SetAllMonitoringInput) {
  return access(ctx, 'project:update', async (db) => {
    await findSubAccount(db, ctx, subAccountId);
    const rows = await db.subAccountProject.updateManyAndReturn({
      where: { tenantId: ctx.tenant.id, subAccountId, removedAt: null, monitored: !monitored },
      data: { monitored },
      select: { projectName: true },
    });
    const names = rows.map((r) => r.projectName);
    if (names.length > 0) await noteMonitoring(db, subAccountId, names, monitored);
    return { changed: names.length };
  });
}

/** Lets go of every project of a sub-account that is deleted or released, without a call to the cloud. */
export async function freeProjects(
  ctx: Ctx,
  permission: Permission,
  { subAccountId, through }: { subAccountId: string; through: Date },
): Promise<string[]> {
  return access(ctx, permission, async (db) => {
    const where = { tenantId: ctx.tenant.id, subAccountId, removedAt: null };
    await db.subAccountProject.updateMany({
      where: { ...where, countedThrough: null },
      data: { countedThrough: through },
    });
    const rows = await db.subAccountProject.updateManyAndReturn({
      where,
      data: { state: 'removed', removedAt: ctx.now() },
      select: { projectName: true },
    });
    return rows.map((r) => r.projectName);
  });
}

/** What a cloud account's bill is read for: which project's days, both ends inclusive, count for whom. */
export async function monitoredProjects(ctx: Ctx, db: Db, cloudAccountId: string) {
  return db.subAccountProject.findMany({
    where: {
      tenantId: ctx.tenant.id,
      cloudAccountId,
      monitored: true,
      subAccount: { managed: true, deletedAt: null },
    },
    select: { subAccountId: true, projectName: true, countedFrom: true, countedThrough: true },
  });
}

async function hasProject(cloud: Cloud, name: string): Promise<boolean> {
  for await (const page of cloud.projects.list()) if (page.some((p) => p.name === name)) return true;
  return false;
}

type Claim = { subAccountId: string; projectName: string; policies: readonly string[]; from: Date };

function countedFromFuture(today: Date): AppError {
  const params = { today: today.toISOString().slice(0, 10) };
  const fields = [{ path: 'countedFrom', message: 'counted_from_future' }];
  return new AppError('invalid_input', 'counted_from_future', { params, fields });
}

/** Writes the row that makes the sub-account the one owner, or takes up its own failed attempt. Returns the row's id. */
async function claim(ctx: Ctx, { subAccountId, projectName, policies, from }: Claim): Promise<string> {
  const tenantId = ctx.tenant.id;
  return access(ctx, 'project:update', async (db) => {
    const { cloudAccountId } = await subAccountForChange(db, ctx, subAccountId);
    const place = { tenantId, cloudAccountId, projectName };
    const before = await db.subAccountProject.aggregate({ where: place, _max: { countedThrough: true } });
    const id = newId('subAccountProject');
    const row = {
      ...place,
      id,
      subAccountId,
      attached: policies.map((name) => ({ name, type: 'System', alreadyThere: null })),
      countedFrom: firstCountedDay(from, before._max.countedThrough),
      addedAt: ctx.now(),
    };
    // The unique index decides between two that add at once; the loser is told who won.
    const { count } = await db.subAccountProject.createMany({ data: [row], skipDuplicates: true });
    const emit = (subAccountProjectId: string) =>
      db.emit('project/changing', { subAccountId, subAccountProjectId });
    if (count === 1) {
      await db.audit({
        action: 'project.add',
        target: { kind: 'sub-account', id: subAccountId },
        after: {
          project: projectName,
          policies: [...policies],
          countedFrom: row.countedFrom.toISOString().slice(0, 10),
        },
      });
      await emit(id);
      return id;
    }
    const holder = await db.subAccountProject.findFirst({
      where: { ...place, removedAt: null },
      include: { subAccount: { select: { userName: true } } },
    });
    if (!holder) throw new AppError('conflict', 'project_busy');
    // Its own already, or on the way to it: who asks again, because no answer came, goes on with that.
    if (holder.subAccountId === subAccountId && !holder.countedThrough) {
      if (holder.state === 'failed') await emit(holder.id);
      return holder.id;
    }
    const params = { project: projectName, owner: holder.subAccount.userName };
    throw new AppError('conflict', 'project_owned', { params });
  });
}

/** Does the work now; what fails is on the row, and the job that the row's event starts goes on with it. */
async function attempt(ctx: Ctx, id: string) {
  try {
    await finishProject(ctx, { subAccountProjectId: id });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return access(ctx, 'project:update', (db) => presentOne(db, ctx, id));
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });

async function findProject(db: Db, ctx: Ctx, { subAccountId, subAccountProjectId }: ProjectRef) {
  const row = await db.subAccountProject.findFirst({
    where: {
      tenantId: ctx.tenant.id,
      subAccountId,
      id: subAccountProjectId,
      removedAt: null,
      subAccount: { deletedAt: null },
    },
  });
  if (!row) throw notFound('project');
  return { ...row, attached: attachedPolicies.parse(row.attached) };
}

async function noteMonitoring(db: Db, subAccountId: string, projects: string[], monitored: boolean) {
  await db.audit({
    action: 'project.monitor',
    target: { kind: 'sub-account', id: subAccountId },
    before: { projects, monitored: !monitored },
    after: { projects, monitored },
  });
}
