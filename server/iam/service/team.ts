/** Sub-accounts when their team goes: the teams ask, what is a sub-account is written here alone. */
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { TeamRef } from '#server/core/team-ref.ts';

/** Gives all sub-accounts of a team another one, or none, deleted ones too; those that show are noted one by one. */
export async function moveSubAccounts(db: Db, ctx: Ctx, from: TeamRef, to: TeamRef | null): Promise<void> {
  const rows = await db.subAccount.updateManyAndReturn({
    where: { tenantId: ctx.tenant.id, teamId: from.id },
    data: { teamId: to?.id ?? null },
    select: { id: true, userName: true, managed: true, deletedAt: true },
  });
  for (const { id, userName } of rows.filter(({ managed, deletedAt }) => managed && !deletedAt)) {
    await db.audit({
      action: 'sub-account.update',
      target: { kind: 'sub-account', id },
      before: { userName, team: from.name },
      after: { team: to?.name ?? null },
    });
  }
}
