// A sub-account with a quota, held by the tenant's member, and whoever asks for it.
import type { Permission } from '#lib/permissions.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { newBase } from '#server/core/ctx.ts';
import { memberCtx } from '#server/core/identity.ts';
import { updateSubAccount } from '#server/iam/service/change.ts';
import { createKey } from '#server/keys/service.ts';
import { changeRole } from '#server/members/service/members.ts';
import { allocateQuota } from '#server/quotas/service.ts';
import { makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { createRole } from '#server/roles/service/roles.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { createRequest } from './service/asking.ts';

export const memberIdOf = ({ actor }: Ctx): string => (actor.kind === 'user' ? actor.memberId : '');

export type Held = TestTenant & { subAccountId: string };

/** A tenant whose member holds a sub-account with a quota of 100. */
export async function makeHeld(options: { now?: () => Date } = {}): Promise<Held> {
  const tenant = await makeTenant(options);
  const { id: subAccountId } = await makeSubAccount(tenant.job);
  await allocateQuota(tenant.job, { subAccountId, amount: yuan(100), reason: 'Start' });
  await giveTo(tenant, subAccountId, tenant.as.member);
  return { ...tenant, subAccountId };
}

export async function giveTo({ as }: TestTenant, subAccountId: string, ctx: Ctx | null): Promise<void> {
  await updateSubAccount(as.owner, { subAccountId, holderId: ctx && memberIdOf(ctx) });
}

/** The member asks for 50. */
export const askFor = ({ as, subAccountId }: Held, amount = 50) =>
  createRequest(as.member, { subAccountId, amount: yuan(amount), reason: 'A long render' });

/** Gives a member a role of their own; returns their ctx with it. */
export async function withRights(
  { as, tenant }: TestTenant,
  who: Ctx,
  permissions: Permission[],
): Promise<Ctx> {
  const role = await createRole(as.owner, {
    name: `R ${permissions.length} ${who.actor.name}`,
    description: '',
    permissions,
  });
  await changeRole(as.owner, { memberId: memberIdOf(who), role: role.id });
  return { ...(await memberCtx(who.actor.id, tenant.slug, newBase('console', 'en'))), now: who.now };
}

/** The ctx and secret of a key that somebody made. */
export async function keyOf(maker: Ctx, permissions: Permission[]): Promise<{ ctx: Ctx; secret: string }> {
  const { id, secret } = await createKey(maker, { name: 'k', permissions });
  const actor = { kind: 'key' as const, id, name: 'k', permissions: new Set(permissions) };
  return { ctx: { ...maker, source: 'rest', actor }, secret };
}
