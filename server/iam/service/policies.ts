/** Policies: what the cloud offers, what a sub-account has and through what, attaching and detaching. */
import { AppError, notFound } from '#lib/errors.ts';
import { CloudError, type CloudPolicy, type PolicyScope } from '#server/clouds/provider.ts';
import { openCloudAccount, viaCloud } from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import { asSystem, type Ctx } from '#server/core/ctx.ts';
import { once } from '#server/core/registry.ts';
import type { PolicyChangeInput, SearchPoliciesInput, SubAccountRef } from '#server/iam/schema.ts';
import { subAccountForChange } from '#server/projects/service/sub-account.ts';
import { assertSameUser } from './same-user.ts';

/** A search asks with every letter typed, and the list is a dozen calls long: it is kept for a minute. */
const KEPT_MS = 60_000;
const kept = () => once('policy-lists', () => new Map<string, { at: number; policies: CloudPolicy[] }>());

/** The cloud's policies whose name or description holds the words; names that begin with them come first. */
export async function searchPolicies(
  ctx: Ctx,
  { cloudAccountId, search = '', type, limit }: SearchPoliciesInput,
) {
  await access(ctx, 'sub-account:read', async (db) => {
    const where = { tenantId: ctx.tenant.id, id: cloudAccountId, disconnectedAt: null };
    if (!(await db.cloudAccount.findFirst({ where }))) throw notFound('cloud account');
  });
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ name }: CloudPolicy) => (name.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  const found = (await policiesOf(ctx, cloudAccountId))
    .filter((p) => !type || p.type === type)
    .filter((p) => words.every((word) => `${p.name}\n${p.description}`.toLowerCase().includes(word)))
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return { items: found.slice(0, limit), total: found.length };
}

async function policiesOf(ctx: Ctx, cloudAccountId: string): Promise<CloudPolicy[]> {
  const now = ctx.now().getTime();
  const known = kept().get(cloudAccountId);
  if (known && now >= known.at && now - known.at < KEPT_MS) return known.policies;
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), cloudAccountId);
  const policies = await viaCloud(async () => {
    const all: CloudPolicy[] = [];
    for await (const page of cloud.policies.list()) all.push(...page);
    return all;
  });
  kept().set(cloudAccountId, { at: now, policies });
  return policies;
}

/** Everything the user has: directly and through groups, everywhere and in projects. */
export async function listAttachedPolicies(ctx: Ctx, { subAccountId }: SubAccountRef) {
  const account = await access(ctx, 'sub-account:read', (db) =>
    subAccountForChange(db, ctx, subAccountId, { cutOff: true, underWay: true }),
  );
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  return { items: await viaCloud(() => cloud.policies.attached(account.userName)) };
}

/** Attaches directly; a policy that is attached already is done. */
export async function attachPolicy(ctx: Ctx, input: PolicyChangeInput) {
  return change(ctx, 'attach', input);
}

/** Detaches a direct attachment; what a group brings stays. A policy that is not attached is done. */
export async function detachPolicy(ctx: Ctx, input: PolicyChangeInput) {
  return change(ctx, 'detach', input);
}

/** Refused while cut off: the policies are what the cut-off and its restore stand on. */
async function change(
  ctx: Ctx,
  verb: 'attach' | 'detach',
  { subAccountId, name, type, project }: PolicyChangeInput,
) {
  const account = await access(ctx, 'sub-account:update', (db) => subAccountForChange(db, ctx, subAccountId));
  const cloud = await openCloudAccount(asSystem(ctx, 'iam'), account.cloudAccountId);
  await assertSameUser(cloud, account);
  const scope: PolicyScope = project === undefined ? { kind: 'global' } : { kind: 'project', project };
  await viaCloud(() => named(cloud.policies[verb](account.userName, { name, type }, scope), name, project));
  await access(ctx, 'sub-account:update', (db) =>
    db.audit({
      action: `policy.${verb}`,
      target: { kind: 'sub-account', id: account.id },
      after: { policy: name, type, project: project ?? null },
    }),
  );
  return { items: await viaCloud(() => cloud.policies.attached(account.userName)) };
}

/** Says which of the two names the cloud does not know. */
async function named(call: Promise<void>, policy: string, project: string | undefined): Promise<void> {
  try {
    await call;
  } catch (cause) {
    if (!(cause instanceof CloudError) || cause.kind !== 'not_found') throw cause;
    if (project !== undefined && /project/i.test(cause.code)) {
      throw new AppError('invalid_input', 'project_unknown', { params: { project }, cause });
    }
    throw new AppError('invalid_input', 'policy_unknown', { params: { policy }, cause });
  }
}
