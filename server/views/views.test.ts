// Views of tables: own and shared, with rights, default views and preferences, against a real database.
import { describe, expect, test } from 'vitest';
import { listAudit } from '#server/audit/service.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { MOST_VIEWS } from './policy.ts';
import { createViewInput, setPreferenceInput } from './schema.ts';
import { createView, deleteView, listViews, setPreference, updateView } from './service.ts';

const table = 'sub-accounts' as const;
const state = { state: 'warning,cut_off', sort: '-spentShare' };

async function viewOf(ctx: Ctx, name = 'Near the end', shared = false) {
  return createView(ctx, { table, name, state, shared });
}
const namesFor = async (ctx: Ctx) => (await listViews(ctx, {})).items.map((view) => view.name);
const actionsIn = async ({ as }: TestTenant) =>
  (await listAudit(as.owner, { limit: 50 })).items.map((entry) => entry.action);

describe('views', () => {
  test("that are somebody's own are seen by nobody else and leave no trace in the log", async () => {
    const tenant = await makeTenant();
    const { viewer, owner } = tenant.as;
    const view = await viewOf(viewer);
    expect(view).toMatchObject({ own: true, shared: false, state, owner: `viewer of ${tenant.tenant.slug}` });
    expect(await namesFor(viewer)).toEqual(['Near the end']);
    expect(await namesFor(owner)).toEqual([]);
    const refused = { reason: 'not_found' };
    await expect(updateView(owner, { viewId: view.id, name: 'Mine' })).rejects.toMatchObject(refused);
    await expect(deleteView(owner, { viewId: view.id })).rejects.toMatchObject(refused);
    expect(await actionsIn(tenant)).toEqual([]);
  });

  test('that are shared are seen by all, changed by those with the right, and every change is on record', async () => {
    const tenant = await makeTenant();
    const { admin, viewer, member } = tenant.as;
    const view = await viewOf(admin, 'Everybody looks here', true);
    const [seen] = (await listViews(viewer, { table })).items;
    expect(seen).toMatchObject({ id: view.id, shared: true, own: false });
    const without = { code: 'forbidden', params: { permission: 'view:share' } };
    await expect(updateView(viewer, { viewId: view.id, name: 'x' })).rejects.toMatchObject(without);
    await expect(deleteView(member, { viewId: view.id })).rejects.toMatchObject(without);
    await updateView(tenant.as.owner, { viewId: view.id, state: { state: 'warning' } });
    await updateView(admin, { viewId: view.id, shared: false });
    expect(await namesFor(viewer)).toEqual([]);
    await updateView(admin, { viewId: view.id, shared: true });
    await deleteView(admin, { viewId: view.id });
    const actions = ['view.delete', 'view.share', 'view.unshare', 'view.update', 'view.share'];
    expect(await actionsIn(tenant)).toEqual(actions);
  });

  test('cannot be shared without the right, neither at once nor later', async () => {
    const { as } = await makeTenant();
    const without = { code: 'forbidden', params: { permission: 'view:share' } };
    await expect(viewOf(as.viewer, 'x', true)).rejects.toMatchObject(without);
    const own = await viewOf(as.viewer);
    await expect(updateView(as.viewer, { viewId: own.id, shared: true })).rejects.toMatchObject(without);
    expect((await listViews(as.viewer, {})).items).toMatchObject([{ id: own.id, shared: false }]);
  });

  test('have a name of their own for each person and table', async () => {
    const { as } = await makeTenant();
    await viewOf(as.viewer, 'Late');
    const other = await viewOf(as.viewer, 'Early');
    const taken = { reason: 'name_taken', params: { name: 'Late' } };
    await expect(viewOf(as.viewer, 'Late')).rejects.toMatchObject(taken);
    await expect(updateView(as.viewer, { viewId: other.id, name: 'Late' })).rejects.toMatchObject(taken);
    await expect(viewOf(as.admin, 'Late')).resolves.toMatchObject({ name: 'Late' });
    const elsewhere = createView(as.viewer, { table: 'alerts', name: 'Late', state, shared: false });
    await expect(elsewhere).resolves.toMatchObject({ table: 'alerts' });
  });

  test('are one when the same name is kept twice at once', async () => {
    const { as } = await makeTenant();
    const made = await Promise.allSettled([1, 2, 3, 4].map(() => viewOf(as.member)));
    expect(made.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await namesFor(as.member)).toEqual(['Near the end']);
  });

  test(`are at most ${MOST_VIEWS} of a table`, async () => {
    const { as } = await makeTenant();
    for (let count = 0; count < MOST_VIEWS; count += 1) await viewOf(as.member, `View ${count}`);
    await expect(viewOf(as.member, 'One more')).rejects.toMatchObject({ reason: 'views_limit' });
  });

  test('of another tenant are not there', async () => {
    const [mine, theirs] = await Promise.all([makeTenant(), makeTenant()]);
    const view = await viewOf(theirs.as.owner, 'Secret', true);
    const refused = { reason: 'not_found' };
    await expect(deleteView(mine.as.owner, { viewId: view.id })).rejects.toMatchObject(refused);
    const begin = setPreference(mine.as.owner, { table, defaultViewId: view.id });
    await expect(begin).rejects.toMatchObject(refused);
    expect(await namesFor(mine.as.owner)).toEqual([]);
  });

  test('belong to people, not to keys', async () => {
    const { key } = await makeTenant();
    await expect(viewOf(key('tenant:read'))).rejects.toMatchObject({ reason: 'people_only' });
  });
});

