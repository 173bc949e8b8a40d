/** The names that are being created: who took one, and how a retry comes to what is its own. */
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import type { CloudUser } from '#server/clouds/provider.ts';
import { access, platformAccess } from '#server/core/access.ts';
import { sha256 } from '#server/core/crypto.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { isAsAsked } from '#server/iam/policy.ts';
import type { CreateSubAccountInput } from '#server/iam/schema.ts';

/** How long an attempt without news may still be at work. */
const BUSY_MS = 120_000;

/** Takes the name, or takes up an earlier attempt of the same request. Throws `conflict` when the name is not free. */
export async function claimName(ctx: Ctx, input: CreateSubAccountInput, existing: CloudUser | null) {
  const { userName } = input;
  const now = ctx.now();
  const row = {
    ...place(ctx, input),
    actorId: ctx.actor.id,
    requestHash: hashOf(input),
    startedAt: now,
    busyUntil: new Date(now.getTime() + BUSY_MS),
  };
  const taken = () => new AppError('conflict', 'user_name_taken', { params: { name: userName } });
  return access(ctx, 'sub-account:create', async (db) => {
    const { count } = await db.subAccountCreation.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) {
      if (existing) throw taken();
      return { again: false };
    }
    await db.$queryRaw`
      select 1 from sub_account_creation where tenant_id = ${row.tenantId} and user_name = ${userName} for update`;
    const earlier = await db.subAccountCreation.findUnique({ where: at(ctx, input) });
    if (!earlier || earlier.busyUntil > now) {
      throw new AppError('conflict', 'user_name_in_progress', { params: { name: userName }, retryAfter: 60 });
    }
    const same = earlier.actorId === row.actorId && earlier.requestHash === row.requestHash;
    if (existing && !(same && isAsAsked(existing, input))) throw taken();
    await db.subAccountCreation.update({ where: at(ctx, input), data: row });
    return { again: same };
  });
}

/** Ends a claim: for good when nothing is left to do, or so that the same request may take it up at once. */
export async function giveNameBack(ctx: Ctx, input: CreateSubAccountInput, how: 'for good' | 'to a retry') {
  await access(ctx, 'sub-account:create', async (db) => {
    const where = { ...place(ctx, input), actorId: ctx.actor.id, requestHash: hashOf(input) };
    if (how === 'for good') await db.subAccountCreation.deleteMany({ where });
    else await db.subAccountCreation.updateMany({ where, data: { busyUntil: ctx.now() } });
  });
}

/** How long an unfinished request can be taken up again. */
const TAKEN_UP_MS = 24 * 3_600_000;

/** Lets go of names whose request nobody has come back to, over all tenants. Returns how many. */
export async function forgetNames(ctx: PlatformCtx): Promise<number> {
  const before = new Date(ctx.now().getTime() - TAKEN_UP_MS);
  const { count } = await platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.subAccountCreation.deleteMany({ where: { busyUntil: { lt: before } } }),
  );
  return count;
}

/** The managed row of a user that was just made; a sync may have seen it first. Returns its id. */
export async function recordUser(
  ctx: Ctx,
  { cloudAccountId }: CreateSubAccountInput,
  user: CloudUser,
): Promise<string> {
  const tenantId = ctx.tenant.id;
  const details = {
    userName: user.name,
    displayName: user.displayName,
    description: user.description,
    email: user.email,
  };
  return access(ctx, 'sub-account:create', async (db) => {
    const whose = { tenantId, cloudAccountId, cloudUserId: user.id };
    const row = { ...whose, ...details, id: newId('subAccount'), managed: false, createdAt: ctx.now() };
    await db.subAccount.createMany({ data: [row], skipDuplicates: true });
    const where = { tenantId_cloudAccountId_cloudUserId: whose };
    const { id, managed } = await db.subAccount.findUniqueOrThrow({
      where,
      select: { id: true, managed: true },
    });
    if (managed) return id;
    await db.subAccount.update({ where, data: { ...details, managed: true, missingSince: null } });
    await db.audit({
      action: 'sub-account.create',
      target: { kind: 'sub-account', id },
      after: { cloudAccountId, ...details },
    });
    return id;
  });
}

const place = (ctx: Ctx, { cloudAccountId, userName }: CreateSubAccountInput) => ({
  tenantId: ctx.tenant.id,
  cloudAccountId,
  userName,
});

const at = (ctx: Ctx, input: CreateSubAccountInput) => ({
  tenantId_cloudAccountId_userName: place(ctx, input),
});

/** What makes two requests the same one. A password is not kept, not even hashed. */
function hashOf({ login, ...input }: CreateSubAccountInput): string {
  return sha256(JSON.stringify([input, login ? [login.generate, login.mustReset] : null]));
}
