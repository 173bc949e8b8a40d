/** Retried mutations: the first answer is kept with the caller's key and given again. */
import { AppError } from '#lib/errors.ts';
import { collecting } from './answer.ts';
import { decrypt, encrypt, sha256 } from './crypto.ts';
import { type Ctx, within } from './ctx.ts';
import type { Db } from './db.ts';
import { sealContext } from './sealed-columns.ts';
import { tenantTransaction } from './transaction.ts';

/** `body` is plain JSON. */
export type Answer = { status: number; body: unknown };

type Options = {
  key: string;
  /** Everything that makes two requests the same one. */
  request: string;
  /** The verb calls a cloud: it must not run inside the transaction that keeps the answer. */
  external: boolean;
};

/** How long an unfinished attempt that reaches outside keeps others away before a retry may run it again. */
const ABANDONED_AFTER_MS = 120_000;

/** How long an answer is remembered; after that the key is a new one. */
export const ANSWERS_KEPT_MS = 24 * 3_600_000;

/**
 * Runs `fn` once for a key. Work on the database alone commits together with its remembered answer; work that reaches
 * outside marks the key first and keeps the answer after. A key reused with another request is a conflict.
 */
export function idempotent(ctx: Ctx, options: Options, fn: (ctx: Ctx) => Promise<Answer>): Promise<Answer> {
  return options.external ? aroundTheOutside(ctx, options, fn) : inOneTransaction(ctx, options, fn);
}

function inOneTransaction(ctx: Ctx, options: Options, fn: (ctx: Ctx) => Promise<Answer>): Promise<Answer> {
  return tenantTransaction(ctx, async (db) => {
    const earlier = await claim(ctx, db, options);
    if (earlier) return earlier;
    const answer = await fn(within(ctx, db));
    await db.idempotencyKey.update({ where: at(ctx, options.key), data: seal(answer, options.key) });
    return answer;
  });
}

async function aroundTheOutside(
  ctx: Ctx,
  options: Options,
  fn: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  const earlier = await tenantTransaction(ctx, (db) => claim(ctx, db, options));
  if (earlier) return earlier;
  const { answer, left } = await collecting(ctx, fn).catch(async (error: unknown) => {
    // A refusal is not an answer to keep: the caller may put right what was wrong and try again with the same key.
    await tenantTransaction(ctx, (db) => db.idempotencyKey.delete({ where: at(ctx, options.key) }));
    throw error;
  });
  // If this fails the key stays taken: what was done outside must not be done again at once.
  const data = seal(answer, options.key);
  await tenantTransaction(ctx, async (db) => {
    await db.idempotencyKey.update({ where: at(ctx, options.key), data });
    // What is kept can be had again, so it counts as given.
    for (const work of left) await work(within(ctx, db));
  });
  return answer;
}

/** Takes the key, or returns the earlier answer. A concurrent holder of the same key is waited for by the database. */
async function claim(ctx: Ctx, db: Db, { key, request }: Options): Promise<Answer | null> {
  const requestHash = sha256(request);
  const row = { tenantId: ctx.tenant.id, actorId: ctx.actor.id, key, requestHash, createdAt: ctx.now() };
  const { count } = await db.idempotencyKey.createMany({ data: [row], skipDuplicates: true });
  if (count === 1 || (await takeOver(ctx, db, row))) return null;
  const earlier = await db.idempotencyKey.findUniqueOrThrow({ where: at(ctx, key) });
  if (earlier.requestHash !== requestHash) throw new AppError('conflict', 'idempotency_key_reused');
  if (earlier.status !== null && earlier.body !== null) {
    return { status: earlier.status, body: JSON.parse(decrypt(earlier.body, context(key))) };
  }
  const age = ctx.now().getTime() - earlier.createdAt.getTime();
  if (age < ABANDONED_AFTER_MS) throw new AppError('conflict', 'idempotency_in_progress', { retryAfter: 5 });
  await db.idempotencyKey.update({ where: at(ctx, key), data: { createdAt: ctx.now() } });
  return null;
}

/** Takes a key whose time is up, whether or not it has been swept away. */
async function takeOver(ctx: Ctx, db: Db, row: { key: string; requestHash: string; createdAt: Date }) {
  const { tenantId, actorId } = at(ctx, row.key).tenantId_actorId_key;
  const createdAt = { lt: new Date(ctx.now().getTime() - ANSWERS_KEPT_MS) };
  const where = { tenantId, actorId, key: row.key, createdAt };
  const { requestHash } = row;
  const data = { requestHash, createdAt: row.createdAt, status: null, body: null };
  return (await db.idempotencyKey.updateMany({ where, data })).count === 1;
}

function at(ctx: Ctx, key: string) {
  return { tenantId_actorId_key: { tenantId: ctx.tenant.id, actorId: ctx.actor.id, key } };
}

const context = sealContext.idempotencyKey;

/** An answer may hold a secret that is shown once, so it is kept encrypted. */
function seal({ status, body }: Answer, key: string) {
  return { status, body: encrypt(JSON.stringify(body ?? null), context(key)) };
}
