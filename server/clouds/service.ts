/** Cloud accounts: a credential is stored only after the cloud has answered to it, encrypted, and never leaves again. */

import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { decrypt, encrypt } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { sealContext } from '#server/core/sealed-columns.ts';
import { containing } from '#server/core/search.ts';
import { emptyLast, sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import { fromCloud, fromSandbox, keyHint } from './policy.ts';
import type { Cloud, CloudProvider, Credential } from './provider.ts';
import { availableProviders, providerOf, sandboxDoor } from './providers.ts';
import type { SandboxControl } from './sandbox/control.ts';
import type {
  CloudAccountRef,
  ConnectCloudAccountInput,
  ListCloudAccountsInput,
  RotateCredentialInput,
  TestCredentialInput,
  UpdateCloudAccountInput,
} from './schema.ts';

const withCount = {
  _count: { select: { subAccounts: { where: { managed: true, deletedAt: null } } } },
} as const;

/** Newest first unless asked otherwise. */
export async function listCloudAccounts(ctx: Ctx, { limit, text, ...asked }: ListCloudAccountsInput) {
  const { status, provider, cursor, sort = 'connectedAt' } = asked;
  const { order = sort === 'name' ? 'asc' : 'desc' } = asked;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  return access(ctx, 'cloud-account:read', async (db) => {
    const where = {
      tenantId: ctx.tenant.id,
      disconnectedAt: null,
      ...(text && { OR: [{ name: containing(text) }, { cloudAccountNo: containing(text) }] }),
      ...(status && { status: { in: listOf(status) ?? [] } }),
      ...(provider && { provider: { in: listOf(provider) ?? [] } }),
    };
    const rows = await db.cloudAccount.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
      include: withCount,
    });
    const page = sorted.cut(rows, limit);
    return { ...page, items: page.items.map(present), total: await db.cloudAccount.count({ where }) };
  });
}

type Listed = { id: string; name: string; connectedAt: Date; checkedAt: Date | null };
const time = timeColumn<Listed, Prisma.CloudAccountWhereInput, Prisma.CloudAccountOrderByWithRelationInput>;

const sortColumns = {
  connectedAt: time({
    value: (account) => account.connectedAt,
    order: (connectedAt) => ({ connectedAt }),
    at: (connectedAt) => ({ connectedAt }),
  }),
  name: textColumn<Listed, Prisma.CloudAccountWhereInput, Prisma.CloudAccountOrderByWithRelationInput>({
    value: (account) => account.name,
    order: (name) => ({ name }),
    at: (name) => ({ name }),
  }),
  checkedAt: time({
    value: (account) => account.checkedAt,
    order: (order) => ({ checkedAt: emptyLast(order) }),
    at: (checkedAt) => ({ checkedAt }),
    empty: { checkedAt: null },
  }),
};

export async function getCloudAccount(ctx: Ctx, { cloudAccountId }: CloudAccountRef) {
  return access(ctx, 'cloud-account:read', async (db) => present(await find(db, ctx, cloudAccountId)));
}

/** The providers that this installation can connect. */
export async function listProviders(ctx: Ctx) {
  return access(ctx, 'cloud-account:read', async () => availableProviders(ctx.now));
}

/** Asks the cloud who the credential belongs to, and stores nothing. */
export async function testCredential(ctx: Ctx, input: TestCredentialInput) {
  await access(ctx, 'cloud-account:connect', async () => {});
  return identify(providerOf(input.provider, ctx.now), input);
}

/** Connects after a successful test; one cloud account is connected once. */
export async function connectCloudAccount(ctx: Ctx, input: ConnectCloudAccountInput) {
  const identity = await testCredential(ctx, input);
  return access(ctx, 'cloud-account:connect', async (db) => {
    const same = await db.cloudAccount.findFirst({
      where: {
        tenantId: ctx.tenant.id,
        provider: input.provider,
        cloudAccountNo: identity.cloudAccountNo,
        disconnectedAt: null,
      },
    });
    if (same) throw new AppError('conflict', 'cloud_account_connected', { params: { name: same.name } });
    const id = newId('cloudAccount');
    const row = await db.cloudAccount.create({
      data: {
        id,
        tenantId: ctx.tenant.id,
        provider: input.provider,
        name: input.name,
        cloudAccountNo: identity.cloudAccountNo,
        principal: identity.principal,
        credential: seal(id, input),
        keyHint: keyHint(input.accessKeyId),
        connectedAt: ctx.now(),
        verifiedAt: ctx.now(),
      },
      include: withCount,
    });
    const after = {
      name: row.name,
      provider: row.provider,
      cloudAccountNo: row.cloudAccountNo,
      keyHint: row.keyHint,
    };
    await db.audit({ action: 'cloud-account.connect', target: { kind: 'cloud-account', id }, after });
    await db.emit('cloud-account/connected', { cloudAccountId: id });
    return present(row);
  });
}

export async function updateCloudAccount(ctx: Ctx, input: UpdateCloudAccountInput) {
  return access(ctx, 'cloud-account:connect', async (db) => {
    const old = await find(db, ctx, input.cloudAccountId);
    const row = await db.cloudAccount.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: old.id } },
      data: { name: input.name },
      include: withCount,
    });
    await db.audit({
      action: 'cloud-account.update',
      target: { kind: 'cloud-account', id: old.id },
      before: { name: old.name },
      after: { name: row.name },
    });
    return present(row);
  });
}

