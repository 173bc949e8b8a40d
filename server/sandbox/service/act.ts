/** What a person can arrange in the tenant's own sandbox account. Each change is on record. */
import { AppError, notFound } from '#lib/errors.ts';
import { formatAmount } from '#lib/money.ts';
import { viaSandbox } from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { isModelProduct } from '#server/sandbox/policy.ts';
import type {
  AdvanceInput,
  CauseFaultInput,
  CorrectBillInput,
  SandboxRef,
  SetRateInput,
  SpendInSandboxInput,
} from '#server/sandbox/schema.ts';
import { sandboxAccount } from './account.ts';

/** Spends at once in the name of a sub-account; the cloud books it only while that one can spend. */
export async function spendInSandbox(
  ctx: Ctx,
  { cloudAccountId, subAccountId, projectName, product, amount }: SpendInSandboxInput,
) {
  const { cloudAccountNo: account } = await sandboxAccount(ctx, 'sandbox:control', cloudAccountId);
  const { userName: user } = await access(ctx, 'sandbox:control', async (db) => {
    const where = { tenantId: ctx.tenant.id, id: subAccountId, cloudAccountId, deletedAt: null };
    const found = await db.subAccount.findFirst({ where, select: { userName: true } });
    if (!found) throw notFound('sub-account');
    return found;
  });
  const spending = { project: projectName, product, amount: formatAmount(amount) };
  const outcome = await viaSandbox((control) => control.spend({ account, user, ...spending }));
  await note(ctx, cloudAccountId, 'sandbox.spend', { user, ...spending, booked: outcome.booked });
  return { booked: outcome.booked, refusal: outcome.booked ? null : outcome.reason };
}

/**
 * Sets how fast money is spent in a project. A new rate hangs on the project's Ark key for models, and for everything
 * else on the user whom the project belongs to, so that a cut-off stops it.
 */
export async function setRate(ctx: Ctx, input: SetRateInput) {
  const { cloudAccountId, projectName, amountPerHour, rateId } = input;
  const { cloudAccountNo: account } = await sandboxAccount(ctx, 'sandbox:control', cloudAccountId);
  const owner = await ownerOf(ctx, input);
  const perHour = formatAmount(amountPerHour);
  const result = await viaSandbox(async (control) => {
    const { rates, arkKeys } = (await control.state({ account })).account;
    const id = rateId ?? `console-${projectName}-${input.product}`;
    const known = rates.find((rate) => rate.id === id && !rate.removed);
    if (rateId !== undefined && known === undefined) return null;
    if (amountPerHour === 0n) {
      if (known) await control.rates({ account, remove: [id] });
      return {
        rateId: null,
        project: known?.project ?? projectName,
        product: known?.product ?? input.product,
      };
    }
    const place = known ?? { project: projectName, product: input.product, instance: undefined };
    const key = known ? known.arkKey : keyFor(arkKeys, place);
    const user = known ? known.user : key ? null : owner;
    const { project, product, instance } = place;
    const set = { id, project, product, instance, amountPerHour: perHour };
    await control.rates({
      account,
      set: [{ ...set, ...(key && { arkKey: key }), ...(user && { user }) }],
    });
    return { rateId: id, project, product };
  });
  if (!result) throw notFound('rate');
  const { project, product } = result;
  await note(ctx, cloudAccountId, 'sandbox.set-rate', { project, product, amountPerHour: perHour });
  return { rateId: result.rateId };
}

type ArkKey = { id: string; project: string; active: boolean };

function keyFor(keys: readonly ArkKey[], { project, product }: { project: string; product: string }) {
  return isModelProduct(product) ? (keys.find((key) => key.project === project)?.id ?? null) : null;
}

async function ownerOf(ctx: Ctx, { cloudAccountId, projectName }: SetRateInput): Promise<string | null> {
  const link = await access(ctx, 'sandbox:control', (db) =>
    db.subAccountProject.findFirst({
      where: { tenantId: ctx.tenant.id, cloudAccountId, projectName, removedAt: null },
      select: { subAccount: { select: { userName: true } } },
    }),
  );
  return link?.subAccount.userName ?? null;
}

/** Moves the time of this account alone, as if the hours had passed: rates spend, days end, bills grow. */
export async function advanceSandbox(ctx: Ctx, { cloudAccountId, hours }: AdvanceInput) {
  const { cloudAccountNo: account } = await sandboxAccount(ctx, 'sandbox:control', cloudAccountId);
  const { now } = await viaSandbox((control) => control.advance({ account, hours }));
  await note(ctx, cloudAccountId, 'sandbox.advance', { hours, now });
  return { now };
}

/** Orders a misfortune for the next calls to this account. */
export async function causeFault(ctx: Ctx, { cloudAccountId, kind, action, times }: CauseFaultInput) {
  const { cloudAccountNo: account } = await sandboxAccount(ctx, 'sandbox:control', cloudAccountId);
  const { faults } = await viaSandbox((control) =>
    control.fault({ account, kind, action, times, ...(kind === 'delay' && { delayMs: DELAY_MS }) }),
  );
  await note(ctx, cloudAccountId, 'sandbox.fault', { kind, action: action ?? null, times });
  return { faults: faults.map(({ kind, action = null, times }) => ({ kind, action, times })) };
}

const DELAY_MS = 3_000;

/** Takes back what was ordered and has not happened yet. */
export async function clearFaults(ctx: Ctx, { cloudAccountId }: SandboxRef) {
  const { cloudAccountNo: account } = await sandboxAccount(ctx, 'sandbox:control', cloudAccountId);
  await viaSandbox((control) => control.clearFaults({ account }));
  await note(ctx, cloudAccountId, 'sandbox.clear-faults', {});
  return { faults: [] };
}

/** Amends the bill of a day, as clouds do late: the next check that reads the day finds another amount. */
export async function correctBill(
  ctx: Ctx,
  { cloudAccountId, projectName, product, day, amount }: CorrectBillInput,
) {
  const { cloudAccountNo: account } = await sandboxAccount(ctx, 'sandbox:control', cloudAccountId);
  const row = { project: projectName, product, day, amount: formatAmount(amount) };
  const outcome = await viaSandbox((control) => control.spend({ account, ...row, correction: true }));
  if (!outcome.booked)
    throw new AppError('upstream_failed', 'sandbox_refused', { params: { message: outcome.reason } });
  await note(ctx, cloudAccountId, 'sandbox.correct', row);
  return { booked: true };
}

type Facts = Record<string, string | number | boolean | null>;

async function note(ctx: Ctx, cloudAccountId: string, action: string, after: Facts) {
  await access(ctx, 'sandbox:control', (db) =>
    db.audit({ action, target: { kind: 'cloud-account', id: cloudAccountId }, after }),
  );
}
