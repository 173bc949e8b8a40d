/** Spending checks as rows: begun by hand or by the schedule, one at a time for a cloud account, watched while they run. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { dayOf } from '#lib/periods.ts';
import { access, type Db, platformAccess, type Tx } from '#server/core/access.ts';
import { type Ctx, type PlatformCtx, within } from '#server/core/ctx.ts';
import { billingOf } from '#server/quotas/service/freshness.ts';
import { settingOf } from '#server/settings/service.ts';
import { isDue, isLost, LOST_AFTER_MS, lastDueAt, SHORTEST_GAP_MS } from '#server/spending/policy.ts';
import {
  accountsIdleSince,
  deleteChecksBefore,
  pageOfCheckIds,
  type Scheduled,
} from '#server/spending/queries.ts';
import type {
  CheckError,
  CheckRef,
  CheckTrigger,
  ListChecksInput,
  StartCheckInput,
} from '#server/spending/schema.ts';

/** Check now. Refused while a check of this cloud account runs, unless that one has lost its run. */
export async function startCheck(ctx: Ctx, { cloudAccountId, deep }: StartCheckInput) {
  return access(ctx, 'spending:check', async (db) => {
    const check = await begin(ctx, db, cloudAccountId, 'manual', deep);
    if (!check) throw new AppError('conflict', 'check_running', { retryAfter: 10 });
    await db.audit({
      action: 'spending.check',
      target: { kind: 'cloud-account', id: cloudAccountId },
      after: { check: check.id, deep: check.deep },
    });
    return present(check);
  });
}

export async function getCheck(ctx: Ctx, { checkId }: CheckRef) {
  return access(ctx, 'spending:read', async (db) => {
    const row = await db.spendingCheck.findFirst({ where: { tenantId: ctx.tenant.id, id: checkId } });
    if (!row) throw notFound('spending check');
    return present(row);
  });
}

/** Newest first. */
export async function listChecks(ctx: Ctx, { cloudAccountId, state, cursor, limit }: ListChecksInput) {
  const after = decodeCursor(cursor, 1);
  const before = after ? String(after[0]) : null;
  return access(ctx, 'spending:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const ids = await pageOfCheckIds(db, tenantId, { cloudAccountId, state, before, limit: limit + 1 });
    const rows = await db.spendingCheck.findMany({
      where: { tenantId, id: { in: ids } },
      orderBy: { id: 'desc' },
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map(present) };
  });
}

/** Begins the first check of a newly connected cloud account, unless one runs already. */
export async function checkConnected(ctx: Ctx, { cloudAccountId }: { cloudAccountId: string }) {
  return access(ctx, 'spending:check', async (db) => {
    const check = await begin(ctx, db, cloudAccountId, 'connected', true);
    return { started: check !== null };
  });
}

export type TenantAccounts = {
  tenantId: string;
  accounts: { cloudAccountId: string; last: string | null }[];
};

/** The cloud accounts that might be due, by tenant: which of them are, the tenant's setting says. */
export async function listIdleAccounts(ctx: PlatformCtx): Promise<TenantAccounts[]> {
  const before = new Date(ctx.now().getTime() - SHORTEST_GAP_MS);
  const rows = await platformAccess(ctx, 'platform:jobs', (tx) => accountsIdleSince(tx, before));
  const byTenant = Map.groupBy(rows, (r: Scheduled) => r.tenantId);
  return [...byTenant].map(([tenantId, accounts]) => ({
    tenantId,
    accounts: accounts.map(({ cloudAccountId, last }) => ({
      cloudAccountId,
      last: last?.toISOString() ?? null,
    })),
  }));
}

