import { afterAll, describe, expect, test } from 'vitest';
import { allPermissions } from '#lib/permissions.ts';
import { signedCaller } from '#server/clouds/sandbox/signed-caller.ts';
import { access } from '#server/core/access.ts';
import { answering } from '#server/core/answer.ts';
import { type Ctx, platformSystemCtx } from '#server/core/ctx.ts';
import { createKey } from '#server/keys/service.ts';
import { request } from '#tests/procedures.ts';
import { until } from '#tests/process.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { createAccessKey, listAccessKeys, makeAccessKey } from './service/access-keys.ts';
import { createSubAccount } from './service/create.ts';
import { listLostClaims } from './service/key-claims.ts';
import { settleLostClaim } from './service/lost-keys.ts';
import { iamWorld } from './test-world.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

const later = <C extends { now(): Date }>(ctx: C, seconds: number): C => ({
  ...ctx,
  now: () => new Date(Date.now() + seconds * 1000),
});
const underWay = { code: 'conflict', reason: 'access_key_under_way' };
const uncertain = { code: 'upstream_timeout', reason: 'access_key_uncertain' };

async function makeWorld() {
  const world = await iamWorld(sandbox);
  const { account, cloud, ctx } = world;
  const { id: subAccountId } = await world.create('anna');
  const job = world.tenant.job;
  const rows = <T>(read: (db: Parameters<Parameters<typeof access<T>>[2]>[0]) => Promise<T>) =>
    access(job, 'sub-account:read', read);
  return {
    ...world,
    subAccountId,
    asked: { subAccountId },
    fault: (kind: 'timeout_before_effect' | 'timeout_after_effect', more: object = {}) =>
      sandbox.control.fault({ kind, account, action: 'CreateAccessKey', delayMs: 20, ...more }),
    keys: async () => (await cloud.keys.list('anna')).map((key) => key.id),
    loseOne: async () => {
      await sandbox.control.fault({
        kind: 'timeout_after_effect',
        account,
        action: 'CreateAccessKey',
        delayMs: 20,
      });
      await expect(createAccessKey(ctx, { subAccountId })).rejects.toMatchObject(uncertain);
      return (await cloud.keys.list('anna')).map((key) => key.id).at(-1);
    },
    claims: () => rows((db) => db.accessKeyClaim.findMany({ orderBy: { id: 'asc' } })),
    secrets: () => rows((db) => db.accessKeyClaim.count({ where: { secret: { not: null } } })),
    alerts: () => rows((db) => db.alert.findMany({ select: { type: true, severity: true, details: true } })),
    runJob: async (seconds: number) => {
      const mine = (await listLostClaims(later(platformSystemCtx('test'), seconds))).filter(
        ({ tenantId }) => tenantId === job.tenant.id,
      );
      for (const claim of mine) await settleLostClaim(later(job, seconds), claim);
      return mine.length;
    },
  };
}

