// Two whole processes on one database: they share the work, believe the same, and one does without the other.
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withIdentity } from '#server/core/identity.ts';
import { createUser } from '#server/users/service/accounts.ts';
import { hashPassword } from '#server/users/service/passwords.ts';
import { resetPassword } from '#server/users/service/people.ts';
import { callsOf, isQuiet, isReading } from './crash/end-state.ts';
import { requestTo } from './crash/request.ts';
import { platformJob } from './factories.ts';
import { type RunningProcess, spawnNode, until } from './process.ts';
import { makeSandbox } from './sandbox.ts';
import { makeStory, type Story } from './story.ts';

type Web = { process: RunningProcess; url: string; ask: ReturnType<typeof requestTo> };

const sandbox = await makeSandbox();
const db = new Pool({ connectionString: process.env.DATABASE_URL });
let webs: [Web, Web];
beforeAll(async () => {
  webs = await Promise.all([startWeb(), startWeb()]);
}, 60_000);
afterAll(async () => {
  await Promise.all(webs.map(({ process }) => process.kill('SIGKILL')));
  await Promise.all([db.end(), sandbox.close()]);
});

async function startWeb(): Promise<Web> {
  const process = spawnNode('tests/airgate-process.ts', [], { ipc: true });
  const [, url = ''] = await process.waitFor(/AirGate at (\S+)/, 60);
  return { process, url, ask: requestTo(url) };
}

/** A sub-account in an account whose first check is over. */
async function makeFarm() {
  const story = await makeStory(sandbox);
  const { id: cloudAccountId } = await story.connect();
  await story.checked(cloudAccountId, 40);
  const farm = await story.createFarm(cloudAccountId);
  await farm.allocate('100');
  return { story, farm, cloudAccountId, ...idsOf(story) };
}

const idsOf = ({ tenant, account }: Story) => ({ tenantId: tenant.tenant.id, account });

async function changesIn(world: { account: string }): Promise<Record<string, number>> {
  const calls = (await callsOf({ sandbox }, world)).filter((call) => call.done && !isReading(call));
  const names = [...new Set(calls.map(({ action }) => action))];
  return Object.fromEntries(
    names.map((name) => [name, calls.filter(({ action }) => action === name).length]),
  );
}

test('what both are asked for at once is done once, and checks of one account never overlap', async () => {
  const worlds = await Promise.all([makeFarm(), makeFarm(), makeFarm()]);
  await Promise.all(
    worlds.map(async ({ story, farm, cloudAccountId }) => {
      await farm.spend('101');
      const body = { cloudAccountId };
      const asked = webs.map(({ ask }) => ask('POST', '/spending-checks', { secret: story.secret, body }));
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(statuses.map((status) => status < 300).sort()).toEqual([false, true]);
      expect(statuses).toContain(409);
    }),
  );
  for (const world of worlds) {
    await until(() => isQuiet({ db }, world), 60);
    expect((await world.farm.sagas()).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['cut_off done']);
    const once = { CreatePolicy: 1, AttachUserPolicy: 1, UpdateAccessKey: 1, UpdateLoginProfile: 1 };
    expect(await changesIn(world)).toMatchObject({ ...once, UpdateApiKey: 1, StopEndpoint: 1 });
  }
  const again = `SELECT function_id FROM executor.run WHERE event->>'name' NOT LIKE 'inngest/%'
    GROUP BY function_id, event->>'id' HAVING count(*) > 1`;
  expect((await db.query(again)).rows).toEqual([]);
  const overlapping = `SELECT 1 FROM spending_check a JOIN spending_check b
    ON a.cloud_account_id = b.cloud_account_id AND a.id < b.id AND b.started_at < coalesce(a.finished_at, now())`;
  expect((await db.query(overlapping)).rows).toEqual([]);
}, 120_000);

test('a key made on one works on the other at once, and once it is revoked on neither', async () => {
  const [one, other] = webs;
  const { secret } = await makeStory(sandbox);
  const body = { name: 'portal', permissions: ['sub-account:read'] };
  const made = await one.ask<{ id: string; secret: string }>('POST', '/api-keys', { secret, body });
  const key = { secret: made.body.secret };
  const ask = (web: Web) => web.ask('GET', '/sub-accounts', key);
  expect((await ask(other)).status).toBe(200);
  expect((await ask(one)).status).toBe(200);
  expect((await other.ask('DELETE', `/api-keys/${made.body.id}`, { secret })).status).toBe(200);
  const revoked = { status: 401, body: { reason: 'key_revoked' } };
  expect(await ask(other)).toMatchObject(revoked);
  // The other process hears of it, within a second even if it does not.
  await expect.poll(() => ask(one), { timeout: 1_000, interval: 20 }).toMatchObject(revoked);
});

test('who signs in at one is signed in at the other, and at neither after a new password', async () => {
  const [one, other] = webs;
  const email = `mei-${randomBytes(6).toString('hex')}@example.com`;
  const passwordHash = await hashPassword('correct horse battery');
  const { id } = await withIdentity((tx) => createUser(tx, { email, name: 'Mei', passwordHash }, new Date()));
  const cookie = await signIn(one, { email, password: 'correct horse battery' });
  const userAt = async ({ url }: Web) =>
    ((await (await fetch(`${url}/api/auth/session`, { headers: { cookie } })).json()) as { userId?: string })
      .userId;
  expect([await userAt(one), await userAt(other)]).toEqual([id, id]);
  await resetPassword(platformJob(), { email, password: 'another long password' });
  expect([await userAt(one), await userAt(other)]).toEqual([null, null]);
});

/** As the sign-in page does; returns the cookies of the session. */
async function signIn({ url }: Web, given: { email: string; password: string }): Promise<string> {
  const cookiesOf = (response: Response) =>
    response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const begun = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await begun.json()) as { csrfToken: string };
  const response = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(begun).join('; ') },
    body: new URLSearchParams({ csrfToken, ...given, json: 'true' }),
  });
  return cookiesOf(response).join('; ');
}

test('when the one that leads is killed, the other finishes what it was doing', async () => {
  const world = await makeFarm();
  const { story, farm, account } = world;
  await sandbox.control.fault({ kind: 'timeout_before_effect', account, action: 'UpdateAccessKey' });
  const begun = await webs[1].ask('POST', `/sub-accounts/${farm.id}/disable`, { secret: story.secret });
  expect(begun.status).toBeLessThan(300);
  await until(async () => (await sandbox.control.faults({ account })).faults.length === 0, 30);
  const { rows } = await db.query<{ holder: string }>('SELECT holder FROM executor.lease');
  const leader = webs.find(({ process }) => rows[0]?.holder === `pid ${process.pid}`);
  const other = webs.find((web) => web !== leader);
  await leader?.process.kill('SIGKILL');
  await until(() => isQuiet({ db }, world), 30);
  const saga = await other?.ask('GET', `/sub-accounts/${farm.id}/sagas`, { secret: story.secret });
  expect(saga?.body).toMatchObject({ items: [{ kind: 'cut_off', state: 'done' }] });
  expect(await farm.ownCall()).toBe(401);
  const once = { AttachUserPolicy: 1, UpdateAccessKey: 1, UpdateLoginProfile: 1, StopEndpoint: 1 };
  expect(await changesIn(world)).toMatchObject(once);
}, 90_000);
