/** API keys when their team goes: the teams ask, what is a key is written here alone. */
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { TeamRef } from '#server/core/team-ref.ts';

/** Gives all keys of a team another one, or none, revoked ones too; those that are not are noted one by one. */
export async function moveKeys(db: Db, ctx: Ctx, from: TeamRef, to: TeamRef | null): Promise<void> {
  const rows = await db.apiKey.updateManyAndReturn({
    where: { tenantId: ctx.tenant.id, teamId: from.id },
    data: { teamId: to?.id ?? null },
    select: { id: true, name: true, revokedAt: true },
  });
  for (const { id, name } of rows.filter(({ revokedAt }) => revokedAt === null)) {
    await db.audit({
      action: 'key.update',
      target: { kind: 'key', id },
      before: { name, team: from.name },
      after: { team: to?.name ?? null },
    });
  }
}