describe('a key whose answer was lost', () => {
  test('is deleted before another one is made, and not before its call must be over', async () => {
    const { ctx, asked, loseOne, keys, claims, alerts, audited } = await makeWorld();
    const lost = await loseOne();
    await expect(createAccessKey(ctx, asked)).rejects.toMatchObject({ ...underWay, retryAfter: 30 });
    const made = await createAccessKey(later(ctx, 31), asked);
    expect(await keys()).toEqual([made.accessKeyId]);
    expect(lost).not.toBe(made.accessKeyId);
    expect(await claims()).toMatchObject([{ outcome: 'deleted' }, { outcome: 'given' }]);
    const details = { outcome: 'deleted', accessKey: lost, userName: 'anna' };
    expect(await alerts()).toMatchObject([{ type: 'access_key_lost', severity: 'info', details }]);
    expect((await audited()).slice(-2)).toEqual(['access-key.lost-answer-resolved', 'access-key.create']);
  });

  test('is deleted by the job, without anybody asking again', async () => {
    const { loseOne, keys, runJob, alerts } = await makeWorld();
    await loseOne();
    expect(await runJob(10)).toBe(0);
    expect(await keys()).toHaveLength(1);
    expect(await runJob(31)).toBe(1);
    expect(await keys()).toEqual([]);
    expect(await runJob(62)).toBe(0);
    expect(await alerts()).toHaveLength(1);
  });

  test('is deleted by whoever looks at the keys', async () => {
    const { tenant, asked, loseOne } = await makeWorld();
    await loseOne();
    expect((await listAccessKeys(tenant.as.viewer, asked)).items).toHaveLength(1);
    expect((await listAccessKeys(later(tenant.as.viewer, 31), asked)).items).toEqual([]);
  });

  test('leaves nothing to do when it was not made after all', async () => {
    const { ctx, asked, fault, keys, claims, alerts, runJob } = await makeWorld();
    await fault('timeout_before_effect');
    await expect(createAccessKey(ctx, asked)).rejects.toMatchObject(uncertain);
    expect(await runJob(31)).toBe(1);
    expect(await keys()).toEqual([]);
    expect(await claims()).toMatchObject([{ outcome: 'nothing' }]);
    expect(await alerts()).toEqual([]);
  });

  test('is told from one that somebody made in the cloud and uses', async () => {
    const { ctx, cloud, asked, loseOne, keys } = await makeWorld();
    const theirs = await cloud.keys.create('anna');
    await signedCaller(sandbox.url, { accessKeyId: theirs.id, secretAccessKey: theirs.secret })(
      'sts',
      'GetCallerIdentity',
      {},
      { post: true },
    );
    await loseOne();
    const made = await createAccessKey(later(ctx, 31), asked);
    expect((await keys()).sort()).toEqual([theirs.id, made.accessKeyId].sort());
  });

  test('is left to a person when nobody can say which of several it is', async () => {
    const { ctx, cloud, asked, loseOne, keys, runJob, alerts } = await makeWorld();
    await loseOne();
    await cloud.keys.create('anna');
    const both = await keys();
    expect(await runJob(31)).toBe(1);
    expect(await keys()).toEqual(both);
    const details = { outcome: 'unclear', accessKey: both.join(', ') };
    expect(await alerts()).toMatchObject([{ severity: 'warning', details }]);
    await expect(createAccessKey(ctx, asked)).rejects.toMatchObject({ reason: 'access_key_limit' });
  });

  test('goes with its user', async () => {
    const { cloud, loseOne, runJob, claims } = await makeWorld();
    await loseOne();
    await cloud.users.delete('anna');
    await cloud.users.create({ name: 'anna' });
    await cloud.keys.create('anna');
    expect(await runJob(31)).toBe(1);
    expect(await claims()).toMatchObject([{ outcome: 'nothing' }]);
    expect(await cloud.keys.list('anna')).toHaveLength(1);
  });

  test('is deleted by the call itself when that comes back too late', async () => {
    const { ctx, account, asked, keys, claims, runJob } = await makeWorld();
    await sandbox.control.fault({ kind: 'delay', account, action: 'CreateAccessKey', delayMs: 400 });
    const slow = createAccessKey(ctx, asked);
    slow.catch(() => {});
    await until(async () => (await claims()).length === 1);
    expect(await runJob(31)).toBe(1);
    await expect(slow).rejects.toMatchObject(uncertain);
    expect(await keys()).toEqual([]);
    expect(await claims()).toMatchObject([{ outcome: 'nothing' }]);
  });
});

describe('two wishes for one user', () => {
  test('are served one after the other', async () => {
    const { ctx, account, asked, keys, claims } = await makeWorld();
    await sandbox.control.fault({ kind: 'delay', account, action: 'CreateAccessKey', delayMs: 3_000 });
    const first = createAccessKey(ctx, asked);
    await until(async () => (await claims()).length === 1);
    await expect(createAccessKey(ctx, asked)).rejects.toMatchObject(underWay);
    const { accessKeyId } = await first;
    expect(await keys()).toEqual([accessKeyId]);
  });

  test('never make more than were asked for, however many come at once', async () => {
    const { ctx, asked, keys } = await makeWorld();
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => createAccessKey(ctx, asked)));
    const made = results.flatMap((r) => (r.status === 'fulfilled' ? [r.value.accessKeyId] : []));
    expect((await keys()).sort()).toEqual(made.sort());
    for (const result of results)
      if (result.status === 'rejected')
        expect(['access_key_under_way', 'access_key_limit']).toContain(result.reason.reason);
  });

  test('do not wait for one that the cloud has refused', async () => {
    const { ctx, account, asked, claims } = await makeWorld();
    await sandbox.control.fault({ kind: 'throttled', account, action: 'CreateAccessKey' });
    await expect(createAccessKey(ctx, asked)).rejects.toMatchObject({ reason: 'cloud_throttled' });
    await createAccessKey(ctx, asked);
    expect(await claims()).toMatchObject([{ outcome: 'refused' }, { outcome: 'given' }]);
  });
});

