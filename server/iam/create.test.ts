import { afterAll, describe, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { createSubAccountInput } from './schema.ts';
import { createSubAccount } from './service/create.ts';
import { claimName, forgetNames } from './service/name-claim.ts';
import { syncCloudAccount } from './service/sync.ts';
import { iamWorld } from './test-world.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

describe('creating a sub-account', () => {
  test('makes a managed user in the cloud', async () => {
    const { ctx, cloud, input, audited } = await iamWorld(sandbox);
    const details = { displayName: '渲染', description: 'night jobs', email: 'farm@example.com' };
    const { subAccount, ...given } = await createSubAccount(ctx, input('farm', details));
    expect(given).toEqual({ password: null, accessKey: null, warnings: [] });
    const user = await cloud.users.get('farm');
    expect(user).toMatchObject(details);
    expect(subAccount).toMatchObject({
      ...details,
      cloudUserId: user?.id,
      managed: true,
      status: 'no_quota',
    });
    expect(subAccount.projects).toEqual([]);
    expect(await audited()).toContain('sub-account.create');
  });

  test('gives it a project, a login and a key, with their secrets once', async () => {
    const { ctx, cloud, input, makeProject } = await iamWorld(sandbox);
    await makeProject('films');
    const login = { generate: true, mustReset: true };
    const asked = input('anna', { projectName: 'films', login, accessKey: true });
    const made = await createSubAccount(ctx, asked);
    expect(made.warnings).toEqual([]);
    expect(made.password).toHaveLength(20);
    expect(made.subAccount.projects).toMatchObject([{ projectName: 'films', state: 'active' }]);
    expect(await cloud.login.get('anna')).toMatchObject({ exists: true, allowed: true });
    const [key] = await cloud.keys.list('anna');
    expect(key?.id).toBe(made.accessKey?.accessKeyId);
    expect(made.accessKey?.secretAccessKey.length).toBeGreaterThan(20);
  });

  test('is refused where the cloud has the name, whoever made it', async () => {
    const { tenant, ctx, cloud, input, create } = await iamWorld(sandbox);
    await cloud.users.create({ name: 'theirs' });
    await create('ours');
    for (const name of ['theirs', 'ours']) {
      await expect(createSubAccount(ctx, input(name))).rejects.toMatchObject({ reason: 'user_name_taken' });
    }
    expect((await cloud.users.get('theirs'))?.displayName).toBe('');
    const left = await access(tenant.job, 'sub-account:read', (db) => db.subAccountCreation.count());
    expect(left).toBe(0);
  });

  test('says what could not be given, and loses nothing', async () => {
    const { ctx, input, cloud } = await iamWorld(sandbox);
    await sandbox.control.fault({ kind: 'throttled', action: 'CreateAccessKey' });
    const asked = input('half', {
      projectName: 'nowhere',
      login: { password: 'password', generate: false, mustReset: false },
      accessKey: true,
    });
    const made = await createSubAccount(ctx, asked);
    expect(made.subAccount.userName).toBe('half');
    expect(made.warnings.map((w) => [w.step, w.reason])).toEqual([
      ['project', 'project_unknown'],
      ['login', 'password_refused'],
      ['access_key', 'cloud_throttled'],
    ]);
    expect(made.warnings[0]?.message).toContain('nowhere');
    expect(made.accessKey).toBeNull();
    expect(await cloud.keys.list('half')).toEqual([]);
  });

  test('passes on what the cloud finds wrong, and leaves the name free', async () => {
    const { ctx, input } = await iamWorld(sandbox);
    const wrong = { ...input('mail'), email: 'no address' };
    await expect(createSubAccount(ctx, wrong)).rejects.toMatchObject({
      code: 'invalid_input',
      reason: 'cloud_input_refused',
    });
    expect((await createSubAccount(ctx, input('mail'))).subAccount.userName).toBe('mail');
  });

  test('finds its user after the cloud made it without answering', async () => {
    const { ctx, cloud, input } = await iamWorld(sandbox);
    await sandbox.control.fault({ kind: 'timeout_after_effect', action: 'CreateUser', delayMs: 20 });
    const { subAccount, warnings } = await createSubAccount(ctx, input('quiet'));
    expect(warnings).toEqual([]);
    expect(subAccount.cloudUserId).toBe((await cloud.users.get('quiet'))?.id);
  });

  test('that failed after its effect is finished by a retry of the same request, and by no other', async () => {
    const { tenant, ctx, cloud, cloudAccountId, input } = await iamWorld(sandbox);
    const asked = input('lost', { displayName: 'Lost', accessKey: true });
    await sandbox.control.fault({ kind: 'timeout_after_effect', action: 'CreateUser', delayMs: 20 });
    await sandbox.control.fault({ kind: 'server_error', action: 'GetUser', skip: 1, times: 3 });
    await expect(createSubAccount(ctx, asked)).rejects.toMatchObject({ reason: 'cloud_failed' });
    await sandbox.control.clearFaults();
    const user = await cloud.users.get('lost');
    expect(user).not.toBeNull();
    await syncCloudAccount(ctx, { cloudAccountId });

    const byAnother = createSubAccount(tenant.as.owner, asked);
    await expect(byAnother).rejects.toMatchObject({ reason: 'user_name_taken' });
    const another = createSubAccount(ctx, { ...asked, displayName: 'Other' });
    await expect(another).rejects.toMatchObject({ reason: 'user_name_taken' });

    const made = await createSubAccount(ctx, asked);
    expect(made).toMatchObject({ subAccount: { cloudUserId: user?.id, managed: true }, warnings: [] });
    expect(made.accessKey).not.toBeNull();
    await expect(createSubAccount(ctx, asked)).rejects.toMatchObject({ reason: 'user_name_taken' });
  });

  test('after a crash waits for the lost attempt, then goes on where it stood', async () => {
    const { ctx, cloud, input } = await iamWorld(sandbox);
    const asked = input('crash', { accessKey: true });
    const made = await createSubAccount(ctx, asked);
    // What a process that died before its answer leaves behind: the user, its row, its key, and the name still taken.
    expect(await claimName(ctx, asked, null)).toEqual({ again: false });
    await expect(createSubAccount(ctx, asked)).rejects.toMatchObject({ reason: 'user_name_in_progress' });
    const later = { ...ctx, now: () => new Date(ctx.now().getTime() + 3 * 60_000) };
    const again = await createSubAccount(later, asked);
    expect(again.subAccount.id).toBe(made.subAccount.id);
    expect(again.warnings.map((w) => w.reason)).toEqual(['access_key_exists']);
    expect(await cloud.keys.list('crash')).toHaveLength(1);
  });

  test('lets a name go when nobody has come back for a day', async () => {
    const { tenant, ctx, input } = await iamWorld(sandbox);
    await claimName(ctx, input('left'), null);
    const names = () =>
      access(tenant.job, 'sub-account:read', (db) =>
        db.subAccountCreation.count({ where: { userName: 'left' } }),
      );
    const hence = (hours: number) => ({
      ...platformJob(),
      now: () => new Date(ctx.now().getTime() + hours * 3_600_000),
    });
    await forgetNames(hence(23));
    expect(await names()).toBe(1);
    await forgetNames(hence(25));
    expect(await names()).toBe(0);
  });

  test('two at once make one user', async () => {
    const { ctx, cloud, input } = await iamWorld(sandbox);
    const asked = input('race', { accessKey: true });
    const results = await Promise.allSettled([createSubAccount(ctx, asked), createSubAccount(ctx, asked)]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await cloud.keys.list('race')).toHaveLength(1);
  });

  test('needs every right that it uses, and a cloud account of the own tenant', async () => {
    const { tenant, input, cloud } = await iamWorld(sandbox);
    const other = await makeTenant();
    await expect(createSubAccount(other.as.owner, input('x'))).rejects.toMatchObject({ code: 'not_found' });
    const key = tenant.key('sub-account:create');
    for (const [asker, more] of [
      [tenant.as.member, {}],
      [key, { accessKey: true }],
      [key, { projectName: 'p' }],
    ] as const) {
      await expect(createSubAccount(asker, input('x', more))).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await cloud.users.get('x')).toBeNull();
    expect((await createSubAccount(key, input('x'))).subAccount.userName).toBe('x');
  });

  test.each([
    ['userName', { userName: 'a b' }],
    ['userName', { userName: '' }],
    ['login', { login: {} }],
    ['login', { login: { password: 'Correct-horse-7', generate: true } }],
    ['email', { email: 'nobody' }],
    ['', { extra: 1 }],
  ])('does not take a wrong %s', async (path, wrong) => {
    const { input } = await iamWorld(sandbox);
    const parsed = createSubAccountInput.safeParse({ ...input('right'), ...wrong });
    expect(parsed.error?.issues.map((i) => i.path.join('.'))).toEqual([path]);
  });
});
