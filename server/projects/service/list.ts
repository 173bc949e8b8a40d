/** Reading projects: those of a sub-account, and those that the cloud has. */
import { notFound } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { pageOfProjects } from '#server/projects/queries.ts';
import {
  attachedPolicies,
  type ListCloudProjectsInput,
  type ListProjectsInput,
  type ProjectError,
} from '#server/projects/schema.ts';
import { findSubAccount } from './sub-account.ts';

/** The projects of a sub-account, in the order they were added. */
export async function listProjects(ctx: Ctx, { subAccountId, removed, cursor, limit }: ListProjectsInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'sub-account:read', async (db) => {
    await findSubAccount(db, ctx, subAccountId);
    const where = { tenantId: ctx.tenant.id, subAccountId, ...(!removed && { removedAt: null }) };
    const rows = await db.subAccountProject.findMany({
      where: { ...where, ...(after && { id: { gt: String(after[0]) } }) },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: await present(db, page.items) };
  });
}

/** The cloud's projects as last synced, by name, each with the sub-account that owns it. */
export async function listCloudProjects(
  ctx: Ctx,
  { cloudAccountId, search, cursor, limit }: ListCloudProjectsInput,
) {
  const after = decodeCursor(cursor, 1);
  const tenantId = ctx.tenant.id;
  return access(ctx, 'sub-account:read', async (db) => {
    const account = await db.cloudAccount.findFirst({
      where: { tenantId, id: cloudAccountId, disconnectedAt: null },
    });
    if (!account) throw notFound('cloud account');
    const asked = { cloudAccountId, search, after: after ? String(after[0]) : null, limit: limit + 1 };
    const rows = await pageOfProjects(db, tenantId, asked);
    const page = cutPage(rows, limit, (r) => [r.name]);
    const links = await db.subAccountProject.findMany({
      where: {
        tenantId,
        cloudAccountId,
        removedAt: null,
        projectName: { in: page.items.map((r) => r.name) },
      },
      select: { projectName: true, subAccountId: true, subAccount: { select: { userName: true } } },
    });
    const owners = new Map(
      links.map((l) => [l.projectName, { subAccountId: l.subAccountId, userName: l.subAccount.userName }]),
    );
    const items = page.items.map((r) => ({
      name: r.name,
      displayName: r.displayName,
      missing: r.missingSince !== null,
      owner: owners.get(r.name) ?? null,
    }));
    return { ...page, items };
  });
}

type Row = Awaited<ReturnType<Db['subAccountProject']['findFirstOrThrow']>>;

export async function presentOne(db: Db, ctx: Ctx, id: string) {
  const [shown] = await present(db, [
    await db.subAccountProject.findFirstOrThrow({ where: { tenantId: ctx.tenant.id, id } }),
  ]);
  if (!shown) throw notFound('project');
  return shown;
}

async function present(db: Db, rows: Row[]) {
  const [first] = rows;
  const known = first
    ? await db.cloudProject.findMany({
        where: {
          tenantId: first.tenantId,
          cloudAccountId: first.cloudAccountId,
          name: { in: rows.map((r) => r.projectName) },
        },
        select: { name: true, displayName: true },
      })
    : [];
  const names = new Map(known.map((p) => [p.name, p.displayName]));
  return rows.map((row) => ({
    ...row,
    displayName: names.get(row.projectName) ?? '',
    attached: attachedPolicies.parse(row.attached),
    lastError: row.lastError as ProjectError | null,
  }));
}
