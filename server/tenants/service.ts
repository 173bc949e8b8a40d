/** Tenants: as their own people see and change them, and as operators make, suspend and reactivate them. Their end is in service/lifecycle.ts. */
import { AppError, notFound } from '#lib/errors.ts';
import { isLocale } from '#lib/i18n/locale.ts';
import { newId } from '#lib/ids.ts';
import { between, listOf } from '#lib/wire.ts';
import { Prisma, type Tenant } from '#prisma/generated/client.ts';
import { access, type Db, platformAccess, type Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { builtInRole, type JoinedRole, joinedRole, roleWord } from '#server/core/held-role.ts';
import { identityRead } from '#server/core/identity-reads.ts';
import { containing } from '#server/core/search.ts';
import { sorting, textColumn, timeColumn } from '#server/core/sorting.ts';
import { sendInvitation } from '#server/members/service/invitation-mail.ts';
import { openInvitation } from '#server/members/service/invitations.ts';
import { findUser } from '#server/users/service/accounts.ts';
import type {
  CreateTenantInput,
  GetTenantInput,
  ListTenantsInput,
  TenantRefInput,
  UpdateTenantInput,
} from './schema.ts';

export async function getTenant(ctx: Ctx, _input: GetTenantInput = {}) {
  return access(ctx, 'tenant:read', (db) => readTenant(db, ctx));
}

/** Changes name, time zone and language at any time, the currency only while no quota is kept in it. */
export async function updateTenant(ctx: Ctx, input: UpdateTenantInput) {
  return access(ctx, 'tenant:update', async (db) => {
    const old = await readTenant(db, ctx);
    const { currency } = old;
    if (old.currencyFixed && input.currency && input.currency !== currency) {
      const fields = [{ path: 'currency', message: 'currency_fixed' }];
      throw new AppError('precondition_failed', 'currency_fixed', { params: { currency }, fields });
    }
    const names = ['name', 'currency', 'timeZone', 'locale', 'accent'] as const;
    const changed = names.filter((name) => input[name] !== undefined && input[name] !== old[name]);
    if (changed.length === 0) return old;
    const pick = (from: UpdateTenantInput) => Object.fromEntries(changed.map((name) => [name, from[name]]));
    await db.tenant.update({ where: { id: ctx.tenant.id }, data: pick(input) });
    await db.audit({
      action: 'tenant.update',
      target: { kind: 'tenant', id: ctx.tenant.id },
      before: pick(old),
      after: pick(input),
    });
    return readTenant(db, ctx);
  });
}

/** The tenants of a signed-in person, by name, for the switcher. The id comes from their session. */
export async function listMyTenants(userId: string) {
  // Every page asks this, so it is one statement in one trip.
  const rows = await identityRead<MyTenantRow>(Prisma.sql`
    select t.id, t.slug, t.name, t.status::text as status, t.is_demo as "isDemo", t.accent, l.hash as logo, m.role,
      r.id as "roleId", r.name as "roleName", r.permissions
    from member m join tenant t on t.id = m.tenant_id join app_user u on u.id = m.user_id and u.disabled_at is null
      left join custom_role r on r.tenant_id = m.tenant_id and r.id = m.role_id
      left join tenant_logo l on l.tenant_id = t.id
    where m.user_id = ${userId} order by t.name, m.id`);
  return rows.map(({ role, roleId, roleName, permissions, ...tenant }) => {
    const held = joinedRole({ role, roleId, roleName, permissions });
    return { ...tenant, role: held.role, roleName: held.roleName };
  });
}

type MyTenantRow = Pick<Tenant, 'id' | 'slug' | 'name' | 'status' | 'isDemo' | 'accent'> &
  JoinedRole & { logo: string | null };

/** The newest first unless asked otherwise. */
export async function listTenants(ctx: PlatformCtx, { limit, text, status, ...asked }: ListTenantsInput) {
  const { from, to, cursor, sort = 'createdAt', order = sort === 'createdAt' ? 'desc' : 'asc' } = asked;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  const createdAt = between(from, to);
  return platformAccess(ctx, 'platform:read', async (tx) => {
    const where = {
      ...(status && { status: { in: listOf(status) ?? [] } }),
      ...(createdAt && { createdAt }),
      ...(text && { OR: [{ name: containing(text) }, { slug: containing(text) }] }),
    };
    const rows = await tx.tenant.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
      include: {
        _count: {
          select: {
            members: true,
            subAccounts: { where: { managed: true, deletedAt: null } },
            cloudAccounts: { where: { disconnectedAt: null } },
          },
        },
      },
    });
    const page = sorted.cut(rows, limit);
    const items = page.items.map(({ _count, ...row }) => ({ ...present(row), ..._count }));
    return { ...page, items, total: await tx.tenant.count({ where }) };
  });
}