/** Replaces the credential by another one of the same cloud account, tested first. */
export async function rotateCredential(ctx: Ctx, input: RotateCredentialInput) {
  const old = await access(ctx, 'cloud-account:connect', (db) => find(db, ctx, input.cloudAccountId));
  const identity = await identify(providerOf(old.provider, ctx.now), input);
  if (identity.cloudAccountNo !== old.cloudAccountNo) {
    const params = { actual: identity.cloudAccountNo, expected: old.cloudAccountNo };
    throw new AppError('invalid_input', 'cloud_account_other', { params });
  }
  return access(ctx, 'cloud-account:connect', async (db) => {
    const row = await db.cloudAccount.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: old.id } },
      data: {
        credential: seal(old.id, input),
        keyHint: keyHint(input.accessKeyId),
        principal: identity.principal,
        status: 'active',
        lastError: JSON_NULL,
        verifiedAt: ctx.now(),
      },
      include: withCount,
    });
    await db.audit({
      action: 'cloud-account.rotate',
      target: { kind: 'cloud-account', id: old.id },
      before: { keyHint: old.keyHint },
      after: { keyHint: row.keyHint },
    });
    return present(row);
  });
}

/** Forgets the credential. Refused while sub-accounts are managed through it; history stays. */
export async function disconnectCloudAccount(ctx: Ctx, { cloudAccountId }: CloudAccountRef) {
  return access(ctx, 'cloud-account:connect', async (db) => {
    const old = await find(db, ctx, cloudAccountId);
    const count = old._count.subAccounts;
    if (count > 0) throw new AppError('conflict', 'cloud_account_in_use', { params: { count } });
    const row = await db.cloudAccount.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: old.id } },
      data: { credential: '', status: 'disconnected', disconnectedAt: ctx.now() },
      include: withCount,
    });
    await db.audit({ action: 'cloud-account.disconnect', target: { kind: 'cloud-account', id: old.id } });
    return present(row);
  });
}

/** An opened cloud for the slices that work in it. The credential is read, used and dropped. */
export async function openCloudAccount(ctx: Ctx, cloudAccountId: string): Promise<Cloud> {
  const row = await access(ctx, 'cloud-account:read', (db) =>
    db.cloudAccount.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: cloudAccountId } },
      select: { id: true, provider: true, credential: true, disconnectedAt: true },
    }),
  );
  if (!row) throw notFound('cloud account');
  if (row.disconnectedAt) throw new AppError('precondition_failed', 'cloud_account_disconnected');
  return providerOf(row.provider, ctx.now).open(unseal(row.id, row.credential));
}

/** Runs a call to the cloud; its failure becomes ours, with the cloud's code and request id in the cause. */
export async function viaCloud<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw fromCloud(error);
  }
}

/** Asks the sandbox cloud through its control interface, which knows no rights: whoever calls has checked them. */
export async function viaSandbox<T>(call: (control: SandboxControl) => Promise<T>): Promise<T> {
  const control = sandboxDoor();
  try {
    return await call(control);
  } catch (error) {
    throw fromSandbox(error);
  }
}

/** Keeps how the last contact with the cloud went, for the account's badge and for health. */
export async function noteContact(ctx: Ctx, cloudAccountId: string, outcome: 'ok' | AppError) {
  const lastError =
    outcome === 'ok'
      ? JSON_NULL
      : {
          reason: outcome.reason,
          message: String(outcome.params.message ?? ''),
          at: ctx.now().toISOString(),
        };
  await access(ctx, 'cloud-account:read', (db) =>
    db.cloudAccount.updateMany({
      where: { tenantId: ctx.tenant.id, id: cloudAccountId, disconnectedAt: null },
      data:
        outcome === 'ok'
          ? { status: 'active', lastError, verifiedAt: ctx.now() }
          : { status: 'failing', lastError },
    }),
  );
}

async function identify(provider: CloudProvider, { accessKeyId, secretAccessKey }: Credential) {
  const identity = await viaCloud(() => provider.open({ accessKeyId, secretAccessKey }).identity());
  return { cloudAccountNo: identity.accountId, principal: identity.principal, isRoot: identity.isRoot };
}

const context = sealContext.cloudAccount;

function seal(id: string, { accessKeyId, secretAccessKey }: Credential): string {
  return encrypt(JSON.stringify({ accessKeyId, secretAccessKey }), context(id));
}

function unseal(id: string, sealed: string): Credential {
  return JSON.parse(decrypt(sealed, context(id))) as Credential;
}

async function find(db: Db, ctx: Ctx, id: string) {
  const row = await db.cloudAccount.findFirst({
    where: { tenantId: ctx.tenant.id, id, disconnectedAt: null },
    include: withCount,
  });
  if (!row) throw notFound('cloud account');
  return row;
}

type Row = Awaited<ReturnType<typeof find>>;

function present({ _count, lastError, ...row }: Row) {
  const error = lastError as { reason: string; message: string; at: string } | null;
  return {
    ...row,
    provider: row.provider as 'volcengine' | 'sandbox',
    lastError: error,
    subAccounts: _count.subAccounts,
  };
}
