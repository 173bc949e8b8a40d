import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { listAlerts } from '#server/alerts/service.ts';
import type { Cloud } from '#server/clouds/provider.ts';
import { type SandboxControl, sandboxControl } from '#server/clouds/sandbox/control.ts';
import { type RunningSandbox, startSandbox } from '#server/clouds/sandbox/server.ts';
import { signedCaller } from '#server/clouds/sandbox/signed-caller.ts';
import { connectCloudAccount, openCloudAccount } from '#server/clouds/service.ts';
import { access } from '#server/core/access.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { cutOff, cutOffAtLimit, restore } from './service/begin.ts';
import { getSaga, listSagas } from './service/read.ts';
import { retrySaga } from './service/retry.ts';
import { failSaga, finishSaga, openSteps, runStep } from './service/run.ts';

let sandbox: RunningSandbox;
let control: SandboxControl;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, throttle: false });
  control = sandboxControl(sandbox.url);
  setVariable('AIRGATE_SANDBOX_URL', sandbox.url);
});
afterAll(() => sandbox.close());

const ARK = { name: 'ArkFullAccess', type: 'System' } as const;

type World = TestTenant & {
  cloud: Cloud;
  subAccountId: string;
  user: string;
  project: string;
  keys: { id: string; secret: string }[];
  /** What the sub-account's first key is answered when it lists the project's endpoints. */
  ownCall(): Promise<number>;
};

/** A cloud account with one sub-account: two keys (the second inactive), login on, one project, one Ark key. */
async function makeWorld(): Promise<World> {
  const t = await makeTenant();
  const root = await control.createAccount({ name: t.tenant.slug });
  const account = await connectCloudAccount(t.as.owner, { provider: 'sandbox', name: 'Sandbox', ...root });
  const cloud = await openCloudAccount(t.job, account.id);
  const [user, project] = ['render.farm', 'movie-one'];
  await control.createProject({ account: root.accountId, name: project });
  await control.createArkKey({ account: root.accountId, project });
  const created = await cloud.users.create({ name: user });
  await cloud.policies.attach(user, ARK, { kind: 'project', project });
  const keys = [await cloud.keys.create(user), await cloud.keys.create(user)];
  await cloud.keys.setActive(user, keys[1]?.id ?? '', false);
  await cloud.login.set(user, { allowed: true, password: 'Correct-Horse-42!' });
  const subAccountId = newId('subAccount');
  const base = { tenantId: t.tenant.id, cloudAccountId: account.id };
  await access(t.job, 'sub-account:create', async (db) => {
    await db.subAccount.create({
      data: {
        ...base,
        id: subAccountId,
        cloudUserId: created.id,
        userName: user,
        managed: true,
        createdAt: t.job.now(),
      },
    });
    await db.subAccountProject.create({
      data: {
        ...base,
        id: newId('subAccountProject'),
        subAccountId,
        projectName: project,
        attached: [],
        state: 'active',
        countedFrom: new Date('2026-01-01'),
        addedAt: t.job.now(),
      },
    });
  });
  const call = signedCaller(sandbox.url, {
    accessKeyId: keys[0]?.id ?? '',
    secretAccessKey: keys[0]?.secret ?? '',
  });
  const ownCall = async () =>
    (await call('ark', 'ListEndpoints', { ProjectName: project }, { post: true })).status;
  return { ...t, cloud, subAccountId, user, project, keys, ownCall };
}

/** Runs a saga as the job does, one step after the other. */
async function run({ job }: World, sagaId: string): Promise<void> {
  for (const { position } of await openSteps(job, { sagaId })) await runStep(job, { sagaId, position });
  await finishSaga(job, { sagaId });
}

