/** Background work over all tenants, as operators see it: functions, runs, steps, and the two orders they may give. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { platformAccess, type Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import {
  type DeskRun,
  type DeskRunDetail,
  type DeskStep,
  type JobDesk,
  jobDesk,
} from '#server/core/job-desk.ts';
import { jobsAreEmbedded } from '#server/core/jobs.ts';
import { mask, maskText } from '#server/core/mask.ts';
import { inngestAddress } from '#server/platform/policy.ts';
import type { GetJobsInput, JobsPlace, ListRunsInput, RunRef, stepKinds } from '#server/platform/schema.ts';

const DAY_MS = 24 * 3_600_000;
/** Every function's id begins with the app's. */
const APP = 'airgate-';

/** Every function with what it did in a day; none where an Inngest server runs the jobs. */
export async function getJobs(ctx: PlatformCtx, _input: GetJobsInput = {}) {
  await mayRead(ctx);
  const place = jobsPlace();
  const desk = jobDesk();
  const [functions, { activity, latest }] = desk
    ? await Promise.all([desk.functions(), desk.activity(new Date(ctx.now().getTime() - DAY_MS))])
    : [[], { activity: [], latest: [] }];
  const tenants = await tenantsOf(ctx, latest);
  return {
    place,
    functions: functions.map(({ id, events, crons }) => {
      const done = activity.find((each) => each.functionId === id);
      const last = latest.find((each) => each.functionId === id);
      return {
        id: shortId(id),
        events,
        crons: crons.map(({ cron, nextTick }) => ({ cron, nextAt: nextTick })),
        runs: done?.runs ?? 0,
        failed: done?.failed ?? 0,
        medianMs: done?.medianMs ?? null,
        last: last ? present(last, tenants) : null,
      };
    }),
  };
}

/** Newest first. */
export async function listRuns(ctx: PlatformCtx, { cursor, limit, ...filter }: ListRunsInput) {
  await mayRead(ctx);
  const after = decodeCursor(cursor, 1);
  const rows =
    (await jobDesk()?.runs({
      limit: limit + 1,
      ...(filter.functionId && { functionId: `${APP}${filter.functionId}` }),
      ...(filter.state && { state: filter.state }),
      ...(filter.text && { text: filter.text }),
      ...(after && { before: String(after[0]) }),
    })) ?? [];
  const page = cutPage(rows, limit, (run) => [run.id]);
  const tenants = await tenantsOf(ctx, page.items);
  return { ...page, place: jobsPlace(), items: page.items.map((run) => present(run, tenants)) };
}

/** One run with its steps, without the secrets that may have got into them. */
export async function getRun(ctx: PlatformCtx, { runId }: RunRef) {
  await mayRead(ctx);
  const run = await find(jobDesk(), runId);
  const tenants = await tenantsOf(ctx, [run]);
  const doings = await platformAccess(ctx, 'platform:read', (tx) =>
    tx.operatorEntry.findMany({
      where: { targetKind: 'run', targetId: runId },
      orderBy: { id: 'desc' },
      take: 20,
    }),
  );
  const { id, name, ts, data } = run.event;
  return {
    ...present(run, tenants),
    attempts: run.attempts,
    event: { id, name, at: new Date(ts), data: mask(data) },
    output: mask(run.output),
    steps: run.steps.map(presentStep),
    doings,
  };
}

/** Takes a failed run up again where it failed. */
export async function retryRun(ctx: PlatformCtx, { runId }: RunRef) {
  return order(ctx, runId, 'run.retry', {
    refusal: (run) => (run.state === 'failed' ? null : 'run_not_failed'),
    send: (desk) => desk.retry(runId),
  });
}

/** Stops a run for good; the step under way is not interrupted, and nothing comes after it. */
export async function cancelRun(ctx: PlatformCtx, { runId }: RunRef) {
  return order(ctx, runId, 'run.cancel', {
    refusal: (run) => (run.state === 'queued' || run.state === 'running' ? null : 'run_over'),
    send: (desk) => desk.cancel(runId),
  });
}

