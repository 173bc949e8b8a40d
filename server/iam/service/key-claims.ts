/**
 * Wishes for an access key. A key's secret is in one answer of the cloud and nowhere else, so a wish is written down
 * before the cloud is asked and settled once the answer has gone on to who asked. Whatever dies in between leaves an open
 * claim, and while one is open no other key is made.
 */
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { access, type Db, platformAccess } from '#server/core/access.ts';
import { decrypt, encrypt } from '#server/core/crypto.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { sealContext } from '#server/core/sealed-columns.ts';
import { KEY_CALL_MS, KEY_KEPT_MS } from '#server/iam/policy.ts';
import { subAccountForChange } from '#server/projects/service/sub-account.ts';

export type NewKey = { accessKeyId: string; secretAccessKey: string };
type KeyOwner = { id: string; userName: string };
export type Claim = NonNullable<Awaited<ReturnType<typeof findOpen>>>;

export function keyUnderWay(seconds = 1): AppError {
  return new AppError('conflict', 'access_key_under_way', { params: { seconds }, retryAfter: seconds });
}

/** The wish for a key that is not settled, or null. */
export async function openClaim(ctx: Ctx, subAccountId: string): Promise<Claim | null> {
  return access(ctx, 'access-key:read', (db) => findOpen(db, ctx, { subAccountId }));
}

/** One claim by its id, while it is open. */
export async function stillOpen(db: Db, ctx: Ctx, id: string): Promise<Claim | null> {
  return findOpen(db, ctx, { id });
}

/** Open claims that nobody can be at work on any more, over all tenants, the newest first. */
export async function listLostClaims(ctx: PlatformCtx): Promise<{ tenantId: string; claimId: string }[]> {
  const before = (ms: number) => ({ lt: new Date(ctx.now().getTime() - ms) });
  const rows = await platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.accessKeyClaim.findMany({
      where: {
        settledAt: null,
        tenant: { status: { not: 'deleted' } },
        OR: [{ madeAt: null, startedAt: before(KEY_CALL_MS) }, { madeAt: before(KEY_KEPT_MS) }],
      },
      orderBy: { startedAt: 'desc' },
      select: { id: true, tenantId: true },
      take: 200,
    }),
  );
  return rows.map(({ id, tenantId }) => ({ tenantId, claimId: id }));
}

/** Writes the wish down, with the keys that are there before. Throws `conflict` while another one is open. */
export async function claimKey(ctx: Ctx, subAccountId: string, keysBefore: string[]): Promise<Claim> {
  return access(ctx, 'access-key:create', async (db) => {
    // What keeps a key from being made may have come up since the first look.
    await subAccountForChange(db, ctx, subAccountId);
    const row = {
      id: newId('accessKeyClaim'),
      tenantId: ctx.tenant.id,
      subAccountId,
      keysBefore,
      actorId: ctx.actor.id,
      requestedBy: ctx.actor.name,
      startedAt: ctx.now(),
    };
    const { count } = await db.accessKeyClaim.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) throw keyUnderWay();
    return db.accessKeyClaim.findUniqueOrThrow({ where: at(ctx, row.id), select: parts });
  });
}

/** Records what the cloud made. False when the claim was given up meanwhile: then the key has no owner. */
export async function recordKey(ctx: Ctx, claim: Claim, owner: KeyOwner, key: NewKey): Promise<boolean> {
  return access(ctx, 'access-key:create', async (db) => {
    const { count } = await db.accessKeyClaim.updateMany({
      where: { tenantId: ctx.tenant.id, id: claim.id, settledAt: null },
      data: {
        accessKeyId: key.accessKeyId,
        secret: encrypt(key.secretAccessKey, sealContext.accessKeyClaim(claim.id)),
        madeAt: ctx.now(),
      },
    });
    if (count === 1) {
      await db.audit({
        action: 'access-key.create',
        target: { kind: 'sub-account', id: owner.id },
        after: { userName: owner.userName, accessKeyId: key.accessKeyId },
      });
    }
    return count === 1;
  });
}

/** The key that a claim holds, as the cloud gave it. */
export async function keyOf(ctx: Ctx, claim: Claim): Promise<NewKey> {
  return access(ctx, 'access-key:create', async (db) => {
    const { accessKeyId, secret } = await db.accessKeyClaim.findUniqueOrThrow({
      where: at(ctx, claim.id),
      select: { accessKeyId: true, secret: true },
    });
    if (accessKeyId === null || secret === null) throw keyUnderWay();
    return { accessKeyId, secretAccessKey: decrypt(secret, sealContext.accessKeyClaim(claim.id)) };
  });
}

type Outcome = 'given' | 'refused' | 'nothing' | 'deleted' | 'unclear';

/** Closes a claim and forgets its secret. False when somebody else has closed it. */
export async function settleClaim(db: Db, ctx: Ctx, id: string, outcome: Outcome): Promise<boolean> {
  const { count } = await db.accessKeyClaim.updateMany({
    where: { tenantId: ctx.tenant.id, id, settledAt: null },
    data: { outcome, settledAt: ctx.now(), secret: null },
  });
  return count === 1;
}

const parts = {
  id: true,
  subAccountId: true,
  keysBefore: true,
  actorId: true,
  requestedBy: true,
  startedAt: true,
  accessKeyId: true,
  madeAt: true,
} as const;

function findOpen(db: Db, ctx: Ctx, which: { id: string } | { subAccountId: string }) {
  return db.accessKeyClaim.findFirst({
    where: { tenantId: ctx.tenant.id, ...which, settledAt: null },
    select: parts,
  });
}

const at = (ctx: Ctx, id: string) => ({ tenantId_id: { tenantId: ctx.tenant.id, id } });
