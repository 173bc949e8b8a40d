import { AppError } from '#lib/errors.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';

/** The caller's own user id. Throws `people_only` for keys and jobs. */
export async function ownId(ctx: Ctx): Promise<string> {
  const { actor } = ctx;
  await access(ctx, 'tenant:read', async () => {});
  if (actor.kind !== 'user') throw new AppError('precondition_failed', 'people_only');
  return actor.id;
}
