/** Mailbox domains: a tenant says which are its own, an operator verifies it, and only then its provider speaks for them. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { access, type Db, platformAccess } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { isPublicDomain, MAX_DOMAINS } from '#server/sso/policy.ts';
import type { AddDomainInput, DomainRef, ListDomainsInput, SetVerifiedInput } from '#server/sso/schema.ts';

/** Names a domain, unverified. Throws `sso_domain_public` for one that nobody owns. Repeating it changes nothing. */
export async function addDomain(ctx: Ctx, { domain }: AddDomainInput) {
  return access(ctx, 'sso:update', async (db) => {
    const tenantId = ctx.tenant.id;
    if (isPublicDomain(domain)) throw new AppError('invalid_input', 'sso_domain_public');
    if ((await db.ssoDomain.count({ where: { tenantId } })) >= MAX_DOMAINS)
      throw new AppError('limit_exceeded', 'sso_domain_limit', { params: { limit: MAX_DOMAINS } });
    const id = newId('ssoDomain');
    const { count } = await db.ssoDomain.createMany({
      data: [{ id, tenantId, domain, createdAt: ctx.now() }],
      skipDuplicates: true,
    });
    if (count > 0)
      await db.audit({ action: 'sso_domain.add', target: { kind: 'sso', id }, after: { domain } });
    return db.ssoDomain.findUniqueOrThrow({ where: { tenantId_domain: { tenantId, domain } } });
  });
}

/** Lets go of a domain. Its mailboxes do not get in through the provider any more. */
export async function removeDomain(ctx: Ctx, { domainId }: DomainRef) {
  return access(ctx, 'sso:update', async (db) => {
    const row = await db.ssoDomain.findFirst({ where: { id: domainId, tenantId: ctx.tenant.id } });
    if (!row) throw notFound('domain');
    if (row.verifiedAt) await assertNotLast(db, ctx);
    await db.ssoDomain.deleteMany({ where: { id: domainId, tenantId: ctx.tenant.id } });
    const before = { domain: row.domain, verified: row.verifiedAt !== null };
    await db.audit({ action: 'sso_domain.remove', target: { kind: 'sso', id: domainId }, before });
    return row;
  });
}

/** While single sign-on is enforced, somebody has to be able to use it. */
async function assertNotLast(db: Db, ctx: Ctx): Promise<void> {
  const tenantId = ctx.tenant.id;
  const [connection] = await db.$queryRaw<{ enforced: boolean }[]>`
    select enforced from sso_connection where tenant_id = ${tenantId} for update`;
  const proven = await db.ssoDomain.count({ where: { tenantId, verifiedAt: { not: null } } });
  if (connection?.enforced && proven < 2) throw new AppError('precondition_failed', 'sso_last_domain');
}

const WITH_TENANT = { tenant: { select: { id: true, slug: true, name: true } } } as const;

/** The domains of all tenants, newest first. */
export async function listDomains(ctx: PlatformCtx, { limit, cursor, verified }: ListDomainsInput) {
  return platformAccess(ctx, 'platform:read', async (tx) => {
    const [after] = decodeCursor(cursor, 1) ?? [];
    const where = verified === undefined ? {} : { verifiedAt: verified ? { not: null } : null };
    const rows = await tx.ssoDomain.findMany({
      where: { ...where, ...(after && { id: { lt: String(after) } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: WITH_TENANT,
    });
    return { ...cutPage(rows, limit, ({ id }) => [id]), total: await tx.ssoDomain.count({ where }) };
  });
}

/**
 * Says that a domain is the tenant's own, or takes that back. Throws `sso_domain_taken` when it is verified for another
 * tenant. Repeating it changes nothing.
 */
export async function setDomainVerified(ctx: PlatformCtx, { domainId, verified }: SetVerifiedInput) {
  return platformAccess(ctx, 'platform:tenants', async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string; domain: string }[]>`
      select id, domain from sso_domain where id = ${domainId} for update`;
    if (!row) throw notFound('domain');
    const { domain } = row;
    // Two operators who verify it for two tenants come one after the other.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sso domain ${domain}`}, 0))`;
    const old = await tx.ssoDomain.findUniqueOrThrow({ where: { id: domainId }, include: WITH_TENANT });
    if ((old.verifiedAt !== null) === verified) return old;
    const other =
      verified && (await tx.ssoDomain.findFirst({ where: { domain, verifiedAt: { not: null } } }));
    if (other) throw new AppError('conflict', 'sso_domain_taken', { params: { domain } });
    const verifiedAt = verified ? ctx.now() : null;
    await writeAudit(tx, old.tenantId, ctx, {
      action: 'sso_domain.verify',
      target: { kind: 'sso', id: domainId },
      before: { domain, verified: !verified },
      after: { verified },
    });
    return tx.ssoDomain.update({ where: { id: domainId }, data: { verifiedAt }, include: WITH_TENANT });
  });
}
