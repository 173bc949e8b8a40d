// What is refused about cloud accounts, sub-accounts, projects, quotas, cut-offs and spending.
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import { env } from '#server/core/env.ts';
import { settleSpending } from '#server/quotas/service.ts';
import { yuan } from '#server/quotas/test-world.ts';
import { refusingCloud } from './stricter-cloud.ts';
import { refusal, type World } from './world.ts';

const root = async ({ sandbox }: World) => {
  const { accessKeyId, secretAccessKey } = await sandbox.control.createAccount({ name: 'another' });
  return { accessKeyId, secretAccessKey };
};
const connect = (w: World, credential: object, provider = 'sandbox') =>
  w.post<{ id: string }>('/cloud-accounts', { provider, name: 'Second', ...credential });
const rename = (w: World, path: string) => w.patch(path, { displayName: 'Anna' });
const create = (w: World, more: object) =>
  w.post('/sub-accounts', {
    cloudAccountId: w.cloudAccountId,
    userName: `n-${Math.random().toString(36).slice(2)}`,
    ...more,
  });

export const cloudCases = [
  refusal('upstream_failed', 'cloud_credential_refused', async (w) =>
    connect(w, { ...(await root(w)), secretAccessKey: 'not the secret at all' }),
  ),
  refusal('conflict', 'cloud_account_connected', async (w) => {
    const credential = await root(w);
    await connect(w, credential);
    return connect(w, credential);
  }),
  refusal('invalid_input', 'cloud_account_other', async (w) =>
    w.post(`/cloud-accounts/${w.cloudAccountId}/credential`, await root(w)),
  ),
  refusal('conflict', 'cloud_account_in_use', async (w) => {
    await w.account();
    return w.remove(`/cloud-accounts/${w.cloudAccountId}`);
  }),
  refusal('precondition_failed', 'cloud_account_disconnected', async (w) => {
    const { body } = await connect(w, await root(w));
    await w.remove(`/cloud-accounts/${body.id}`);
    return create(w, { cloudAccountId: body.id });
  }),
  refusal('upstream_failed', 'cloud_denied', async ({ fresh }) => {
    const w = await fresh();
    const { path } = await w.account();
    const { body } = await w.post<{ accessKeyId: string; secretAccessKey: string }>(`${path}/access-keys`);
    // A user's own key is one of the account, and may hardly do anything in it.
    await w.post(`/cloud-accounts/${w.cloudAccountId}/credential`, body);
    return w.post(`/cloud-accounts/${w.cloudAccountId}/sync`);
  }),
  refusal('precondition_failed', 'provider_unavailable', async (w) => {
    const url = env().AIRGATE_SANDBOX_URL;
    env().AIRGATE_SANDBOX_URL = undefined;
    const answer = await w.post(`/cloud-accounts/${w.cloudAccountId}/sync`);
    env().AIRGATE_SANDBOX_URL = url;
    return answer;
  }),
  refusal('upstream_failed', 'cloud_throttled', async (w) => {
    const { path } = await w.account();
    await w.fault('throttled', 'UpdateUser');
    return rename(w, path);
  }),
  refusal('upstream_failed', 'cloud_failed', async (w) => {
    const { path } = await w.account();
    await w.fault('server_error', 'UpdateUser');
    return rename(w, path);
  }),
  refusal('upstream_timeout', 'cloud_timeout', async (w) => {
    const { path } = await w.account();
    return refusingCloud('UpdateUser', 'InternalServiceTimeout', () => rename(w, path));
  }),
  refusal('conflict', 'user_name_taken', async (w) => {
    const { userName } = await w.account();
    return create(w, { userName });
  }),
  refusal('conflict', 'user_name_in_progress', async (w) => {
    const at = w.tenant.job.now();
    const busyUntil = new Date(at.getTime() + 60_000);
    const row = {
      userName: 'half-made',
      actorId: newId('user'),
      requestHash: 'none',
      startedAt: at,
      busyUntil,
    };
    await access(w.tenant.job, 'sub-account:create', (db) =>
      db.subAccountCreation.create({
        data: { tenantId: w.tenant.tenant.id, cloudAccountId: w.cloudAccountId, ...row },
      }),
    );
    return create(w, { userName: 'half-made' });
  }),
  refusal('invalid_input', 'cloud_input_refused', async (w) => {
    const { path } = await w.account();
    return refusingCloud('UpdateUser', 'InvalidDisplayName', () => rename(w, path));
  }),
  refusal('invalid_input', 'password_refused', async (w) =>
    w.put(`${(await w.account()).path}/login`, { allowed: true, password: 'password' }),
  ),
  refusal('invalid_input', 'login_password_missing', async (w) =>
    w.put(`${(await w.account()).path}/login`, { allowed: true }),
  ),
  refusal('precondition_failed', 'sub_account_not_managed', async (w) =>
    rename(w, (await w.account({ managed: false })).path),
  ),
  refusal('precondition_failed', 'sub_account_missing', async (w) =>
    rename(w, (await w.account({ missingSince: new Date('2026-11-19') })).path),
  ),
  refusal('precondition_failed', 'sub_account_cut_off', async (w) =>
    w.post(`${(await w.account({ state: 'cut_off' })).path}/policies`, {
      name: 'TOSFullAccess',
      type: 'System',
    }),
  ),
  refusal('conflict', 'sub_account_busy', async (w) => {
    const { id, path } = await w.account();
    await w.world.openSaga(id);
    return w.post(`${path}/disable`);
  }),
  refusal('conflict', 'sub_account_cut_off', async (w) => {
    const { id, path } = await w.account({ state: 'cut_off' });
    const { id: sagaId } = await w.world.openSaga(id);
    await finishSaga(w, sagaId, 'done');
    return w.post(`${path}/disable`);
  }),
  refusal('conflict', 'sub_account_not_cut_off', async (w) => w.post(`${(await w.account()).path}/restore`)),
  refusal('conflict', 'sub_account_saga_stopped', async (w) => {
    const { id, path, userName } = await w.account({ state: 'cutting_off' });
    const { id: sagaId } = await w.world.openSaga(id);
    await finishSaga(w, sagaId, 'failed');
    return w.remove(`${path}?confirmation=${userName}`);
  }),
  refusal('precondition_failed', 'sub_account_over_limit', async (w) => {
    const { id, path } = await w.account();
    await w.post(`${path}/allocations`, { amount: '5', reason: 'Test' });
    await settleSpending(w.tenant.job, [{ subAccountId: id, spent: yuan(7) }], { checkId: newId('check') });
    const { id: sagaId } = await w.world.openSaga(id);
    await finishSaga(w, sagaId, 'done');
    await w.world.put(id, { state: 'cut_off' });
    return w.post(`${path}/restore`);
  }),
  refusal('invalid_input', 'confirmation_wrong', async (w) =>
    w.remove(`${(await w.account()).path}?confirmation=somebody-else`),
  ),
  refusal('limit_exceeded', 'access_key_limit', async (w) => {
    const { path } = await w.account();
    for (const _ of [1, 2]) await w.post(`${path}/access-keys`);
    return w.post(`${path}/access-keys`);
  }),
  refusal('upstream_timeout', 'access_key_uncertain', async (w) => loseKey(w, (await w.account()).path)),
  refusal('conflict', 'access_key_under_way', async (w) => {
    const { path } = await w.account();
    await loseKey(w, path);
    return w.post(`${path}/access-keys`);
  }),
  refusal('invalid_input', 'policy_unknown', async (w) =>
    w.post(`${(await w.account()).path}/policies`, { name: 'NoSuchPolicy', type: 'System' }),
  ),
  refusal('invalid_input', 'project_unknown', async (w) =>
    w.post(`${(await w.account()).path}/projects`, { projectName: 'nowhere' }),
  ),
  refusal('conflict', 'project_owned', async (w) => {
    const [one, other] = [await w.account(), await w.account()];
    await w.world.makeProject('films');
    await w.post(`${one.path}/projects`, { projectName: 'films' });
    return w.post(`${other.path}/projects`, { projectName: 'films' });
  }),
  refusal('conflict', 'project_busy', async (w) => {
    const { path } = await w.account();
    await w.world.makeProject('busy');
    const { body } = await w.post<{ id: string }>(`${path}/projects`, { projectName: 'busy' });
    await w.db((db) =>
      db.subAccountProject.updateMany({ where: { id: body.id }, data: { state: 'attaching' } }),
    );
    return w.remove(`${path}/projects/${body.id}`);
  }),
  refusal('invalid_input', 'counted_from_future', async (w) => {
    await w.world.makeProject('later');
    const body = { projectName: 'later', countedFrom: '2199-01-01' };
    return w.post(`${(await w.account()).path}/projects`, body);
  }),
  refusal('limit_exceeded', 'deduction_too_large', async (w) =>
    w.post(`${(await w.account()).path}/allocations`, { amount: '-1', reason: 'Test' }),
  ),
  refusal('limit_exceeded', 'quota_too_large', async (w) => {
    const { path } = await w.account();
    const most = { amount: '1000000000', reason: 'Test' };
    await w.post(`${path}/allocations`, most);
    return w.post(`${path}/allocations`, most);
  }),
  refusal('conflict', 'check_running', async (w) => {
    const body = { cloudAccountId: w.cloudAccountId };
    await w.post('/spending-checks', body);
    return w.post('/spending-checks', body);
  }),
  refusal('invalid_input', 'day_range', ({ get }) => get('/spending?from=2026-02-01&to=2026-01-01')),
];

const finishSaga = (w: World, id: string, state: 'done' | 'failed') =>
  access(w.tenant.job, 'sub-account:update', (db) =>
    db.saga.updateMany({
      where: { id },
      data: { state, ...(state === 'done' && { finishedAt: w.tenant.job.now() }) },
    }),
  );

async function loseKey(w: World, path: string) {
  await w.fault('timeout_after_effect', 'CreateAccessKey');
  const answer = await w.post(`${path}/access-keys`);
  await w.calm();
  return answer;
}
