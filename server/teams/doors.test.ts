import { describe, expect, test } from 'vitest';
import { allPermissions } from '#lib/permissions.ts';
import { createKey } from '#server/keys/service.ts';
import { request } from '#tests/procedures.ts';
import { teamWorld } from './test-world.ts';

type Body = { id: string; reason: string; errors: { path: string; message: string }[] };

async function api() {
  const world = await teamWorld();
  const { secret } = await createKey(world.owner, { name: 'portal', permissions: [...allPermissions] });
  const ask = (method: string, path: string, body?: unknown) =>
    request<Body>(method, path, { secret, ...(body === undefined ? {} : { body }) });
  return { ...world, ask };
}

describe('teams through the API', () => {
  test('are made, filled, moved and deleted by a key', async () => {
    const { ask, account, key } = await api();
    const studio = await ask('POST', '/teams', { name: 'Studio' });
    expect(studio).toMatchObject({ status: 201, body: { name: 'Studio', parentId: null, depth: 1 } });
    const film = await ask('POST', '/teams', { name: 'Film', parentId: studio.body.id });
    const subAccountId = await account(null, { granted: 100, spent: 25 });
    const teamId = film.body.id;
    const put = await ask('PATCH', `/sub-accounts/${subAccountId}`, { teamId });
    expect(put.body).toMatchObject({ team: { id: teamId, name: 'Film' } });
    const { id: keyId } = await key(null);
    expect((await ask('PATCH', `/api-keys/${keyId}`, { teamId })).body).toMatchObject({
      team: { id: teamId, name: 'Film' },
    });
    const tree = await ask('GET', '/teams');
    expect(tree.body).toMatchObject({
      items: [
        { name: 'Studio', all: { subAccounts: 1, keys: 1 }, totals: { granted: '100.00', spent: '25.00' } },
        { name: 'Film', path: [{ name: 'Studio' }], totals: { remaining: '75.00', overrun: '0.00' } },
      ],
    });
    expect((await ask('GET', `/sub-accounts?teamId=${studio.body.id}`)).body).toMatchObject({
      items: [{ id: subAccountId }],
    });
    expect((await ask('GET', `/teams/${studio.body.id}/api-keys`)).body).toMatchObject({
      items: [{ id: keyId }],
    });
    expect(await ask('DELETE', `/teams/${teamId}`)).toMatchObject({
      status: 412,
      body: { reason: 'team_in_use' },
    });
    expect((await ask('DELETE', `/teams/${teamId}?moveTo=none`)).body).toMatchObject({
      moved: { teams: 0, subAccounts: 1, keys: 1 },
    });
    expect((await ask('GET', `/sub-accounts/${subAccountId}`)).body).toMatchObject({ team: null });
  });

  test.each([
    ['a name that is empty', { name: '  ' }, 'name'],
    ['a name that is too long', { name: 'x'.repeat(81) }, 'name'],
    ['a parent that is no team', { name: 'New', parentId: `rol_${'0'.repeat(32)}` }, 'parentId'],
    ['a field that is not known', { name: 'New', colour: 'red' }, 'colour'],
  ])('refuse %s', async (_, body, path) => {
    const { ask } = await api();
    const refused = await ask('POST', '/teams', body);
    expect(refused).toMatchObject({ status: 400, body: { reason: 'invalid_input', errors: [{ path }] } });
  });

  test('refuse what would be a circle, and a member that is neither id nor mailbox', async () => {
    const { ask, chain } = await api();
    const [top = '', low = ''] = await chain('Top', 'Low');
    expect(await ask('POST', `/teams/${top}/move`, { parentId: low })).toMatchObject({
      status: 409,
      body: { reason: 'team_cycle', errors: [{ path: 'parentId' }] },
    });
    expect(await ask('POST', `/teams/${top}/members`, { member: 'Mei' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'member' }] },
    });
  });
});
