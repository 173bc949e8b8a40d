/** Reading cut-offs and restores with their steps and evidence. */
import type { z } from 'zod';
import { notFound } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type {
  evidenceOut,
  ListSagasInput,
  SagaReason,
  SagaRef,
  stepErrorOut,
} from '#server/cut-off/schema.ts';

const withSteps = { steps: { orderBy: { position: 'asc' } } } as const;

/** The sagas of a sub-account, newest first. */
export async function listSagas(ctx: Ctx, { subAccountId, cursor, limit }: ListSagasInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'sub-account:read', async (db) => {
    const owner = await db.subAccount.findFirst({ where: { tenantId: ctx.tenant.id, id: subAccountId } });
    if (!owner) throw notFound('sub-account');
    const rows = await db.saga.findMany({
      where: { tenantId: ctx.tenant.id, subAccountId, ...(after && { id: { lt: String(after[0]) } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: withSteps,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map(present) };
  });
}

export async function getSaga(ctx: Ctx, { sagaId }: SagaRef) {
  return access(ctx, 'sub-account:read', (db) => sagaWithSteps(ctx, db, sagaId));
}

export async function sagaWithSteps(ctx: Ctx, db: Db, sagaId: string) {
  const row = await db.saga.findFirst({ where: { tenantId: ctx.tenant.id, id: sagaId }, include: withSteps });
  if (!row) throw notFound('saga');
  return present(row);
}

type Step = Awaited<ReturnType<Db['sagaStep']['findFirstOrThrow']>>;
type Row = Awaited<ReturnType<Db['saga']['findFirstOrThrow']>> & { steps: Step[] };

function present(row: Row) {
  return {
    ...row,
    reason: row.reason as SagaReason,
    steps: row.steps.map((step) => ({
      ...step,
      evidence: step.evidence as z.input<typeof evidenceOut> | null,
      error: step.error as z.input<typeof stepErrorOut> | null,
    })),
  };
}
