import { afterAll, describe, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { addProject } from '#server/projects/service.ts';
import { makeTenant } from '#tests/factories.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { updateSubAccountInput } from './schema.ts';
import {
  createAccessKey,
  deleteAccessKey,
  listAccessKeys,
  setAccessKeyActive,
} from './service/access-keys.ts';
import { getLogin, setLogin, updateSubAccount } from './service/change.ts';
import { deleteSubAccount } from './service/delete.ts';
import { attachPolicy, detachPolicy, listAttachedPolicies, searchPolicies } from './service/policies.ts';
import { getSubAccount } from './service/read.ts';
import { iamWorld } from './test-world.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

describe('updating a sub-account', () => {
  test('changes details in the cloud and the rest here', async () => {
    const { ctx, cloud, create, audited } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('anna', { displayName: 'Anna' });
    const change = { displayName: '安娜', email: 'anna@example.com', protected: true, alertSteps: [70, 95] };
    const changed = await updateSubAccount(ctx, { subAccountId, ...change });
    expect(changed).toMatchObject({ ...change, alertStepsInherited: false, description: '' });
    expect(await cloud.users.get('anna')).toMatchObject({ displayName: '安娜', email: 'anna@example.com' });
    const back = await updateSubAccount(ctx, { subAccountId, alertSteps: null });
    expect(back).toMatchObject({ alertSteps: [50, 80, 90], alertStepsInherited: true, protected: true });
    expect(await audited()).toContain('sub-account.update');
  });

  test('never changes somebody else who has taken the name', async () => {
    const { ctx, cloud, create } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('moved');
    await cloud.users.delete('moved');
    await cloud.users.create({ name: 'moved', displayName: 'newcomer' });
    const change = updateSubAccount(ctx, { subAccountId, displayName: 'x' });
    await expect(change).rejects.toMatchObject({ reason: 'sub_account_missing' });
    await expect(createAccessKey(ctx, { subAccountId })).rejects.toMatchObject({
      reason: 'sub_account_missing',
    });
    await deleteSubAccount(ctx, { subAccountId, confirmation: 'moved' });
    expect(await cloud.users.get('moved')).toMatchObject({ displayName: 'newcomer' });
  });

  test.each([[[0]], [[50, 50]], [[90, 80]], [[100]], [[1.5]]])(
    'does not take %j as alert steps',
    (alertSteps) => {
      const subAccountId = `sub_${'0'.repeat(32)}`;
      const issues = updateSubAccountInput.safeParse({ subAccountId, alertSteps }).error?.issues;
      expect(issues?.[0]?.message).toBe('alert_steps_invalid');
    },
  );

  test('has to change something', () => {
    const parsed = updateSubAccountInput.safeParse({ subAccountId: `sub_${'0'.repeat(32)}` });
    expect(parsed.error?.issues[0]?.message).toBe('nothing_to_change');
  });
});

describe('the login', () => {
  test('is made with a password, denied, allowed and given a new one', async () => {
    const { ctx, create } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('anna');
    const none = setLogin(ctx, { subAccountId, allowed: true, generate: false });
    await expect(none).rejects.toMatchObject({ reason: 'login_password_missing' });
    const weak = setLogin(ctx, { subAccountId, allowed: true, generate: false, password: 'password' });
    await expect(weak).rejects.toMatchObject({ code: 'invalid_input', reason: 'password_refused' });
    const made = await setLogin(ctx, { subAccountId, allowed: true, generate: true });
    expect(made).toMatchObject({ exists: true, allowed: true });
    expect(made.password).toHaveLength(20);
    await setLogin(ctx, { subAccountId, allowed: false, generate: false });
    const reset = await setLogin(ctx, { subAccountId, generate: false, password: 'Correct-horse-7' });
    expect(reset).toMatchObject({ allowed: false, password: null });
    expect(await getLogin(ctx, { subAccountId })).toMatchObject({ exists: true, allowed: false });
  });

  test('stays off while cut off', async () => {
    const { ctx, create, put } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('anna');
    await setLogin(ctx, { subAccountId, allowed: false, generate: true });
    await put(subAccountId, { state: 'cut_off' });
    const on = setLogin(ctx, { subAccountId, allowed: true, generate: false });
    await expect(on).rejects.toMatchObject({ reason: 'sub_account_cut_off' });
    expect(await setLogin(ctx, { subAccountId, generate: true })).toMatchObject({ allowed: false });
  });
});

describe('access keys', () => {
  test('are made twice, and the third is refused before the cloud is asked', async () => {
    const { ctx, create, audited } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('anna');
    const first = await createAccessKey(ctx, { subAccountId });
    await createAccessKey(ctx, { subAccountId });
    await sandbox.control.clearCalls();
    const third = createAccessKey(ctx, { subAccountId });
    await expect(third).rejects.toMatchObject({
      code: 'limit_exceeded',
      reason: 'access_key_limit',
      params: { max: 2 },
    });
    expect(JSON.stringify(await sandbox.control.calls())).not.toContain('CreateAccessKey');
    const listed = await listAccessKeys(ctx, { subAccountId });
    expect(listed.items).toHaveLength(2);
    expect(listed.items.find((k) => k.id === first.accessKeyId)).toMatchObject({
      active: true,
      lastUsed: null,
    });
    await setAccessKeyActive(ctx, { subAccountId, keyId: first.accessKeyId, active: false });
    expect(await deleteAccessKey(ctx, { subAccountId, keyId: first.accessKeyId })).toMatchObject({
      state: 'deleted',
    });
    expect((await listAccessKeys(ctx, { subAccountId })).items).toHaveLength(1);
    const kinds = ['access-key.create', 'access-key.deactivate', 'access-key.delete'];
    expect(await audited()).toEqual(expect.arrayContaining(kinds));
  });

  test('can be switched off but neither made nor switched on while cut off', async () => {
    const { ctx, create, put } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('anna');
    const { accessKeyId: keyId } = await createAccessKey(ctx, { subAccountId });
    await put(subAccountId, { state: 'cut_off' });
    const reason = 'sub_account_cut_off';
    await expect(createAccessKey(ctx, { subAccountId })).rejects.toMatchObject({ reason });
    const on = setAccessKeyActive(ctx, { subAccountId, keyId, active: true });
    await expect(on).rejects.toMatchObject({ reason });
    await setAccessKeyActive(ctx, { subAccountId, keyId, active: false });
    expect((await listAccessKeys(ctx, { subAccountId })).items).toMatchObject([{ id: keyId, active: false }]);
  });

  test('of another user are not found', async () => {
    const { ctx, create } = await iamWorld(sandbox);
    const [anna, ben] = [await create('anna'), await create('ben')];
    const { accessKeyId: keyId } = await createAccessKey(ctx, { subAccountId: ben.id });
    const theirs = { subAccountId: anna.id, keyId };
    await expect(deleteAccessKey(ctx, theirs)).rejects.toMatchObject({ code: 'not_found' });
    await expect(setAccessKeyActive(ctx, { ...theirs, active: false })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await listAccessKeys(ctx, { subAccountId: ben.id })).items).toMatchObject([{ active: true }]);
  });
});