describe('preferences', () => {
  test('are kept for each person and table, part by part', async () => {
    const { as } = await makeTenant();
    await setPreference(as.viewer, { table, columns: ['status', 'userName'] });
    await setPreference(as.viewer, { table, density: 'compact' });
    const [kept, ...others] = (await listViews(as.viewer, {})).preferences;
    expect(others).toEqual([]);
    expect(kept).toEqual({
      table,
      columns: ['status', 'userName'],
      density: 'compact',
      defaultViewId: null,
    });
    expect((await listViews(as.admin, {})).preferences).toEqual([]);
  });

  test('name a view to begin with, until it is gone or kept from them', async () => {
    const { as } = await makeTenant();
    const first = async (ctx: Ctx) => (await listViews(ctx, {})).preferences[0]?.defaultViewId;
    const view = await viewOf(as.admin, 'Start here', true);
    for (const ctx of [as.admin, as.viewer]) await setPreference(ctx, { table, defaultViewId: view.id });
    await updateView(as.admin, { viewId: view.id, shared: false });
    expect([await first(as.admin), await first(as.viewer)]).toEqual([view.id, null]);
    await deleteView(as.admin, { viewId: view.id });
    expect(await first(as.admin)).toBeNull();
  });

  test('take no view of another table', async () => {
    const { as } = await makeTenant();
    const view = await viewOf(as.admin);
    const wrong = setPreference(as.admin, { table: 'alerts', defaultViewId: view.id });
    await expect(wrong).rejects.toMatchObject({ reason: 'not_found' });
  });
});

describe('input', () => {
  const parse = (input: object) => createViewInput.safeParse({ table, name: 'x', ...input }).success;

  test('takes the parts of an address, and not where in the list somebody is', () => {
    expect(parse({ state: { 'log.q': 'x', columns: 'a,b' } })).toBe(true);
    for (const wrong of [
      { cursor: 'x' },
      { peek: 'x' },
      { view: 'x' },
      { 'a b': 'x' },
      { q: '' },
      { q: 'x'.repeat(2001) },
    ])
      expect([wrong, parse({ state: wrong })]).toEqual([wrong, false]);
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`p${index}`, 'x']));
    expect(parse({ state: many })).toBe(false);
  });

  test('knows the tables of the console alone', () => {
    expect(setPreferenceInput.safeParse({ table: 'nothing' }).success).toBe(false);
    expect(createViewInput.safeParse({ table: 'nothing', name: 'x', state }).success).toBe(false);
  });
});
