import { expect, test } from 'vitest';
import type { AccessSnapshot } from '#server/clouds/provider.ts';
import { client, failure, ok, type Received, type Reply, refused, serve } from './test-server.ts';
import { valveOf } from './valve.ts';

const now = () => new Date('2026-03-01T08:09:10Z');
const user = { id: '41', name: 'bob' };
const snapshot: AccessSnapshot = {
  user,
  takenAt: now().toISOString(),
  projects: ['alpha'],
  items: {
    deny_policy: [{ id: 'AirGateDenyAll', label: 'AirGateDenyAll', was: 'off' }],
    access_keys: [{ id: 'AKLTbob', label: 'AKLTbob', was: 'on' }],
    ark_keys: [
      { id: '7', label: 'seven', project: 'alpha', was: 'on' },
      { id: '8', label: 'eight', project: 'alpha', was: 'on' },
    ],
  },
};

/** A cloud with one user, whose other answers a test decides, by action in camelCase. */
async function cloud(answers: Record<string, (request: Received) => Reply>) {
  const { received, baseUrl } = await serve((request) => {
    const answer = answers[request.action.charAt(0).toLowerCase() + request.action.slice(1)];
    if (answer) return answer(request);
    if (request.action === 'GetUser') return ok({ User: { Id: 41, UserName: 'bob' } });
    return refused(404, 'InvalidActionOrVersion');
  });
  return { received, valve: valveOf(client(baseUrl), now, [0, 1, 1]) };
}

const keys = (status: string): Reply =>
  ok({ AccessKeyMetadata: [{ AccessKeyId: 'AKLTbob', Status: status }] });

test('a step is done only when the cloud shows it, however long that takes to show', async () => {
  let reads = 0;
  const { valve } = await cloud({
    listAccessKeys: () => {
      reads += 1;
      return keys(reads <= 2 ? 'active' : 'inactive');
    },
    updateAccessKey: () => ok(null),
  });
  const evidence = await valve.apply('access_keys', snapshot);
  expect(evidence.changed).toEqual([{ id: 'AKLTbob', label: 'AKLTbob' }]);
  expect(evidence.observed).toEqual([{ id: 'AKLTbob', label: 'AKLTbob', state: 'off' }]);
  expect(evidence.requestIds.length).toBeGreaterThanOrEqual(4);
});

test('a cloud that says yes and changes nothing is found out', async () => {
  const { valve } = await cloud({
    listAccessKeys: () => keys('active'),
    updateAccessKey: () => ok(null),
  });
  expect(await failure(valve.apply('access_keys', snapshot))).toMatchObject({
    kind: 'transient',
    code: 'read_back_differs',
  });
});

test('a refusal because of its state is named when the state stays wrong', async () => {
  const { valve } = await cloud({
    listEndpoints: () => ok({ Items: [{ Id: 'ep-1', Name: 'one', Status: 'Running' }], TotalCount: 1 }),
    stopEndpoint: () => refused(409, 'OperationDenied.EndpointStatus'),
  });
  const error = await failure(valve.apply('ark_endpoints', snapshot));
  expect(String(error)).toContain('OperationDenied.EndpointStatus');
});

test('a user that is gone needs no cutting off, and its keys are reported as gone', async () => {
  const { received, valve } = await cloud({ getUser: () => refused(404, 'UserNotExist') });
  const evidence = await valve.apply('access_keys', snapshot);
  expect(evidence).toMatchObject({ changed: [], observed: [{ id: 'AKLTbob', state: 'gone' }] });
  expect(received.map((each) => each.action)).toEqual(['GetUser', 'GetUser']);
});

test('another user under the same name is never touched', async () => {
  const { received, valve } = await cloud({
    getUser: ({ url }) =>
      url.searchParams.has('UserName')
        ? ok({ User: { Id: 99, UserName: 'bob' } })
        : refused(404, 'UserNotExist'),
  });
  expect((await valve.apply('login', snapshot)).changed).toEqual([]);
  expect(new Set(received.map((each) => each.action))).toEqual(new Set(['GetUser']));
});

test('a user that was renamed is cut off under the new name', async () => {
  let status = 'active';
  const { received, valve } = await cloud({
    getUser: ({ url }) =>
      url.searchParams.get('ID') === '41'
        ? ok({ User: { Id: 41, UserName: 'robert' } })
        : refused(404, 'UserNotExist'),
    listAccessKeys: () => keys(status),
    updateAccessKey: () => {
      status = 'inactive';
      return ok(null);
    },
  });
  await valve.apply('access_keys', snapshot);
  const update = received.find((each) => each.action === 'UpdateAccessKey');
  expect(update?.url.searchParams.get('UserName')).toBe('robert');
});

test('keys that Ark lists for another project are left alone, and numbered ids go back as numbers', async () => {
  const status = new Map([
    [7, 'Active'],
    [8, 'Inactive'],
    [9, 'Active'],
  ]);
  const { received, valve } = await cloud({
    listApiKeys: () =>
      ok({
        TotalCount: 3,
        Items: [...status].map(([Id, Status]) => ({ Id, Status, ProjectName: Id === 9 ? 'beta' : 'alpha' })),
      }),
    updateApiKey: ({ body }) => {
      const { Id, Status } = JSON.parse(body);
      status.set(Id, Status);
      return ok({});
    },
  });
  expect((await valve.apply('ark_keys', snapshot)).changed).toEqual([{ id: '7', label: '7' }]);
  const updates = received.filter((each) => each.action === 'UpdateApiKey');
  expect(updates.map((each) => JSON.parse(each.body))).toEqual([{ Id: 7, Status: 'Inactive' }]);
  expect(status.get(9)).toBe('Active');
});

test('a step that the credential may not read is a finding, but a busy cloud is an error', async () => {
  const listed = {
    listAttachedUserPolicies: () => ok({ AttachedPolicyMetadata: null }),
    listAccessKeys: () => ok({ AccessKeyMetadata: null }),
    getLoginProfile: () => refused(404, 'LoginProfileNotExist'),
    listApiKeys: () => ok({ Total: 0, TotalCount: 0 }),
  };
  const denied = await cloud({ ...listed, listEndpoints: () => refused(403, 'AccessDenied') });
  expect(await denied.valve.verify(snapshot, ['alpha'])).toMatchObject([
    { step: 'deny_policy', kind: 'back_on', id: 'AirGateDenyAll' },
    { step: 'ark_endpoints', kind: 'unverified', label: 'AccessDenied' },
  ]);
  const busy = await cloud({ ...listed, listEndpoints: () => refused(503, 'ServiceUnavailableTemp') });
  expect(await failure(busy.valve.verify(snapshot, ['alpha']))).toMatchObject({ kind: 'transient' });
});

test('a restore leaves a key alone that was off before and that somebody switched on since', async () => {
  const before: AccessSnapshot = {
    ...snapshot,
    items: { access_keys: [{ id: 'AKLTbob', label: 'AKLTbob', was: 'off' }] },
  };
  const { received, valve } = await cloud({ listAccessKeys: () => keys('active') });
  const evidence = await valve.revert('access_keys', before);
  expect(evidence).toMatchObject({ changed: [], observed: [{ id: 'AKLTbob', state: 'on' }] });
  expect(received.map((each) => each.action)).not.toContain('UpdateAccessKey');
});

test('a step nobody knows is refused', async () => {
  const { valve } = await cloud({});
  expect(await failure(valve.apply('nothing', snapshot))).toMatchObject({ code: 'unknown_step' });
});
