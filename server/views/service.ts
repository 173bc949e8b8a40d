/** Saved views: everybody keeps their own looks at a table; what is shared is changed only by those with the right. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { type ViewTable, viewTables } from '#lib/view-tables.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { assertRoom, concernsEverybody, isVisible, toState } from './policy.ts';
import type {
  CreateViewInput,
  ListViewsInput,
  PreferenceOut,
  SetPreferenceInput,
  UpdateViewInput,
  ViewRef,
} from './schema.ts';

/** The caller's own views and the shared ones, by name, with what the caller prefers of each table. */
export async function listViews(ctx: Ctx, { table }: ListViewsInput) {
  return access(ctx, 'tenant:read', async (db) => {
    const at = { tenantId: ctx.tenant.id, ...(table && { tableName: table }) };
    const rows = await db.savedView.findMany({
      where: { ...at, OR: [{ shared: true }, { ownerId: ctx.actor.id }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const preferences = await db.tablePreference.findMany({ where: { ...at, ownerId: ctx.actor.id } });
    return { items: await present(db, ctx, rows), preferences: preferences.flatMap(presentPreference) };
  });
}

/** Keeps a view under a name that is new among the caller's views of the table. */
export async function createView(ctx: Ctx, { table, name, state, shared }: CreateViewInput) {
  return access(ctx, shared ? 'view:share' : 'tenant:read', async (db) => {
    assertPerson(ctx);
    const tenantId = ctx.tenant.id;
    const mine = { tenantId, tableName: table, ownerId: ctx.actor.id };
    assertRoom(await db.savedView.count({ where: mine }));
    if (shared) assertRoom(await db.savedView.count({ where: { tenantId, tableName: table, shared } }));
    const id = newId('view');
    const at = ctx.now();
    const { count } = await db.savedView.createMany({
      data: [{ ...mine, id, name, state, shared, createdAt: at, updatedAt: at }],
      skipDuplicates: true,
    });
    if (count === 0) throw nameTaken(name);
    if (shared)
      await db.audit({
        action: 'view.share',
        target: { kind: 'view', id },
        after: { name, table, state },
      });
    return presentOne(db, ctx, await find(db, ctx, id));
  });
}

/** Renames, shares, keeps to oneself again, or takes another state into a view. */
export async function updateView(ctx: Ctx, { viewId, ...change }: UpdateViewInput) {
  return access(ctx, 'tenant:read', async (db) => {
    const old = await find(db, ctx, viewId);
    await assertMayChange(ctx, old, change);
    const at = { tenantId: ctx.tenant.id, tableName: old.tableName };
    const { name, shared, state } = change;
    if (name !== undefined && name !== old.name) {
      const same = await db.savedView.findFirst({ where: { ...at, ownerId: old.ownerId, name } });
      if (same) throw nameTaken(name);
    }
    if (shared && !old.shared) assertRoom(await db.savedView.count({ where: { ...at, shared } }));
    const row = await db.savedView.update({
      where: { tenantId_id: { tenantId: ctx.tenant.id, id: viewId } },
      data: {
        ...(name !== undefined && { name }),
        ...(shared !== undefined && { shared }),
        ...(state !== undefined && { state }),
        updatedAt: ctx.now(),
      },
    });
    // What only its owner sees from now on cannot be what others begin with.
    if (old.shared && !row.shared)
      await forget(db, ctx, { defaultViewId: viewId, ownerId: { not: row.ownerId } });
    if (concernsEverybody(old, change))
      await db.audit({
        action: old.shared === row.shared ? 'view.update' : row.shared ? 'view.share' : 'view.unshare',
        target: { kind: 'view', id: viewId },
        before: summary(old),
        after: summary(row),
      });
    return presentOne(db, ctx, row);
  });
}

/** Deletes a view; whoever began with it begins with all rows again. */
export async function deleteView(ctx: Ctx, { viewId }: ViewRef) {
  return access(ctx, 'tenant:read', async (db) => {
    const old = await find(db, ctx, viewId);
    await assertMayChange(ctx, old);
    await forget(db, ctx, { defaultViewId: viewId });
    await db.savedView.delete({ where: { tenantId_id: { tenantId: ctx.tenant.id, id: viewId } } });
    if (old.shared)
      await db.audit({
        action: 'view.delete',
        target: { kind: 'view', id: viewId },
        before: summary(old),
      });
    return { id: viewId };
  });
}

/** Keeps the caller's columns, row height and first view of a table; what is left out stays as it is. */
export async function setPreference(ctx: Ctx, { table, ...change }: SetPreferenceInput) {
  return access(ctx, 'tenant:read', async (db) => {
    assertPerson(ctx);
    const place = { tenantId: ctx.tenant.id, ownerId: ctx.actor.id, tableName: table };
    if (change.defaultViewId) {
      const view = await find(db, ctx, change.defaultViewId);
      if (view.tableName !== table) throw notFound('view');
    }
    const data = {
      ...(change.columns !== undefined && { columns: change.columns }),
      ...(change.density !== undefined && { density: change.density }),
      ...(change.defaultViewId !== undefined && { defaultViewId: change.defaultViewId }),
      updatedAt: ctx.now(),
    };
    const row = await db.tablePreference.upsert({
      where: { tenantId_ownerId_tableName: place },
      create: { ...place, ...data },
      update: data,
    });
    const [presented] = presentPreference(row);
    if (!presented) throw notFound('table');
    return presented;
  });
}

type Row = {
  id: string;
  ownerId: string;
  tableName: string;
  name: string;
  shared: boolean;
  state: unknown;
  createdAt: Date;
  updatedAt: Date;
};

/** A view that the caller can see; somebody else's own is not there. */
async function find(db: Db, ctx: Ctx, id: string): Promise<Row> {
  const row = await db.savedView.findUnique({ where: { tenantId_id: { tenantId: ctx.tenant.id, id } } });
  if (!row || !isVisible(row, ctx.actor.id)) throw notFound('view');
  return row;
}

/** Views and preferences belong to people. */
function assertPerson(ctx: Ctx): void {
  if (ctx.actor.kind !== 'user') throw new AppError('precondition_failed', 'people_only');
}

async function assertMayChange(ctx: Ctx, view: Row, change: { shared?: boolean | undefined } = {}) {
  if (concernsEverybody(view, change)) await access(ctx, 'view:share', async () => {});
}

/** Nobody of these begins with that view any more. */
async function forget(db: Db, ctx: Ctx, whose: { defaultViewId: string; ownerId?: { not: string } }) {
  const where = { tenantId: ctx.tenant.id, ...whose };
  await db.tablePreference.updateMany({ where, data: { defaultViewId: null } });
}

const nameTaken = (name: string) => new AppError('conflict', 'name_taken', { params: { name } });

const summary = ({ name, tableName, shared, state }: Row) => ({
  name,
  table: tableName,
  shared,
  state: toState(state),
});

/** Owners by name, as far as they are people of this tenant. */
async function present(db: Db, ctx: Ctx, rows: readonly Row[]) {
  const people = await db.user.findMany({
    where: { id: { in: rows.map((row) => row.ownerId) }, members: { some: { tenantId: ctx.tenant.id } } },
    select: { id: true, name: true },
  });
  return rows.flatMap(({ tableName, ownerId, state, ...row }) => {
    const table = toTable(tableName);
    const owner = people.find((person) => person.id === ownerId)?.name ?? null;
    return table ? [{ ...row, table, owner, own: ownerId === ctx.actor.id, state: toState(state) }] : [];
  });
}

async function presentOne(db: Db, ctx: Ctx, row: Row) {
  const [presented] = await present(db, ctx, [row]);
  if (!presented) throw notFound('view');
  return presented;
}

type PreferenceRow = {
  tableName: string;
  columns: string[];
  density: string;
  defaultViewId: string | null;
};

function presentPreference({ tableName, columns, density, defaultViewId }: PreferenceRow): PreferenceOut[] {
  const table = toTable(tableName);
  const height = density === 'compact' ? 'compact' : 'comfortable';
  return table ? [{ table, columns, density: height, defaultViewId }] : [];
}

/** A table that the console no longer has is not shown. */
function toTable(name: string): ViewTable | undefined {
  return viewTables.find((known) => known === name);
}
