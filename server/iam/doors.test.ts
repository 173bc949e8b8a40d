import { afterAll, describe, expect, test } from 'vitest';
import { allPermissions } from '#lib/permissions.ts';
import { createKey } from '#server/keys/service.ts';
import { handleRest } from '#server/rest.ts';
import { makeSandbox } from '#tests/sandbox.ts';
import { iamWorld } from './test-world.ts';

const sandbox = await makeSandbox();
afterAll(() => sandbox.close());

type Answer = { status: number; body: Record<string, unknown> & { items?: Record<string, unknown>[] } };

async function world() {
  const made = await iamWorld(sandbox);
  const { secret } = await createKey(made.tenant.as.owner, {
    name: 'portal',
    permissions: [...allPermissions],
  });
  const ask = async (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await handleRest(
      new Request(`http://localhost/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
    return { status: response.status, body: await response.json() };
  };
  return { ...made, ask };
}

describe('the API', () => {
  test('creates a sub-account once for a key, however often it is asked, and remembers the secrets', async () => {
    const { ask, cloud, cloudAccountId } = await world();
    const asked = { cloudAccountId, userName: 'farm', accessKey: true, login: { generate: true } };
    const headers = { 'idempotency-key': 'order-1' };
    const first = await ask('POST', '/sub-accounts', asked, headers);
    expect(first).toMatchObject({ status: 201, body: { warnings: [], subAccount: { userName: 'farm' } } });
    expect(await ask('POST', '/sub-accounts', asked, headers)).toEqual(first);
    expect(await cloud.keys.list('farm')).toHaveLength(1);
    expect((await ask('POST', '/sub-accounts', asked)).body).toMatchObject({
      status: 409,
      reason: 'user_name_taken',
    });
  });

  test('carries a sub-account from the sync to its end', async () => {
    const { ask, cloud, cloudAccountId, makeProject } = await world();
    await cloud.users.create({ name: 'old-hand' });
    await makeProject('films');
    const synced = await ask('POST', `/cloud-accounts/${cloudAccountId}/sync`);
    expect(synced).toEqual({ status: 200, body: { added: 1, changed: 0, missing: 0, projects: 2 } });
    const unmanaged = await ask('GET', '/sub-accounts?managed=false&sort=createdAt&order=desc');
    const id = String(unmanaged.body.items?.[0]?.id);
    expect(await ask('POST', '/sub-accounts/import', { subAccountIds: [id] })).toMatchObject({
      body: { imported: 1 },
    });

    const at = `/sub-accounts/${id}`;
    const changed = await ask('PATCH', at, { displayName: 'Old hand', alertSteps: [75] });
    expect(changed.body).toMatchObject({ displayName: 'Old hand', alertSteps: [75] });

    expect((await ask('PUT', `${at}/login`, { generate: true, allowed: true })).body).toMatchObject({
      allowed: true,
    });
    expect((await ask('GET', `${at}/login`)).body).toEqual({
      exists: true,
      allowed: true,
      lastLoginAt: null,
    });

    const key = await ask('POST', `${at}/access-keys`);
    expect(key.status).toBe(201);
    const keyPath = `${at}/access-keys/${String(key.body.accessKeyId)}`;
    expect((await ask('PATCH', keyPath, { active: false })).body).toMatchObject({ state: 'inactive' });
    expect((await ask('GET', `${at}/access-keys`)).body).toMatchObject({
      items: [{ active: false }],
      max: 2,
    });
    expect((await ask('DELETE', keyPath)).body).toMatchObject({ state: 'deleted' });

    expect(
      (await ask('GET', `/cloud-accounts/${cloudAccountId}/policies?search=tosfull`)).body,
    ).toMatchObject({
      items: [{ name: 'TOSFullAccess' }],
    });
    const policy = { name: 'TOSFullAccess', type: 'System' };
    expect((await ask('POST', `${at}/policies`, policy)).body.items).toHaveLength(1);
    expect((await ask('DELETE', `${at}/policies?name=TOSFullAccess&type=System`)).body.items).toEqual([]);

    const project = await ask('POST', `${at}/projects`, { projectName: 'films' });
    expect(project).toMatchObject({ status: 201, body: { state: 'active', countedThrough: null } });
    const projectPath = `${at}/projects/${String(project.body.id)}`;
    expect((await ask('PATCH', projectPath, { monitored: false })).body).toMatchObject({ monitored: false });
    expect((await ask('PATCH', `${at}/projects`, { monitored: true })).body).toEqual({ changed: 1 });
    expect(
      (await ask('GET', `/cloud-accounts/${cloudAccountId}/projects?search=films`)).body.items,
    ).toMatchObject([{ name: 'films', owner: { userName: 'old-hand' } }]);
    expect((await ask('GET', `${at}/projects`)).body.items).toMatchObject([{ projectName: 'films' }]);
    expect((await ask('DELETE', projectPath)).body).toMatchObject({ state: 'removed' });

    expect((await ask('DELETE', at)).status).toBe(400);
    expect((await ask('DELETE', `${at}?confirmation=old-hand`)).body).toMatchObject({ userName: 'old-hand' });
    expect((await ask('GET', at)).status).toBe(404);
  });

  test('names every wrong field', async () => {
    const { ask, cloudAccountId } = await world();
    const asked = { cloudAccountId, userName: 'a b', email: 'nobody', colour: 'red' };
    const { status, body } = await ask('POST', '/sub-accounts', asked, { 'accept-language': 'zh-CN' });
    expect(status).toBe(400);
    const paths = (body.errors as { path: string }[]).map((e) => e.path);
    expect(paths.sort()).toEqual(['colour', 'email', 'userName']);
    expect((await ask('GET', '/sub-accounts/key_1')).status).toBe(400);
    expect((await ask('GET', '/sub-accounts?state=lazy')).status).toBe(400);
  });
});
