import { afterAll, describe, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { syncCloudAccount } from '#server/iam/service/sync.ts';
import { iamWorld } from '#server/iam/test-world.ts';
import { setSetting } from '#server/settings/service.ts';
import { makeTenant } from '#tests/factories.ts';
import { until } from '#tests/process.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { projectOut } from './schema.ts';
import { finishProject, reportStuckProject } from './service/finish.ts';
import { listCloudProjects, listProjects } from './service/list.ts';
import { addProject, monitoredProjects, removeProject, setAllMonitoring, setMonitoring } from './service.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

const shanghaiToday = () =>
  new Date(`${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}T00:00:00.000Z`);
const dayAfter = (day: Date) => new Date(day.getTime() + 86_400_000);

async function world(...projects: string[]) {
  const made = await iamWorld(sandbox);
  for (const project of projects) await made.makeProject(project);
  const policiesIn = async (user: string, project: string) =>
    (await made.cloud.policies.attached(user)).flatMap((p) =>
      p.scope.kind === 'project' && p.scope.project === project ? [p.name] : [],
    );
  const events = () =>
    access(made.tenant.job, 'sub-account:read', (db) =>
      db.outboxEvent.findMany({ where: { name: 'project/changing' } }),
    );
  return { ...made, policiesIn, events };
}

describe('adding a project', () => {
  test('attaches the default policies in it, and counts from today on', async () => {
    const { ctx, create, policiesIn, events, audited } = await world('films');
    const { id: subAccountId } = await create('anna');
    const added = await addProject(ctx, { subAccountId, projectName: 'films' });
    expect(added).toMatchObject({
      state: 'active',
      monitored: true,
      countedFrom: shanghaiToday(),
      countedThrough: null,
      attached: [
        { name: 'ArkFullAccess', type: 'System', alreadyThere: false },
        { name: 'TOSFullAccess', type: 'System', alreadyThere: false },
      ],
    });
    expect(projectOut.parse(added).countedThrough).toBeNull();
    expect((await policiesIn('anna', 'films')).sort()).toEqual(['ArkFullAccess', 'TOSFullAccess']);
    expect(await events()).toMatchObject([{ data: { subAccountId, subAccountProjectId: added.id } }]);
    expect(await audited()).toContain('project.add');
    expect((await listProjects(ctx, { subAccountId, removed: false, limit: 10 })).items).toMatchObject([
      { id: added.id },
    ]);
  });

  test('takes the policies of the settings, custom ones as well as none at all', async () => {
    const { tenant, ctx, cloud, create, policiesIn } = await world('films', 'music');
    const anna = await create('anna');
    const { cloudUserId, userName: name } = await create('denied');
    // The one custom policy that AirGate itself makes.
    await cloud.valve.apply('deny_policy', await cloud.valve.snapshot({ id: cloudUserId, name }, []));
    const defaults = (value: string[]) =>
      setSetting(tenant.as.owner, { key: 'projects.defaultPolicies', value });
    await defaults(['AirGateDenyAll']);
    const films = await addProject(ctx, { subAccountId: anna.id, projectName: 'films' });
    expect(films.attached).toEqual([{ name: 'AirGateDenyAll', type: 'Custom', alreadyThere: false }]);
    expect(await policiesIn('anna', 'films')).toEqual(['AirGateDenyAll']);
    await defaults([]);
    const music = await addProject(ctx, { subAccountId: anna.id, projectName: 'music' });
    expect(music).toMatchObject({ state: 'active', attached: [] });
  });

  test('is refused for a project that the cloud does not have, or somebody else has', async () => {
    const { ctx, create } = await world('films');
    const [anna, ben] = [await create('anna'), await create('ben')];
    await addProject(ctx, { subAccountId: anna.id, projectName: 'films' });
    const unknown = addProject(ctx, { subAccountId: ben.id, projectName: 'nowhere' });
    await expect(unknown).rejects.toMatchObject({
      reason: 'project_unknown',
      params: { project: 'nowhere' },
    });
    const theirs = addProject(ctx, { subAccountId: ben.id, projectName: 'films' });
    await expect(theirs).rejects.toMatchObject({
      code: 'conflict',
      reason: 'project_owned',
      params: { owner: 'anna' },
    });
  });

  test('that is there already, or on its way, is the same project and told once', async () => {
    const { tenant, ctx, create, policiesIn, audited } = await world('films');
    const { id: subAccountId } = await create('anna');
    const input = { subAccountId, projectName: 'films' };
    const first = await addProject(ctx, input);
    expect(await addProject(ctx, input)).toEqual(first);
    // As an attempt leaves it whose process ends.
    await access(tenant.job, 'project:update', (db) =>
      db.subAccountProject.updateMany({ where: { id: first.id }, data: { state: 'attaching' } }),
    );
    expect(await addProject(ctx, input)).toMatchObject({ id: first.id, state: 'active' });
    expect(await policiesIn('anna', 'films')).toHaveLength(2);
    expect((await audited()).filter((action) => action === 'project.add')).toHaveLength(1);
  });

  test('gives it to one of several that ask at once', async () => {
    const { ctx, create, policiesIn } = await world('films');
    const names = ['anna', 'ben', 'carl', 'dora'];
    const ids = [];
    for (const name of names) ids.push((await create(name)).id);
    const results = await Promise.allSettled(
      ids.map((subAccountId) => addProject(ctx, { subAccountId, projectName: 'films' })),
    );
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const r of results)
      if (r.status === 'rejected') expect(r.reason).toMatchObject({ reason: 'project_owned' });
    const held = await Promise.all(names.map((name) => policiesIn(name, 'films')));
    expect(held.filter((policies) => policies.length > 0)).toHaveLength(1);
  });

  test('is refused while cut off, under way, missing, not managed, not allowed or elsewhere', async () => {
    const { tenant, ctx, create, put, openSaga } = await world('films');
    const { id: subAccountId } = await create('anna');
    const input = { subAccountId, projectName: 'films' };
    const other = await makeTenant();
    await expect(addProject(other.as.owner, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(addProject(tenant.as.member, input)).rejects.toMatchObject({ code: 'forbidden' });
    await put(subAccountId, { state: 'cut_off' });
    await expect(addProject(ctx, input)).rejects.toMatchObject({ reason: 'sub_account_cut_off' });
    await put(subAccountId, { state: 'active', missingSince: new Date('2026-11-19') });
    await expect(addProject(ctx, input)).rejects.toMatchObject({ reason: 'sub_account_missing' });
    await put(subAccountId, { managed: false });
    await expect(addProject(ctx, input)).rejects.toMatchObject({ reason: 'sub_account_not_managed' });
    await put(subAccountId, { managed: true });
    await openSaga(subAccountId);
    await expect(addProject(ctx, input)).rejects.toMatchObject({ reason: 'sub_account_busy' });
  });

  test('that fails half-way says so, is alerted, and is finished by the job without losing what was there', async () => {
    const { tenant, ctx, cloud, create, policiesIn } = await world('films');
    const { id: subAccountId } = await create('anna');
    await cloud.policies.attach(
      'anna',
      { name: 'TOSFullAccess', type: 'System' },
      { kind: 'project', project: 'films' },
    );
    await sandbox.control.fault({ kind: 'server_error', action: 'AttachPolicyInProject', times: 3 });
    const added = await addProject(ctx, { subAccountId, projectName: 'films' });
    expect(added).toMatchObject({ state: 'failed', lastError: { reason: 'cloud_failed' } });
    const ref = { subAccountProjectId: added.id };
    for (let each = 0; each < 2; each += 1) await reportStuckProject(tenant.job, ref);
    const alerts = await access(tenant.job, 'alert:read', (db) => db.alert.findMany());
    expect(alerts.map((a) => [a.type, a.subAccountId])).toEqual([['project_failed', subAccountId]]);

    await Promise.all([finishProject(tenant.job, ref), finishProject(tenant.job, ref)]);
    const { items } = await listProjects(ctx, { subAccountId, removed: false, limit: 10 });
    expect(items).toMatchObject([{ state: 'active', lastError: null }]);
    await finishProject(tenant.job, ref);
    await removeProject(ctx, { subAccountId, subAccountProjectId: added.id });
    expect(await policiesIn('anna', 'films')).toEqual(['TOSFullAccess']);
  });

  test('that failed can be asked for again', async () => {
    const { ctx, create, policiesIn } = await world('films');
    const { id: subAccountId } = await create('anna');
    await sandbox.control.fault({ kind: 'server_error', action: 'ListAttachedUserPolicies', times: 3 });
    const failed = await addProject(ctx, { subAccountId, projectName: 'films' });
    expect(failed.state).toBe('failed');
    const again = await addProject(ctx, { subAccountId, projectName: 'films' });
    expect(again).toMatchObject({ id: failed.id, state: 'active', lastError: null });
    expect(await policiesIn('anna', 'films')).toHaveLength(2);
  });

  test('never takes what another run has attached for what was there before', async () => {
    const { tenant, ctx, create } = await world('films');
    const { id: subAccountId } = await create('anna');
    await sandbox.control.fault({ kind: 'server_error', action: 'ListAttachedUserPolicies', times: 3 });
    const { id } = await addProject(ctx, { subAccountId, projectName: 'films' });
    const ref = { subAccountProjectId: id };
    await sandbox.control.fault({ kind: 'delay', action: 'ListAttachedUserPolicies', delayMs: 1_000 });
    const late = finishProject(tenant.job, ref);
    await until(async () => (await sandbox.control.faults()).faults.length === 0);
    await finishProject(tenant.job, ref);
    await late;
    const { items } = await listProjects(ctx, { subAccountId, removed: false, limit: 10 });
    expect(items[0]?.attached.map((p) => p.alreadyThere)).toEqual([false, false]);
  });

  test('with a policy that the cloud does not know fails with its name', async () => {
    const { tenant, ctx, create } = await world('films');
    await setSetting(tenant.as.owner, {
      key: 'projects.defaultPolicies',
      value: ['ArkFullAccess', 'NoSuchPolicy'],
    });
    const { id: subAccountId } = await create('anna');
    const added = await addProject(ctx, { subAccountId, projectName: 'films' });
    expect(added).toMatchObject({
      state: 'failed',
      lastError: { reason: 'policy_unknown', message: 'NoSuchPolicy', params: { policy: 'NoSuchPolicy' } },
    });
    const removed = await removeProject(ctx, { subAccountId, subAccountProjectId: added.id });
    expect(removed.state).toBe('removed');
  });
});

describe('removing a project', () => {
  test('that is being removed already goes on with it', async () => {
    const { tenant, ctx, create, policiesIn, audited } = await world('films');
    const { id: subAccountId } = await create('anna');
    const { id: subAccountProjectId } = await addProject(ctx, { subAccountId, projectName: 'films' });
    await access(tenant.job, 'project:update', (db) =>
      db.subAccountProject.updateMany({
        where: { id: subAccountProjectId },
        data: { state: 'detaching', countedThrough: new Date('2026-11-20') },
      }),
    );
    const removed = await removeProject(ctx, { subAccountId, subAccountProjectId });
    expect(removed).toMatchObject({ state: 'removed', countedThrough: new Date('2026-11-20') });
    expect(await policiesIn('anna', 'films')).toEqual([]);
    expect(await audited()).not.toContain('project.remove');
  });

  test('detaches exactly what AirGate attached', async () => {
    const { ctx, cloud, create, policiesIn, audited } = await world('films', 'music');
    const { id: subAccountId } = await create('anna');
    const inFilms = { kind: 'project', project: 'films' } as const;
    await cloud.policies.attach('anna', { name: 'ArkFullAccess', type: 'System' }, inFilms);
    await cloud.policies.attach('anna', { name: 'TOSFullAccess', type: 'System' }, { kind: 'global' });
    const films = await addProject(ctx, { subAccountId, projectName: 'films' });
    await addProject(ctx, { subAccountId, projectName: 'music' });
    expect(films.attached.map((p) => p.alreadyThere)).toEqual([true, false]);
    await cloud.policies.attach('anna', { name: 'IAMReadOnlyAccess', type: 'System' }, inFilms);
    const removed = await removeProject(ctx, { subAccountId, subAccountProjectId: films.id });
    expect(removed).toMatchObject({
      state: 'removed',
      countedThrough: shanghaiToday(),
      removedAt: expect.any(Date),
    });
    expect((await policiesIn('anna', 'films')).sort()).toEqual(['ArkFullAccess', 'IAMReadOnlyAccess']);
    expect(await policiesIn('anna', 'music')).toHaveLength(2);
    expect((await cloud.policies.attached('anna')).filter((p) => p.scope.kind === 'global')).toHaveLength(1);
    const twice = removeProject(ctx, { subAccountId, subAccountProjectId: films.id });
    await expect(twice).rejects.toMatchObject({ code: 'not_found' });
    expect(await audited()).toContain('project.remove');
  });

  test('leaves no day to two owners', async () => {
    const { ctx, create } = await world('films');
    const [anna, ben] = [await create('anna'), await create('ben')];
    const first = await addProject(ctx, { subAccountId: anna.id, projectName: 'films' });
    await removeProject(ctx, { subAccountId: anna.id, subAccountProjectId: first.id });
    const second = await addProject(ctx, { subAccountId: ben.id, projectName: 'films' });
    expect(second.countedFrom).toEqual(dayAfter(shanghaiToday()));
  });

  test('that fails is finished by the job', async () => {
    const { tenant, ctx, create, policiesIn } = await world('films');
    const { id: subAccountId } = await create('anna');
    const { id } = await addProject(ctx, { subAccountId, projectName: 'films' });
    await sandbox.control.fault({ kind: 'server_error', action: 'DetachPolicyInProject', skip: 1, times: 3 });
    const failed = await removeProject(ctx, { subAccountId, subAccountProjectId: id });
    expect(failed).toMatchObject({ state: 'failed', countedThrough: shanghaiToday(), removedAt: null });
    await expect(addProject(ctx, { subAccountId, projectName: 'films' })).rejects.toMatchObject({
      reason: 'project_owned',
    });
    await finishProject(tenant.job, { subAccountProjectId: id });
    expect(await policiesIn('anna', 'films')).toEqual([]);
    const { items } = await listProjects(ctx, { subAccountId, removed: true, limit: 10 });
    expect(items).toMatchObject([{ state: 'removed' }]);
  });

  test('works for a user that the cloud has lost, and while cut off', async () => {
    const { ctx, cloud, create, put } = await world('films', 'music');
    const [anna, ben] = [await create('anna'), await create('ben')];
    const films = await addProject(ctx, { subAccountId: anna.id, projectName: 'films' });
    const music = await addProject(ctx, { subAccountId: ben.id, projectName: 'music' });
    await cloud.users.delete('anna');
    await put(anna.id, { missingSince: new Date('2026-11-19') });
    await put(ben.id, { state: 'cut_off' });
    for (const [who, project] of [
      [anna, films],
      [ben, music],
    ] as const) {
      const ref = { subAccountId: who.id, subAccountProjectId: project.id };
      expect(await removeProject(ctx, ref)).toMatchObject({ state: 'removed' });
    }
  });
});

test('monitoring is switched for one project and for all', async () => {
  const { tenant, ctx, cloudAccountId, create } = await world('films', 'music');
  const { id: subAccountId } = await create('anna');
  const films = await addProject(ctx, { subAccountId, projectName: 'films' });
  await addProject(ctx, { subAccountId, projectName: 'music' });
  const counted = () =>
    access(tenant.job, 'spending:read', async (db) => {
      const rows = await monitoredProjects(tenant.job, db, cloudAccountId);
      return rows.map((r) => r.projectName).sort();
    });
  const off = await setMonitoring(ctx, { subAccountId, subAccountProjectId: films.id, monitored: false });
  expect(off.monitored).toBe(false);
  expect(await counted()).toEqual(['music']);
  expect(await setAllMonitoring(ctx, { subAccountId, monitored: true })).toEqual({ changed: 1 });
  expect(await setAllMonitoring(ctx, { subAccountId, monitored: true })).toEqual({ changed: 0 });
  expect(await counted()).toEqual(['films', 'music']);
  const viewer = setAllMonitoring(tenant.as.viewer, { subAccountId, monitored: false });
  await expect(viewer).rejects.toMatchObject({ code: 'forbidden' });
});

test("the cloud's projects are listed by name with their owners, page by page", async () => {
  const { ctx, cloudAccountId, create } = await world('c-films', 'a-music', 'b-games');
  await syncCloudAccount(ctx, { cloudAccountId });
  const { id: subAccountId } = await create('anna');
  await addProject(ctx, { subAccountId, projectName: 'b-games' });
  const first = await listCloudProjects(ctx, { cloudAccountId, limit: 2 });
  expect(first.items).toEqual([
    { name: 'a-music', displayName: 'a-music', missing: false, owner: null },
    { name: 'b-games', displayName: 'b-games', missing: false, owner: { subAccountId, userName: 'anna' } },
  ]);
  const rest = await listCloudProjects(ctx, { cloudAccountId, limit: 2, cursor: first.nextCursor ?? '' });
  expect(rest.items.map((p) => p.name)).toEqual(['c-films', 'default']);
  expect(rest.nextCursor).toBeNull();
  const found = await listCloudProjects(ctx, { cloudAccountId, search: 'FILM', limit: 10 });
  expect(found.items.map((p) => p.name)).toEqual(['c-films']);
  const other = await makeTenant();
  const theirs = listCloudProjects(other.as.owner, { cloudAccountId, limit: 10 });
  await expect(theirs).rejects.toMatchObject({ code: 'not_found' });
});

test("the cloud's clock says which billing day it is", async () => {
  const { ctx, create } = await world('films');
  const { id: subAccountId } = await create('anna');
  await sandbox.control.advance({ days: 40 });
  const { countedFrom } = await addProject(ctx, { subAccountId, projectName: 'films' });
  expect(countedFrom.getTime() - shanghaiToday().getTime()).toBe(40 * 86_400_000);
});
