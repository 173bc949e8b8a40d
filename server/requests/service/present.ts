/** A request as people and systems get to see it, beside the quota as it is now. */
import { notFound } from '#lib/errors.ts';
import { basisPoints } from '#lib/money.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { Person, RequestState } from '#server/requests/policy.ts';

export const WITH_ACCOUNT = {
  subAccount: {
    select: {
      id: true,
      userName: true,
      displayName: true,
      buckets: {
        where: { endsAt: null },
        take: 1,
        select: { granted: true, spent: true, currency: true },
      },
    },
  },
} as const;

export type Row = {
  id: string;
  subAccount: {
    id: string;
    userName: string;
    displayName: string;
    buckets: { granted: bigint; spent: bigint; currency: string }[];
  };
  amount: bigint;
  currency: string;
  reason: string;
  requestedBy: string;
  requesterName: string;
  state: RequestState;
  createdAt: Date;
  expiresAt: Date;
  deciderName: string | null;
  decidedAt: Date | null;
  note: string;
  allocated: bigint | null;
  entryId: string | null;
};

export function present(person: Person | null, { subAccount, requesterName, deciderName, ...row }: Row) {
  const { buckets, ...account } = subAccount;
  const [open] = buckets;
  const quota = open ? { ...open, shareBp: basisPoints(open.spent, open.granted) } : null;
  return {
    ...row,
    subAccount: { ...account, quota },
    requestedBy: requesterName,
    own: person?.userId === row.requestedBy,
    decidedBy: deciderName,
  };
}

/** The row of a request of this tenant. */
export async function requestRow(db: Db, ctx: Ctx, quotaRequestId: string) {
  const row = await db.quotaRequest.findUnique({
    where: { tenantId_id: { tenantId: ctx.tenant.id, id: quotaRequestId } },
    include: WITH_ACCOUNT,
  });
  if (!row) throw notFound('quota request');
  return row;
}
