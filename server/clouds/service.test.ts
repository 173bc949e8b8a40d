import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '#server/audit/service.ts';
import { access } from '#server/core/access.ts';
import { toAppError } from '#server/core/render-error.ts';
import { makeTenant } from '#tests/factories.ts';
import { makeSandbox, type TestSandbox } from '#tests/sandbox.ts';
import {
  connectCloudAccount,
  disconnectCloudAccount,
  getCloudAccount,
  listCloudAccounts,
  openCloudAccount,
  rotateCredential,
  testCredential,
  updateCloudAccount,
} from './service.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => sandbox.close());

const page = { limit: 50 };
const sandboxed = (credential: { accessKeyId: string; secretAccessKey: string }) => ({
  provider: 'sandbox' as const,
  accessKeyId: credential.accessKeyId,
  secretAccessKey: credential.secretAccessKey,
});

async function makeRoot() {
  return sandbox.control.createAccount({ name: `root-${Math.random()}` });
}

test('a credential is tested, stored encrypted, shown as a hint, and opens the cloud again', async () => {
  const { as, job } = await makeTenant();
  const root = await makeRoot();
  expect(await testCredential(as.admin, sandboxed(root))).toMatchObject({
    cloudAccountNo: root.accountId,
    isRoot: true,
  });
  const made = await connectCloudAccount(as.admin, { ...sandboxed(root), name: 'Main' });
  expect(made).toMatchObject({ name: 'Main', status: 'active', cloudAccountNo: root.accountId });
  expect(made.keyHint).toBe(`${root.accessKeyId.slice(0, 4)}…${root.accessKeyId.slice(-4)}`);
  const stored = await access(job, 'cloud-account:read', (db) => db.$queryRaw`select * from cloud_account`);
  expect(JSON.stringify(stored)).not.toContain(root.secretAccessKey);
  expect(inspect(await listAudit(as.owner, page), { depth: null })).not.toContain(root.secretAccessKey);
  expect((await (await openCloudAccount(job, made.id)).identity()).accountId).toBe(root.accountId);
});

test('a wrong credential stores nothing and says what the cloud said', async () => {
  const { as } = await makeTenant();
  const root = await makeRoot();
  const wrong = { ...sandboxed(root), secretAccessKey: 'not the secret', name: 'Main' };
  await expect(connectCloudAccount(as.admin, wrong)).rejects.toMatchObject({
    code: 'upstream_failed',
    reason: 'cloud_credential_refused',
    params: { code: 'SignatureDoesNotMatch' },
  });
  expect((await listCloudAccounts(as.admin, page)).items).toEqual([]);
});

test('one cloud account is connected once, even by two people at the same moment', async () => {
  const { as } = await makeTenant();
  const root = await makeRoot();
  const connect = (name: string) => connectCloudAccount(as.admin, { ...sandboxed(root), name });
  const results = await Promise.allSettled([connect('One'), connect('Two')]);
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
  const lost = results.find((r) => r.status === 'rejected');
  expect(toAppError(lost?.reason, 'req_1').code).toBe('conflict');
  await expect(connect('Three')).rejects.toMatchObject({ reason: 'cloud_account_connected' });
});

test('a credential is replaced only by another one of the same account', async () => {
  const { as } = await makeTenant();
  const [root, other] = [await makeRoot(), await makeRoot()];
  const { id } = await connectCloudAccount(as.admin, { ...sandboxed(root), name: 'Main' });
  const { provider, ...foreign } = sandboxed(other);
  await expect(rotateCredential(as.admin, { cloudAccountId: id, ...foreign })).rejects.toMatchObject({
    reason: 'cloud_account_other',
  });
  const { provider: _, ...same } = sandboxed(root);
  expect(await rotateCredential(as.admin, { cloudAccountId: id, ...same })).toMatchObject({
    status: 'active',
  });
});

test('a disconnected account forgets its credential and can be connected again', async () => {
  const { as, job } = await makeTenant();
  const root = await makeRoot();
  const { id } = await connectCloudAccount(as.admin, { ...sandboxed(root), name: 'Main' });
  await updateCloudAccount(as.admin, { cloudAccountId: id, name: 'Renamed' });
  expect(await disconnectCloudAccount(as.admin, { cloudAccountId: id })).toMatchObject({
    status: 'disconnected',
  });
  await expect(openCloudAccount(job, id)).rejects.toMatchObject({ reason: 'cloud_account_disconnected' });
  await expect(getCloudAccount(as.admin, { cloudAccountId: id })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await connectCloudAccount(as.admin, { ...sandboxed(root), name: 'Again' })).toMatchObject({
    name: 'Again',
  });
});

test('members and viewers look, and do not touch; another tenant finds nothing', async () => {
  const [mine, other] = await Promise.all([makeTenant(), makeTenant()]);
  const root = await makeRoot();
  const connect = connectCloudAccount(mine.as.member, { ...sandboxed(root), name: 'Main' });
  await expect(connect).rejects.toMatchObject({ code: 'forbidden' });
  const { id } = await connectCloudAccount(mine.as.owner, { ...sandboxed(root), name: 'Main' });
  expect((await listCloudAccounts(mine.as.viewer, page)).total).toBe(1);
  await expect(disconnectCloudAccount(mine.as.viewer, { cloudAccountId: id })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(getCloudAccount(other.as.owner, { cloudAccountId: id })).rejects.toMatchObject({
    code: 'not_found',
  });
});
