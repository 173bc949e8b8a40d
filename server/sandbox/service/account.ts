/**
 * Sandbox accounts of a tenant. The control interface of the sandbox knows no rights and holds the accounts of all
 * tenants, so every verb goes through `sandboxAccount`: it names the one account that the tenant's own root key opens.
 */
import { AppError, notFound } from '#lib/errors.ts';
import type { Permission } from '#lib/permissions.ts';
import { connectCloudAccount, viaSandbox } from '#server/clouds/service.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { CreateSandboxInput } from '#server/sandbox/schema.ts';

/** What a fresh account holds, so that there is something to spend on and something to cut off. */
const projects = [
  { name: 'short-film', displayName: 'Short film' },
  { name: 'chat-assistant', displayName: 'Chat assistant' },
];

/** Makes an account of the tenant's own in the sandbox cloud and connects it. A tenant has one of them at most. */
export async function createSandboxAccount(ctx: Ctx, { name }: CreateSandboxInput) {
  await access(ctx, 'cloud-account:connect', async (db) => {
    const known = await db.cloudAccount.findFirst({
      where: { tenantId: ctx.tenant.id, provider: 'sandbox', disconnectedAt: null },
    });
    if (known) throw new AppError('conflict', 'sandbox_connected', { params: { name: known.name } });
  });
  const { currency, slug } = ctx.tenant;
  const { accountId: account, ...credential } = await viaSandbox(async (control) => {
    const root = await control.createAccount({ name: slug, currency });
    for (const project of projects) {
      const place = { account: root.accountId, project: project.name };
      await control.createProject({ account: root.accountId, ...project });
      await control.createArkKey({ ...place, name: `${project.name}-key` });
      await control.createEndpoint({ ...place, name: `${project.name}-chat` });
    }
    return root;
  });
  const row = await connectCloudAccount(ctx, { provider: 'sandbox', name, ...credential });
  await access(ctx, 'cloud-account:connect', (db) =>
    db.audit({
      action: 'sandbox.create',
      target: { kind: 'cloud-account', id: row.id },
      after: { name, cloudAccountNo: account, currency },
    }),
  );
  return { cloudAccountId: row.id, name: row.name, projects: projects.map((project) => project.name) };
}

/** The accounts in the sandbox that the tenant can steer, oldest first. */
export async function listSandboxAccounts(ctx: Ctx) {
  const rows = await access(ctx, 'cloud-account:read', (db) =>
    db.cloudAccount.findMany({
      where: { tenantId: ctx.tenant.id, provider: 'sandbox', disconnectedAt: null },
      orderBy: { id: 'asc' },
      select: { id: true, name: true, cloudAccountNo: true, principal: true },
    }),
  );
  const items = rows
    .filter(opensByRoot)
    .map(({ id, name, cloudAccountNo }) => ({ cloudAccountId: id, name, cloudAccountNo }));
  return { items };
}

/** A user's key opens its account too, and whoever was given one must not steer what belongs to the giver. */
function opensByRoot({ principal, cloudAccountNo }: { principal: string; cloudAccountNo: string }): boolean {
  return principal === `trn:iam::${cloudAccountNo}:root`;
}

/** The account in the sandbox that this cloud account is. Refused for real clouds and for keys other than the root's. */
export async function sandboxAccount(ctx: Ctx, permission: Permission, cloudAccountId: string) {
  const row = await access(ctx, permission, (db) => findAccount(db, ctx, cloudAccountId));
  if (row.provider !== 'sandbox') throw new AppError('precondition_failed', 'sandbox_only');
  if (!opensByRoot(row)) throw new AppError('precondition_failed', 'sandbox_not_root');
  return row;
}

async function findAccount(db: Db, ctx: Ctx, id: string) {
  const row = await db.cloudAccount.findFirst({
    where: { tenantId: ctx.tenant.id, id, disconnectedAt: null },
    select: { id: true, name: true, provider: true, cloudAccountNo: true, principal: true, checkedAt: true },
  });
  if (!row) throw notFound('cloud account');
  return row;
}