async function access_({ cloud, user, project }: World) {
  const keys = (await cloud.keys.list(user))
    .map(({ id, active }) => ({ id, active }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const policies = (await cloud.policies.attached(user))
    .map((p) => `${p.name}@${JSON.stringify(p.scope)}`)
    .sort();
  const snapshot = await cloud.valve.snapshot({ id: (await cloud.users.get(user))?.id ?? '', name: user }, [
    project,
  ]);
  return { keys, policies, login: (await cloud.login.get(user)).allowed, ark: snapshot.items.ark_keys };
}

test('a cut-off bites at once, is proved step by step, and a restore brings back exactly what was there', async () => {
  const world = await makeWorld();
  const before = await access_(world);
  expect(await world.ownCall()).toBe(200);

  const saga = await cutOff(world.as.admin, { subAccountId: world.subAccountId });
  expect(saga.steps.map((s) => s.name)).toEqual(['snapshot', ...world.cloud.valve.steps, 'verify']);
  await run(world, saga.id);
  expect(await world.ownCall()).toBeGreaterThanOrEqual(401);
  const done = await getSaga(world.as.viewer, { sagaId: saga.id });
  expect(done).toMatchObject({ state: 'done', kind: 'cut_off', reason: 'manual' });
  expect(done.steps.find((s) => s.name === 'access_keys')?.evidence?.changed.map((c) => c.id)).toEqual([
    world.keys[0]?.id,
  ]);
  expect(done.steps.every((s) => s.state === 'done' && s.attempts === 1)).toBe(true);

  const back = await restore(world.as.admin, { subAccountId: world.subAccountId });
  await run(world, back.id);
  expect(await world.ownCall()).toBe(200);
  expect(await access_(world)).toEqual(before);
  const types = (await listAlerts(world.as.viewer, { limit: 10 })).items.map((a) => a.type);
  expect(types).toEqual(['restored', 'cut_off_done']);
});

test('every step may run twice: nothing changes the second time, and the alert is told once', async () => {
  const world = await makeWorld();
  const before = await access_(world);
  const { id: sagaId, steps } = await cutOff(world.as.admin, { subAccountId: world.subAccountId });
  const again = async (id: string, positions: number[]) => {
    for (const position of positions) {
      await runStep(world.job, { sagaId: id, position });
      // As after a crash between the effect and its record.
      await access(world.job, 'sub-account:cut-off', (db) =>
        db.sagaStep.updateMany({ where: { sagaId: id, position }, data: { state: 'running' } }),
      );
      await runStep(world.job, { sagaId: id, position });
    }
    await Promise.all([finishSaga(world.job, { sagaId: id }), finishSaga(world.job, { sagaId: id })]);
  };
  await again(
    sagaId,
    steps.map((s) => s.position),
  );
  const back = await restore(world.as.admin, { subAccountId: world.subAccountId });
  await again(
    back.id,
    back.steps.map((s) => s.position),
  );
  // The second run found everything done; what the first one did is on record nevertheless.
  for (const id of [sagaId, back.id]) {
    const { steps } = await getSaga(world.job, { sagaId: id });
    const changed = steps.find((s) => s.name === 'access_keys')?.evidence?.changed;
    expect(changed?.map((c) => c.id)).toEqual([world.keys[0]?.id]);
  }
  expect(await access_(world)).toEqual(before);
  expect((await listAlerts(world.as.viewer, { limit: 10 })).items).toHaveLength(2);
});

test('a failing step is visible with the cloud’s words, and a retry goes on from it', async () => {
  const world = await makeWorld();
  const { id: sagaId } = await cutOff(world.as.admin, { subAccountId: world.subAccountId });
  await control.fault({ action: 'UpdateLoginProfile', kind: 'server_error', times: 20 });
  await expect(run(world, sagaId)).rejects.toThrow();
  await failSaga(world.job, { sagaId, message: 'gave up' });
  await control.clearFaults();

  const failed = await getSaga(world.as.viewer, { sagaId });
  expect(failed.state).toBe('failed');
  expect(failed.steps.find((s) => s.name === 'login')).toMatchObject({ state: 'failed', attempts: 1 });
  expect(failed.steps.find((s) => s.name === 'deny_policy')?.state).toBe('done');
  await expect(cutOff(world.as.admin, { subAccountId: world.subAccountId })).rejects.toMatchObject({
    reason: 'sub_account_cut_off',
  });

  await retrySaga(world.as.admin, { sagaId });
  await run(world, sagaId);
  expect((await getSaga(world.as.viewer, { sagaId })).state).toBe('done');
  expect(await world.ownCall()).toBeGreaterThanOrEqual(401);
});

test('a cut-off that failed half-way can be restored, wholly', async () => {
  const world = await makeWorld();
  const before = await access_(world);
  const { id: sagaId } = await cutOff(world.as.admin, { subAccountId: world.subAccountId });
  await control.fault({ action: 'UpdateLoginProfile', kind: 'server_error', times: 20 });
  await expect(run(world, sagaId)).rejects.toThrow();
  await failSaga(world.job, { sagaId, message: 'gave up' });
  await control.clearFaults();
  await run(world, (await restore(world.as.admin, { subAccountId: world.subAccountId })).id);
  expect(await access_(world)).toEqual(before);
});

test('a cut-off in the middle of a failed restore still knows what was on before the first one', async () => {
  const world = await makeWorld();
  const before = await access_(world);
  await run(world, (await cutOff(world.as.admin, { subAccountId: world.subAccountId })).id);
  const halfway = await restore(world.as.admin, { subAccountId: world.subAccountId });
  const [first] = await openSteps(world.job, { sagaId: halfway.id });
  await runStep(world.job, { sagaId: halfway.id, position: first?.position ?? -1 });
  await failSaga(world.job, { sagaId: halfway.id, message: 'gave up' });

  await run(world, (await cutOff(world.as.admin, { subAccountId: world.subAccountId })).id);
  expect(await world.ownCall()).toBeGreaterThanOrEqual(401);
  await run(world, (await restore(world.as.admin, { subAccountId: world.subAccountId })).id);
  expect(await access_(world)).toEqual(before);
});

test('a key made while the cut-off runs is found by the last step and switched off too', async () => {
  const world = await makeWorld();
  await world.cloud.keys.delete(world.user, world.keys[1]?.id ?? '');
  const { id: sagaId, steps } = await cutOff(world.as.admin, { subAccountId: world.subAccountId });
  const last = steps.at(-1)?.position ?? 0;
  for (const { position } of steps.slice(0, -1)) await runStep(world.job, { sagaId, position });
  const late = await world.cloud.keys.create(world.user);
  await runStep(world.job, { sagaId, position: last });
  expect((await world.cloud.keys.list(world.user)).find((k) => k.id === late.id)?.active).toBe(false);
});

test('at the limit: once, not when cleared, and only an alert for a protected one', async () => {
  const world = await makeWorld();
  const { subAccountId } = world;
  const bucket = async (spent: bigint) => {
    const id = newId('bucket');
    await access(world.job, 'quota:allocate', async (db) => {
      await db.bucket.updateMany({
        where: { subAccountId, endsAt: null },
        data: { endsAt: world.job.now() },
      });
      const epoch = (await db.bucket.count({ where: { subAccountId } })) + 1;
      await db.bucket.create({
        data: {
          id,
          tenantId: world.tenant.id,
          kind: 'quota',
          subAccountId,
          epoch,
          currency: 'CNY',
          granted: 100n,
          spent,
          startsAt: world.job.now(),
        },
      });
    });
    return id;
  };
  const cleared = await bucket(99n);
  expect(await cutOffAtLimit(world.job, { subAccountId, bucketId: cleared })).toBe('cleared');
  const over = await bucket(100n);
  expect(await cutOffAtLimit(world.job, { subAccountId, bucketId: cleared })).toBe('cleared');

  await access(world.job, 'sub-account:update', (db) =>
    db.subAccount.updateMany({ where: { id: subAccountId }, data: { protected: true } }),
  );
  expect(await cutOffAtLimit(world.job, { subAccountId, bucketId: over })).toBe('protected');
  expect((await listSagas(world.as.viewer, { subAccountId, limit: 10 })).items).toEqual([]);
  await access(world.job, 'sub-account:update', (db) =>
    db.subAccount.updateMany({ where: { id: subAccountId }, data: { protected: false } }),
  );

  expect(await cutOffAtLimit(world.job, { subAccountId, bucketId: over })).toBe('begun');
  expect(await cutOffAtLimit(world.job, { subAccountId, bucketId: over })).toBe('already');
  const [saga] = (await listSagas(world.as.viewer, { subAccountId, limit: 10 })).items;
  await run(world, saga?.id ?? '');
  await expect(restore(world.as.admin, { subAccountId })).rejects.toMatchObject({
    reason: 'sub_account_over_limit',
  });
  await access(world.job, 'sub-account:update', (db) =>
    db.subAccount.updateMany({ where: { id: subAccountId }, data: { deletedAt: world.job.now() } }),
  );
  expect(await cutOffAtLimit(world.job, { subAccountId, bucketId: over })).toBe('cleared');
});

test('a member, a viewer and another tenant cannot cut off', async () => {
  const [world, other] = await Promise.all([makeWorld(), makeTenant()]);
  const input = { subAccountId: world.subAccountId };
  await expect(cutOff(world.as.member, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(cutOff(world.as.viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(cutOff(other.as.owner, input)).rejects.toMatchObject({ code: 'not_found' });
  await expect(restore(world.as.admin, input)).rejects.toMatchObject({ reason: 'sub_account_not_cut_off' });
});