describe('policies', () => {
  test('are searched by name and description, best first', async () => {
    const { ctx, cloudAccountId } = await iamWorld(sandbox);
    const found = await searchPolicies(ctx, { cloudAccountId, search: 'ark', limit: 5 });
    expect(found.items[0]?.name.toLowerCase().startsWith('ark')).toBe(true);
    expect(found.total).toBeGreaterThanOrEqual(found.items.length);
    const custom = await searchPolicies(ctx, { cloudAccountId, search: 'ark', type: 'Custom', limit: 5 });
    expect(custom).toEqual({ items: [], total: 0 });
  });

  test('are attached and detached everywhere and in a project, twice without harm', async () => {
    const { ctx, create, makeProject } = await iamWorld(sandbox);
    await makeProject('films');
    const { id: subAccountId } = await create('anna');
    const tos = { subAccountId, name: 'TOSFullAccess', type: 'System' as const };
    const inFilms = { ...tos, name: 'ArkFullAccess', project: 'films' };
    for (let each = 0; each < 2; each += 1) await attachPolicy(ctx, tos);
    await attachPolicy(ctx, inFilms);
    expect((await listAttachedPolicies(ctx, { subAccountId })).items).toEqual([
      { name: 'TOSFullAccess', type: 'System', scope: { kind: 'global' }, viaGroup: null },
      { name: 'ArkFullAccess', type: 'System', scope: { kind: 'project', project: 'films' }, viaGroup: null },
    ]);
    for (let each = 0; each < 2; each += 1) await detachPolicy(ctx, tos);
    expect((await detachPolicy(ctx, inFilms)).items).toEqual([]);
  });

  test('that the cloud does not know are named', async () => {
    const { ctx, create, put } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('anna');
    const policy = { subAccountId, name: 'NoSuchPolicy', type: 'System' as const };
    await expect(attachPolicy(ctx, policy)).rejects.toMatchObject({ reason: 'policy_unknown' });
    const nowhere = attachPolicy(ctx, { ...policy, name: 'ArkFullAccess', project: 'nowhere' });
    await expect(nowhere).rejects.toMatchObject({ reason: 'project_unknown' });
    await put(subAccountId, { state: 'cut_off' });
    await expect(detachPolicy(ctx, policy)).rejects.toMatchObject({ reason: 'sub_account_cut_off' });
  });
});