type Listed = { id: string; name: string; createdAt: Date };

const sortColumns = {
  createdAt: timeColumn<Listed, Prisma.TenantWhereInput, Prisma.TenantOrderByWithRelationInput>({
    value: (tenant) => tenant.createdAt,
    order: (createdAt) => ({ createdAt }),
    at: (createdAt) => ({ createdAt }),
  }),
  name: textColumn<Listed, Prisma.TenantWhereInput, Prisma.TenantOrderByWithRelationInput>({
    value: (tenant) => tenant.name,
    order: (name) => ({ name }),
    at: (name) => ({ name }),
  }),
};

/** Makes a tenant whose owner is a member at once if the mailbox has an account, and is invited if it has none. */
export async function createTenant(
  ctx: PlatformCtx,
  { ownerEmail, ...input }: CreateTenantInput,
  { isDemo = false } = {},
) {
  const { row, invited } = await platformAccess(ctx, 'platform:tenants', async (tx) => {
    const id = newId('tenant');
    const { count } = await tx.tenant.createMany({
      data: [{ ...input, id, isDemo, createdAt: ctx.now() }],
      skipDuplicates: true,
    });
    if (count === 0) throw slugTaken(input.slug);
    const after = { ...input, ownerEmail };
    await writeAudit(tx, id, ctx, { action: 'tenant.create', target: { kind: 'tenant', id }, after });
    const invited = await seatOwner(tx, ctx, id, ownerEmail);
    return { row: present(await tx.tenant.findUniqueOrThrow({ where: { id } })), invited };
  });
  if (!invited) return { ...row, invitation: null };
  const mail = await sendInvitation({
    invitationId: invited.row.id,
    email: ownerEmail,
    roleName: roleWord(input.locale, builtInRole('owner')),
    expiresAt: invited.row.expiresAt,
    link: invited.link,
    inviter: ctx.actor.name,
    tenant: row,
    locale: input.locale,
  });
  return { ...row, invitation: { email: ownerEmail, link: invited.link, mail } };
}

/** Shuts a tenant's doors: nobody signs in to it and no key of it works. Its data and its spending checks stay. */
export async function suspendTenant(ctx: PlatformCtx, input: TenantRefInput) {
  return platformAccess(ctx, 'platform:tenants', (tx) => setStatus(tx, ctx, input.tenantId, 'suspended'));
}

export async function reactivateTenant(ctx: PlatformCtx, input: TenantRefInput) {
  return platformAccess(ctx, 'platform:tenants', (tx) => setStatus(tx, ctx, input.tenantId, 'active'));
}

/** The caller's tenant on a handle that they have. */
export async function readTenant(db: Db, ctx: Ctx) {
  const { logo, ...row } = await db.tenant.findUniqueOrThrow({
    where: { id: ctx.tenant.id },
    include: { logo: { select: { hash: true } } },
  });
  const bucket = await db.bucket.findFirst({ where: { tenantId: row.id }, select: { id: true } });
  return {
    ...row,
    logo: logo?.hash ?? null,
    locale: isLocale(row.locale) ? row.locale : ('en' as const),
    currencyFixed: bucket !== null,
  };
}

async function seatOwner(tx: Tx, ctx: PlatformCtx, tenantId: string, email: string) {
  const user = await findUser(tx, email);
  const now = ctx.now();
  const role = builtInRole('owner');
  if (!user) return openInvitation(tx, { tenantId, email, role, invitedBy: ctx.actor.id, now });
  await tx.member.create({
    data: { id: newId('member'), tenantId, userId: user.id, role: 'owner', createdAt: now },
  });
  return null;
}

async function setStatus(tx: Tx, ctx: PlatformCtx, id: string, status: 'active' | 'suspended') {
  const old = await tx.tenant.findUnique({ where: { id } });
  if (!old) throw notFound('tenant');
  if (old.status === 'deleted') throw new AppError('precondition_failed', 'tenant_deleted');
  if (old.status === status) return present(old);
  const row = await tx.tenant.update({ where: { id }, data: { status } });
  await writeAudit(tx, id, ctx, {
    action: status === 'active' ? 'tenant.reactivate' : 'tenant.suspend',
    target: { kind: 'tenant', id },
    before: { status: old.status },
    after: { status },
  });
  return present(row);
}

function slugTaken(slug: string): AppError {
  const fields = [{ path: 'slug', message: 'slug_taken' }];
  return new AppError('conflict', 'slug_taken', { params: { slug }, fields });
}

function present<T extends { locale: string }>(row: T) {
  return { ...row, locale: isLocale(row.locale) ? row.locale : ('en' as const) };
}
