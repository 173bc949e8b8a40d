import type { Tx } from '#server/core/access.ts';

/** What the records say that each sub-account has spent; while a check runs that is ahead of what its quota says. */
export async function recordedBySubAccount(
  db: Tx,
  { tenantId, cloudAccountId }: { tenantId: string; cloudAccountId: string },
): Promise<Map<string, bigint>> {
  const rows = await db.$queryRaw<{ id: string; amount: bigint }[]>`
    select sub_account_id as id, sum(amount)::bigint as amount from counted_spending
    where tenant_id = ${tenantId} and cloud_account_id = ${cloudAccountId}
    group by sub_account_id`;
  return new Map(rows.map(({ id, amount }) => [id, amount]));
}
