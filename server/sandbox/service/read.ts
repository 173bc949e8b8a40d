/** What the sandbox cloud holds of the tenant's account, beside what AirGate knows. */
import { notFound } from '#lib/errors.ts';
import { roundAmount } from '#lib/money.ts';
import { addMonths, dateOfDay } from '#lib/periods.ts';
import { viaSandbox } from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { deniesSomething, paceOf, unreadByProject, unsettled } from '#server/sandbox/policy.ts';
import { recordedBySubAccount } from '#server/sandbox/queries.ts';
import type { SandboxCallsInput, SandboxRef, SandboxUserInput } from '#server/sandbox/schema.ts';
import { sandboxAccount } from './account.ts';

/** The account's clock, its rates and faults, and how its sub-accounts stand. */
export async function getSandbox(ctx: Ctx, { cloudAccountId }: SandboxRef) {
  const row = await sandboxAccount(ctx, 'cloud-account:read', cloudAccountId);
  const account = row.cloudAccountNo;
  const seen = await viaSandbox(async (control) => {
    const state = await control.state({ account });
    const month = state.clock.today.slice(0, 7);
    const [{ totals }, { faults }] = await Promise.all([
      control.totals({ account, month }),
      control.faults({ account }),
    ]);
    return { ...state, month, totals, faults };
  });
  const known = await ours(ctx, cloudAccountId, seen.month);
  const unread = unreadByProject(seen.totals, known.read);
  const owners = new Map(
    known.accounts.flatMap(({ id, projects }) =>
      projects.map(({ projectName }) => [projectName, id] as const),
    ),
  );
  const users = new Map(seen.account.users.map((user) => [String(user.id), user]));
  const { rates } = seen.account;
  return {
    cloudAccountId,
    name: row.name,
    cloudAccountNo: account,
    currency: seen.account.currency,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    clock: {
      now: seen.clock.now,
      today: seen.clock.today,
      aheadSeconds: Math.round(seen.clock.offsetMs / 1000),
    },
    readAt: ctx.now().toISOString(),
    projects: seen.account.projects.map((project) => ({
      ...project,
      subAccountId: owners.get(project.name) ?? null,
    })),
    accounts: known.accounts.map(({ cloudUserId, projects, buckets, id, ...rest }) => {
      const names = projects.map(({ projectName }) => projectName);
      const user = users.get(cloudUserId);
      return {
        ...rest,
        subAccountId: id,
        projects: names,
        quota: buckets[0] ?? null,
        unread: unsettled(
          names.reduce((sum, name) => sum + (unread.get(name) ?? 0n), 0n),
          known.recorded.get(id) ?? 0n,
          buckets[0]?.spent,
        ),
        ...paceOf(rates, names),
        blocked: user ? user.blocked : ('gone' as const),
      };
    }),
    rates: rates
      .filter((rate) => !rate.removed)
      .map(({ id, project, product, amountPerHour, running, spent }) => ({
        id,
        projectName: project,
        product,
        subAccountId: owners.get(project) ?? null,
        amountPerHour: roundAmount(amountPerHour),
        running,
        spent: roundAmount(spent),
      })),
    faults: seen.faults.map(({ kind, action = null, times }) => ({ kind, action, times })),
  };
}

/** The managed sub-accounts of the account with their projects and quotas, and what was read of a month by project. */
async function ours(ctx: Ctx, cloudAccountId: string, month: string) {
  const tenantId = ctx.tenant.id;
  return access(ctx, 'cloud-account:read', async (db) => {
    const accounts = await db.subAccount.findMany({
      where: { tenantId, cloudAccountId, managed: true, deletedAt: null },
      orderBy: { userName: 'asc' },
      select: {
        id: true,
        cloudUserId: true,
        userName: true,
        displayName: true,
        state: true,
        protected: true,
        projects: { where: { removedAt: null, monitored: true }, select: { projectName: true } },
        buckets: { where: { endsAt: null }, select: { granted: true, spent: true } },
      },
    });
    const sums = await db.spendingRecord.groupBy({
      by: ['project'],
      where: {
        tenantId,
        cloudAccountId,
        effective: true,
        day: { gte: dateOfDay(`${month}-01`), lt: dateOfDay(`${addMonths(month, 1)}-01`) },
      },
      _sum: { amount: true },
    });
    return {
      accounts,
      read: new Map(sums.map(({ project, _sum }) => [project, _sum.amount ?? 0n])),
      recorded: await recordedBySubAccount(db, { tenantId, cloudAccountId }),
    };
  });
}

/** One sub-account as the cloud has it, with the answer that a call with each of its keys would get. */
export async function getSandboxUser(ctx: Ctx, { subAccountId }: SandboxUserInput) {
  const tenantId = ctx.tenant.id;
  const row = await access(ctx, 'cloud-account:read', (db) =>
    db.subAccount.findFirst({
      where: { tenantId, id: subAccountId, managed: true, deletedAt: null },
      select: {
        cloudAccountId: true,
        cloudUserId: true,
        projects: { where: { removedAt: null }, select: { projectName: true } },
      },
    }),
  );
  if (!row) throw notFound('sub-account');
  const { cloudAccountNo } = await sandboxAccount(ctx, 'cloud-account:read', row.cloudAccountId);
  const { account } = await viaSandbox((control) => control.state({ account: cloudAccountNo }));
  const user = account.users.find(({ id }) => String(id) === row.cloudUserId);
  const projects = row.projects.map(({ projectName }) => projectName);
  const documents = new Map(account.policies.map(({ name, document }) => [name, document]));
  const inProjects = <T extends { project: string }>(all: readonly T[]) =>
    all.filter(({ project }) => projects.includes(project));
  return {
    subAccountId,
    exists: user !== undefined,
    blocked: user ? user.blocked : ('gone' as const),
    login: !user?.login
      ? ('none' as const)
      : user.login.allowed
        ? ('allowed' as const)
        : ('refused' as const),
    keys: user?.keys ?? [],
    apiKeys: user?.apiKeys ?? [],
    policies: (user?.policies ?? []).map(({ name, project }) => ({
      name,
      project,
      denies: deniesSomething(documents.get(name)),
    })),
    arkKeys: inProjects(account.arkKeys),
    endpoints: inProjects(account.endpoints),
  };
}

/** The newest calls that reached the account, newest first: AirGate's own, and those of its sub-accounts. */
export async function listSandboxCalls(ctx: Ctx, { cloudAccountId, limit }: SandboxCallsInput) {
  const { cloudAccountNo: account } = await sandboxAccount(ctx, 'cloud-account:read', cloudAccountId);
  const { calls } = await viaSandbox((control) => control.callsOf({ account, limit }));
  return { items: calls };
}