describe('a key whose answer did not leave', () => {
  test('is given to who asked for it when they ask again, and its secret is forgotten then', async () => {
    const { ctx, asked, keys, secrets } = await makeWorld();
    const { key } = await makeAccessKey(ctx, asked.subAccountId);
    expect(await secrets()).toBe(1);
    await expect(createAccessKey(ctx, asked)).rejects.toMatchObject(underWay);
    expect(await createAccessKey(later(ctx, 6), asked)).toEqual(key);
    expect(await secrets()).toBe(0);
    const second = await createAccessKey(ctx, asked);
    expect((await keys()).sort()).toEqual([key.accessKeyId, second.accessKeyId].sort());
  });

  test('is made anew when somebody has deleted it meanwhile', async () => {
    const { ctx, cloud, asked, keys, claims } = await makeWorld();
    const { key } = await makeAccessKey(ctx, asked.subAccountId);
    await cloud.keys.delete('anna', key.accessKeyId);
    const other = await createAccessKey(later(ctx, 6), asked);
    expect(await keys()).toEqual([other.accessKeyId]);
    expect(await claims()).toMatchObject([{ outcome: 'nothing' }, { outcome: 'given' }]);
  });

  test('is not given to anybody else', async () => {
    const { ctx, tenant, asked, keys, secrets, claims, alerts } = await makeWorld();
    const { key } = await makeAccessKey(ctx, asked.subAccountId);
    const other = await createAccessKey(later(tenant.as.owner, 6), asked);
    expect((await keys()).sort()).toEqual([key.accessKeyId, other.accessKeyId].sort());
    expect(await claims()).toMatchObject([{ outcome: 'unclear' }, { outcome: 'given' }]);
    expect(await secrets()).toBe(0);
    const details = { outcome: 'unclear', accessKey: key.accessKeyId };
    expect(await alerts()).toMatchObject([{ type: 'access_key_lost', severity: 'warning', details }]);
  });

  test('is told of after a while, when nobody asks again', async () => {
    const { ctx, asked, keys, secrets, alerts, runJob } = await makeWorld();
    await makeAccessKey(ctx, asked.subAccountId);
    expect(await runJob(300)).toBe(0);
    expect(await runJob(601)).toBe(1);
    expect(await keys()).toHaveLength(1);
    expect(await secrets()).toBe(0);
    expect(await alerts()).toMatchObject([{ severity: 'warning' }]);
  });

  test('is the same for a new sub-account, whose creation may be asked for again', async () => {
    const { ctx, cloud, input, secrets, claims } = await makeWorld();
    const asked = input('ben', { accessKey: true, login: { generate: true, mustReset: true } });
    const dying = answering(ctx, async (c: Ctx) => {
      const made = await createSubAccount(c, asked);
      throw Object.assign(new Error('the process ends'), { made });
    });
    const { made } = await dying.catch((error) => error);
    expect(await secrets()).toBe(1);
    const again = await createSubAccount(later(ctx, 121), asked);
    expect(again).toMatchObject({ accessKey: made.accessKey, warnings: [] });
    expect(again.subAccount.id).toBe(made.subAccount.id);
    expect(await cloud.keys.list('ben')).toHaveLength(1);
    expect(await claims()).toMatchObject([{ outcome: 'given' }]);
    await expect(createSubAccount(later(ctx, 242), asked)).rejects.toMatchObject({
      reason: 'user_name_taken',
    });
  });
});

test('over the API a key is settled after its answer, and a repeat with the same key gets the same answer', async () => {
  const { tenant, subAccountId, keys, claims } = await makeWorld();
  const { secret } = await createKey(tenant.as.owner, { name: 'portal', permissions: [...allPermissions] });
  const ask = () =>
    request('POST', `/sub-accounts/${subAccountId}/access-keys`, {
      secret,
      headers: { 'idempotency-key': 'one' },
    });
  const first = await ask();
  expect(first.status).toBe(201);
  await until(async () => (await claims())[0]?.outcome === 'given');
  expect((await ask()).body).toEqual(first.body);
  expect(await keys()).toEqual([first.body.accessKeyId]);
});
