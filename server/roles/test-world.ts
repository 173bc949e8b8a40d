// People with custom roles, for the tests of roles.
import { newId } from '#lib/ids.ts';
import type { Permission } from '#lib/permissions.ts';
import { type Ctx, newBase } from '#server/core/ctx.ts';
import { memberCtx, withIdentity } from '#server/core/identity.ts';
import { changeRole } from '#server/members/service/members.ts';
import type { TestTenant } from '#tests/factories.ts';
import { createRole } from './service/roles.ts';

export const memberIdOf = ({ actor }: Ctx): string => (actor.kind === 'user' ? actor.memberId : '');

/** A custom role with exactly these rights. */
export function makeRole({ as }: TestTenant, name: string, permissions: Permission[]) {
  return createRole(as.owner, { name, description: '', permissions });
}

/** Somebody new in a role, as the console's door knows them at this moment: asked again, it reads their rights anew. */
export async function makePerson(world: TestTenant, role: string) {
  const { tenant, as } = world;
  const [userId, memberId] = [newId('user'), newId('member')];
  const createdAt = as.owner.now();
  await withIdentity(async (tx) => {
    const person = { id: userId, email: `${userId}@${tenant.slug}.example`, name: 'Han Meimei', createdAt };
    await tx.user.create({ data: person });
    await tx.member.create({
      data: { id: memberId, tenantId: tenant.id, userId, role: 'viewer', createdAt },
    });
  });
  await changeRole(as.owner, { memberId, role });
  return { memberId, userId, atDoor: () => memberCtx(userId, tenant.slug, newBase('console', 'en')) };
}