type Refusal = 'run_not_failed' | 'run_over';
type Order = {
  refusal: (run: DeskRunDetail) => Refusal | null;
  send: (desk: JobDesk) => Promise<boolean>;
};

/** Written down before it is given: an order that nobody can be asked about must not be obeyed. */
async function order(ctx: PlatformCtx, runId: string, action: string, { refusal, send }: Order) {
  await platformAccess(ctx, 'platform:jobs', async () => {});
  const desk = jobDesk();
  const run = await find(desk, runId);
  const refused = refusal(run);
  if (refused) throw new AppError('conflict', refused);
  await platformAccess(ctx, 'platform:jobs', async (tx) => {
    const target = { kind: 'run', id: runId };
    await tx.operatorEntry.create({
      data: {
        id: newId('audit'),
        at: ctx.now(),
        actorId: ctx.actor.id,
        actorName: ctx.actor.name,
        requestId: ctx.requestId,
        action,
        targetKind: target.kind,
        targetId: target.id,
      },
    });
    const tenant = run.tenantId && (await tx.tenant.findUnique({ where: { id: run.tenantId } }));
    if (tenant) {
      const after = { function: shortId(run.functionId) };
      await writeAudit(tx, tenant.id, ctx, { action, target, before: { state: run.state }, after });
    }
  });
  if (!desk || !(await send(desk))) throw new AppError('conflict', refusal(run) ?? 'taken_meanwhile');
  return { id: runId };
}

/** Whether the runs are here to be seen, or where they are. */
function jobsPlace(): JobsPlace {
  return jobsAreEmbedded() ? { embedded: true } : { embedded: false, address: inngestAddress(env()) };
}

const mayRead = (ctx: PlatformCtx) => platformAccess(ctx, 'platform:read', async () => {});

async function find(desk: JobDesk | null, runId: string): Promise<DeskRunDetail> {
  const run = await desk?.run(runId);
  if (!run) throw notFound('run');
  return run;
}

type Names = Map<string, { slug: string; name: string }>;

async function tenantsOf(ctx: PlatformCtx, runs: readonly DeskRun[]): Promise<Names> {
  const ids = [...new Set(runs.flatMap((run) => run.tenantId ?? []))];
  if (ids.length === 0) return new Map();
  const named = (tx: Tx) =>
    tx.tenant.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true, name: true } });
  const rows = await platformAccess(ctx, 'platform:read', named);
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

const shortId = (id: string) => (id.startsWith(APP) ? id.slice(APP.length) : id);

function present({ tenantId, error, functionId, ...run }: DeskRun, tenants: Names) {
  const tenant = (tenantId && tenants.get(tenantId)) || null;
  return { ...run, functionId: shortId(functionId), tenant, error: error && presentFault(error) };
}

const KINDS: Record<string, (typeof stepKinds)[number]> = {
  StepRun: 'run',
  StepError: 'run',
  StepFailed: 'run',
  Sleep: 'sleep',
  WaitForEvent: 'wait',
  InvokeFunction: 'invoke',
};

function presentStep({ op, value, event, expression, attempts, ...step }: DeskStep) {
  const waitsFor = event === null ? null : expression === null ? event : `${event} · ${expression}`;
  return {
    ...step,
    kind: KINDS[op] ?? 'other',
    // What is kept is how many failed; between two attempts none is under way.
    attempts: step.state === 'retrying' ? attempts : attempts + 1,
    waitsFor,
    output: mask(value?.data ?? null),
    error: value?.error === undefined || value.error === null ? null : presentFault(value.error),
  };
}

function presentFault(error: unknown) {
  const fields = typeof error === 'object' && error !== null ? error : {};
  const text = (name: string) => {
    const value: unknown = Reflect.get(fields, name);
    return typeof value === 'string' ? maskText(value) : null;
  };
  return {
    name: text('name') ?? 'Error',
    message: text('message') ?? maskText(String(error)),
    stack: text('stack'),
  };
}