/** Begins the checks that are due in one tenant, by its interval as it is set now. */
export async function startDueChecks(ctx: Ctx, { accounts }: Pick<TenantAccounts, 'accounts'>) {
  return access(ctx, 'spending:check', async (db) => {
    const minutes = await settingOf(within(ctx, db), 'spending.checkIntervalMinutes');
    let started = 0;
    for (const { cloudAccountId, last } of accounts) {
      const dueAt = lastDueAt(cloudAccountId, minutes, ctx.now());
      if (!isDue(last === null ? null : new Date(last), dueAt)) continue;
      if (await begin(ctx, db, cloudAccountId, 'schedule', false)) started += 1;
    }
    return { started };
  });
}

export type LostCheck = { tenantId: string; checkId: string };

/** Running checks without a sign of life for too long; their runs are gone. */
export async function listLostChecks(ctx: PlatformCtx): Promise<LostCheck[]> {
  const rows = await platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.spendingCheck.findMany({
      where: {
        state: 'running',
        progressAt: { lt: new Date(ctx.now().getTime() - LOST_AFTER_MS) },
        tenant: { status: { not: 'deleted' } },
      },
      select: { id: true, tenantId: true },
      take: 500,
    }),
  );
  return rows.map(({ id, tenantId }) => ({ tenantId, checkId: id }));
}

/** A check every ten minutes for a quarter of a year; who asks for more than that asks for spending. */
const KEPT_MS = 90 * 24 * 3_600_000;

/** Deletes checks of long ago. Of each account the last that succeeded stays, with what has failed since. */
export async function purgeChecks(tx: Tx, now: Date): Promise<number> {
  return deleteChecksBefore(tx, new Date(now.getTime() - KEPT_MS));
}

/**
 * Writes the check and its event, or returns null while another one runs. A check is deep when asked for, and the first
 * that succeeds on every billing day.
 */
async function begin(ctx: Ctx, db: Db, cloudAccountId: string, trigger: CheckTrigger, deep: boolean) {
  const tenantId = ctx.tenant.id;
  const account = await db.cloudAccount.findFirst({ where: { tenantId, id: cloudAccountId } });
  if (!account) throw notFound('cloud account');
  if (account.disconnectedAt) {
    if (trigger !== 'manual') return null;
    throw new AppError('precondition_failed', 'cloud_account_disconnected');
  }
  const running = await db.spendingCheck.findFirst({ where: { tenantId, cloudAccountId, state: 'running' } });
  if (running && !isLost(running.progressAt, ctx.now())) return null;
  if (running) await replaceLost(ctx, db, running.id);
  const id = newId('check');
  const at = ctx.now();
  const isDeep = deep || (await needsDeep(ctx, db, account));
  const data = { id, tenantId, cloudAccountId, trigger, deep: isDeep, startedAt: at, progressAt: at };
  // The index on running checks decides between two that begin at the same moment.
  const { count } = await db.spendingCheck.createMany({ data: [data], skipDuplicates: true });
  if (count === 0) return null;
  await db.emit('spending/check.requested', { cloudAccountId, checkId: id }, `check-requested:${id}`);
  return db.spendingCheck.findUniqueOrThrow({ where: { id } });
}

async function replaceLost(ctx: Ctx, db: Db, id: string) {
  const error: CheckError = { reason: 'check_lost', params: {}, at: ctx.now().toISOString() };
  await db.spendingCheck.updateMany({
    where: { tenantId: ctx.tenant.id, id, state: 'running' },
    data: { state: 'failed', error, finishedAt: ctx.now() },
  });
}

async function needsDeep(ctx: Ctx, db: Db, account: { id: string; provider: string }): Promise<boolean> {
  const last = await db.spendingCheck.findFirst({
    where: { tenantId: ctx.tenant.id, cloudAccountId: account.id, state: 'done', deep: true },
    orderBy: { startedAt: 'desc' },
  });
  const zone = billingOf(account.provider, ctx).billTimeZone;
  return last === null || dayOf(last.startedAt, zone) < dayOf(ctx.now(), zone);
}

type Row = Awaited<ReturnType<Db['spendingCheck']['findUniqueOrThrow']>>;

function present({ error, ...row }: Row) {
  return { ...row, error: error as CheckError | null };
}
