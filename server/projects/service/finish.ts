/**
 * The work behind adding and removing a project. Whoever asked runs it at once and the job runs it again when that was
 * cut short, so it may run any number of times and at the same time: what was attached before AirGate is written down
 * first, by one of them, and nothing is attached before it is.
 */
import { AppError, notFound } from '#lib/errors.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import type { Cloud, PolicyRef } from '#server/clouds/provider.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import { isPlanned, ours, planAttachments } from '#server/projects/policy.ts';
import { type AttachedPolicies, attachedPolicies, type ProjectError } from '#server/projects/schema.ts';

type Ref = { subAccountProjectId: string };

/** Attaches or detaches until the project is active or removed. A failure is kept on the row and thrown. */
export async function finishProject(ctx: Ctx, { subAccountProjectId: id }: Ref): Promise<void> {
  const work = await begin(ctx, id);
  if (!work) return;
  try {
    const cloud = await openCloudAccount(asSystem(ctx, 'projects'), work.cloudAccountId);
    if (work.state === 'attaching') await viaCloud(() => attachAll(ctx, cloud, work));
    else await viaCloud(() => detachAll(cloud, work));
  } catch (error) {
    await fail(ctx, work, error);
    throw error;
  }
  await close(ctx, work);
}

/** When no attempt is left: says so, once per attempt to add or remove. */
export async function reportStuckProject(ctx: Ctx, { subAccountProjectId: id }: Ref): Promise<void> {
  await access(ctx, 'project:update', async (db) => {
    const row = await find(db, ctx, id);
    if (row?.state !== 'failed') return;
    const error = row.lastError as ProjectError | null;
    await raiseAlert(within(ctx, db), {
      type: 'project_failed',
      severity: 'warning',
      dedupeKey: `project-failed:${id}:${row.countedThrough ? 'remove' : 'add'}`,
      subAccountId: row.subAccountId,
      cloudAccountId: row.cloudAccountId,
      details: {
        project: row.projectName,
        userName: row.subAccount.userName,
        change: row.countedThrough ? 'remove' : 'add',
        reason: error?.reason ?? 'internal',
        message: error?.message ?? '',
      },
    });
  });
}

type Work = {
  id: string;
  state: 'attaching' | 'detaching';
  cloudAccountId: string;
  project: string;
  user: { id: string; name: string };
  attached: AttachedPolicies;
};

/** What is to be done, or null when it is done. A failed row goes on in the direction it had. */
async function begin(ctx: Ctx, id: string): Promise<Work | null> {
  return access(ctx, 'project:update', async (db) => {
    const row = await find(db, ctx, id);
    if (!row) throw notFound('project');
    if (row.state === 'active' || row.state === 'removed') return null;
    const state = row.countedThrough ? 'detaching' : 'attaching';
    if (row.state === 'failed')
      await db.subAccountProject.updateMany({ where: at(ctx, id, 'failed'), data: { state } });
    return {
      id,
      state,
      cloudAccountId: row.cloudAccountId,
      project: row.projectName,
      user: { id: row.subAccount.cloudUserId, name: row.subAccount.userName },
      attached: attachedPolicies.parse(row.attached),
    };
  });
}

async function attachAll(ctx: Ctx, cloud: Cloud, work: Work): Promise<void> {
  if (!(await isSameUser(cloud, work.user))) throw new AppError('precondition_failed', 'sub_account_missing');
  const plan = isPlanned(work.attached)
    ? work.attached
    : await recordPlan(ctx, work.id, await makePlan(cloud, work));
  for (const policy of ours(plan)) {
    await cloud.policies.attach(work.user.name, policy, { kind: 'project', project: work.project });
  }
}

/** A user that is gone has taken its policies along; one of the same name is somebody else. */
async function detachAll(cloud: Cloud, work: Work): Promise<void> {
  const mine = ours(work.attached);
  if (mine.length === 0 || !(await isSameUser(cloud, work.user))) return;
  for (const policy of mine) {
    await cloud.policies.detach(work.user.name, policy, { kind: 'project', project: work.project });
  }
}

async function isSameUser(cloud: Cloud, user: Work['user']): Promise<boolean> {
  return (await cloud.users.get(user.name))?.id === user.id;
}

async function makePlan(cloud: Cloud, work: Work): Promise<AttachedPolicies> {
  const wanted = await resolve(
    cloud,
    work.attached.map((p) => p.name),
  );
  return planAttachments(wanted, await cloud.policies.attached(work.user.name), work.project);
}

/** The setting names policies only; the cloud knows which kind each is. Its own come before custom ones of that name. */
async function resolve(cloud: Cloud, names: readonly string[]): Promise<PolicyRef[]> {
  const found = new Map<string, PolicyRef>();
  for await (const page of cloud.policies.list()) {
    for (const { name, type } of page) {
      if (names.includes(name) && found.get(name)?.type !== 'System') found.set(name, { name, type });
    }
    if (names.every((name) => found.get(name)?.type === 'System')) break;
  }
  return names.map((name) => {
    const ref = found.get(name);
    if (!ref) throw new AppError('precondition_failed', 'policy_unknown', { params: { policy: name } });
    return ref;
  });
}

/** Writes the plan unless another run was first, and answers with the one that holds; empty once that is carried out. */
async function recordPlan(ctx: Ctx, id: string, plan: AttachedPolicies): Promise<AttachedPolicies> {
  return access(ctx, 'project:update', async (db) => {
    await db.$queryRaw`
      select 1 from sub_account_project where tenant_id = ${ctx.tenant.id} and id = ${id} for no key update`;
    const row = await find(db, ctx, id);
    const open = row && !row.countedThrough && (row.state === 'attaching' || row.state === 'failed');
    if (!open) return [];
    const existing = attachedPolicies.parse(row.attached);
    if (isPlanned(existing)) return existing;
    await db.subAccountProject.updateMany({ where: at(ctx, id), data: { attached: plan } });
    return plan;
  });
}

/** The one of several runs that finds the state unchanged closes the work. */
async function close(ctx: Ctx, { id, state }: Work): Promise<void> {
  const done =
    state === 'attaching'
      ? { state: 'active' as const }
      : { state: 'removed' as const, removedAt: ctx.now() };
  await access(ctx, 'project:update', async (db) => {
    await db.subAccountProject.updateMany({
      where: { ...at(ctx, id, state, 'failed'), ...(state === 'attaching' && { countedThrough: null }) },
      data: { ...done, lastError: JSON_NULL },
    });
  });
}

async function fail(ctx: Ctx, { id, state }: Work, error: unknown): Promise<void> {
  const known = error instanceof AppError ? error : null;
  const lastError: ProjectError = {
    reason: known?.reason ?? 'internal',
    message: String(known?.params.message ?? known?.params.policy ?? ''),
    params: known?.params ?? {},
    at: ctx.now().toISOString(),
  };
  await access(ctx, 'project:update', async (db) => {
    await db.subAccountProject.updateMany({
      where: at(ctx, id, state),
      data: { state: 'failed', lastError },
    });
  });
}

type State = Work['state'] | 'failed';

const at = (ctx: Ctx, id: string, ...states: State[]) => ({
  tenantId: ctx.tenant.id,
  id,
  ...(states.length > 0 && { state: { in: states } }),
});

async function find(db: Db, ctx: Ctx, id: string) {
  return db.subAccountProject.findFirst({
    where: { tenantId: ctx.tenant.id, id },
    include: { subAccount: { select: { cloudUserId: true, userName: true } } },
  });
}