describe('deleting a sub-account', () => {
  test('needs its name, removes it in the cloud, frees its projects and keeps its history', async () => {
    const { tenant, ctx, cloud, create, makeProject, audited } = await iamWorld(sandbox);
    await makeProject('films');
    const { id: subAccountId } = await create('anna', { accessKey: true, projectName: 'films' });
    const wrong = deleteSubAccount(ctx, { subAccountId, confirmation: 'Anna' });
    await expect(wrong).rejects.toMatchObject({ reason: 'confirmation_wrong', params: { expected: 'anna' } });
    const gone = await deleteSubAccount(ctx, { subAccountId, confirmation: 'anna' });
    expect(gone).toEqual({ id: subAccountId, userName: 'anna', projects: ['films'] });
    expect(await cloud.users.get('anna')).toBeNull();
    await expect(getSubAccount(ctx, { subAccountId })).rejects.toMatchObject({ code: 'not_found' });
    const row = await access(tenant.job, 'sub-account:read', (db) =>
      db.subAccount.findFirstOrThrow({ where: { id: subAccountId }, include: { projects: true } }),
    );
    expect(row.deletedAt).toBeInstanceOf(Date);
    expect(row.projects).toMatchObject([{ state: 'removed', countedThrough: expect.any(Date) }]);
    expect(await audited()).toContain('sub-account.delete');
    const heir = await create('ben');
    expect(await addProject(ctx, { subAccountId: heir.id, projectName: 'films' })).toMatchObject({
      state: 'active',
    });
  });

  test('is refused while a cut-off has stopped half-way, unless the cloud has lost the user', async () => {
    const { ctx, tenant, cloud, create, put, openSaga } = await iamWorld(sandbox);
    const { id: subAccountId } = await create('halfway');
    const { id } = await openSaga(subAccountId);
    const sagas = { where: { id } };
    await access(tenant.job, 'sub-account:update', (db) =>
      db.saga.updateMany({ ...sagas, data: { state: 'failed' } }),
    );
    await put(subAccountId, { state: 'cutting_off' });
    const asked = { subAccountId, confirmation: 'halfway' };
    const reason = 'sub_account_saga_stopped';
    await expect(deleteSubAccount(ctx, asked)).rejects.toMatchObject({ code: 'conflict', reason });
    expect(await cloud.users.get('halfway')).not.toBeNull();
    await cloud.users.delete('halfway');
    await deleteSubAccount(ctx, asked);
    const [left] = await access(tenant.job, 'sub-account:read', (db) => db.saga.findMany(sagas));
    expect(left).toMatchObject({ state: 'failed', finishedAt: expect.any(Date) });
  });

  test('is refused while a cut-off runs, and works for a user that the cloud has lost', async () => {
    const { ctx, cloud, create, put, openSaga } = await iamWorld(sandbox);
    const [busy, lost] = [await create('busy'), await create('lost')];
    await openSaga(busy.id);
    const attempt = deleteSubAccount(ctx, { subAccountId: busy.id, confirmation: 'busy' });
    await expect(attempt).rejects.toMatchObject({ code: 'conflict', reason: 'sub_account_busy' });
    expect(await cloud.users.get('busy')).not.toBeNull();
    await cloud.users.delete('lost');
    await put(lost.id, { missingSince: new Date('2026-11-19') });
    expect(await deleteSubAccount(ctx, { subAccountId: lost.id, confirmation: 'lost' })).toMatchObject({
      id: lost.id,
    });
  });
});

describe('every change', () => {
  const verbs = {
    update: (ctx, subAccountId) => updateSubAccount(ctx, { subAccountId, displayName: 'x' }),
    setLogin: (ctx, subAccountId) => setLogin(ctx, { subAccountId, allowed: true, generate: true }),
    createAccessKey: (ctx, subAccountId) => createAccessKey(ctx, { subAccountId }),
    setAccessKeyActive: (ctx, subAccountId) =>
      setAccessKeyActive(ctx, { subAccountId, keyId: 'k', active: true }),
    attach: (ctx, subAccountId) => attachPolicy(ctx, { subAccountId, name: 'ArkFullAccess', type: 'System' }),
  } satisfies Record<
    string,
    (ctx: Parameters<typeof getSubAccount>[0], subAccountId: string) => Promise<unknown>
  >;

  test.each(Object.entries(verbs))('%s says why it is not possible', async (_name, verb) => {
    const { tenant, ctx, create, put, openSaga } = await iamWorld(sandbox);
    const { id } = await create('anna');
    const other = await makeTenant();
    await expect(verb(other.as.owner, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(verb(tenant.as.viewer, id)).rejects.toMatchObject({ code: 'forbidden' });
    await put(id, { managed: false });
    await expect(verb(ctx, id)).rejects.toMatchObject({ reason: 'sub_account_not_managed' });
    await put(id, { managed: true, missingSince: new Date('2026-11-19') });
    await expect(verb(ctx, id)).rejects.toMatchObject({ reason: 'sub_account_missing' });
    await openSaga(id);
    await expect(verb(ctx, id)).rejects.toMatchObject({ reason: 'sub_account_busy' });
    await put(id, { deletedAt: new Date('2026-11-19') });
    await expect(verb(ctx, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
