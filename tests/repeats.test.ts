// Idempotency keys, cursors and what is left of a limit, as other systems meet them at the API's door.
import { beforeAll, describe, expect, test } from 'vitest';
import { allPermissions } from '#lib/permissions.ts';
import { withIdentity } from '#server/core/identity.ts';
import { createKey } from '#server/keys/service.ts';
import { createRole } from '#server/roles/service/roles.ts';
import { makeTenant, type TestTenant } from './factories.ts';
import { type Answer, request } from './procedures.ts';

let tenant: TestTenant;
let secret: string;
const keyOf = async ({ as }: TestTenant, more: object = {}) =>
  createKey(as.owner, { name: 'portal', permissions: [...allPermissions], ...more });
beforeAll(async () => {
  tenant = await makeTenant();
  secret = (await keyOf(tenant)).secret;
});

type Role = { id: string; name: string };
const roleBody = (name: string) => ({ name, description: '', permissions: ['tenant:read'] });
const send = <Body = Record<string, unknown>>(method: string, path: string, key: string, body?: unknown) =>
  request<Body>(method, path, {
    secret,
    headers: { 'idempotency-key': key },
    ...(body !== undefined && { body }),
  });

describe('an idempotency key', () => {
  test('makes one change of every method, with one answer', async () => {
    const made = await send<Role>('POST', '/roles', 'role-1', roleBody('Reader'));
    expect((await send('POST', '/roles', 'role-1', roleBody('Reader'))).body).toEqual(made.body);
    const path = `/roles/${made.body.id}`;
    const renamed = await send<Role>('PATCH', path, 'role-2', { name: 'Writer' });
    await request('PATCH', path, { secret, body: { name: 'Editor' } });
    expect(await send('PATCH', path, 'role-2', { name: 'Writer' })).toMatchObject({ body: renamed.body });
    expect(await request('GET', path, { secret })).toMatchObject({ body: { name: 'Editor' } });
    const gone = await send('DELETE', path, 'role-3');
    expect(await send('DELETE', path, 'role-3')).toMatchObject({ status: 200, body: gone.body });
    expect(await send('DELETE', path, 'role-4')).toMatchObject({ status: 404 });
  });

  test('is refused for another body, another path and another method, with nothing changed', async () => {
    const { body } = await send<Role>('POST', '/roles', 'one', roleBody('First'));
    const path = `/roles/${body.id}`;
    const before = await request('GET', '/roles', { secret });
    const reused = { status: 409, body: { code: 'conflict', reason: 'idempotency_key_reused' } };
    expect(await send('POST', '/roles', 'one', roleBody('Second'))).toMatchObject(reused);
    expect(await send('POST', '/invitations', 'one', roleBody('First'))).toMatchObject(reused);
    expect(await send('DELETE', path, 'one')).toMatchObject(reused);
    expect((await request('GET', '/roles', { secret })).body).toEqual(before.body);
  });

  test('is looked at by changes alone', async () => {
    for (const path of ['/tenant', '/roles'])
      expect(await send('GET', path, 'the same for all')).toMatchObject({ status: 200 });
  });

  test('of one API key says nothing to another one', async () => {
    const other = await keyOf(tenant);
    await send('POST', '/roles', 'mine', roleBody('Mine'));
    const headers = { 'idempotency-key': 'mine' };
    const answer = await request('POST', '/roles', {
      secret: other.secret,
      headers,
      body: roleBody('Theirs'),
    });
    expect(answer).toMatchObject({ status: 201, body: { name: 'Theirs' } });
  });
});

type Page = { items: { id: string }[]; nextCursor: string | null };
const refused = {
  status: 400,
  body: {
    reason: 'cursor_invalid',
    errors: [{ path: 'cursor', message: expect.stringContaining('cursor') }],
  },
};

describe('a cursor', () => {
  const page = (path: string, cursor: string | null, by = secret) =>
    request<Page>('GET', `${path}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`, { secret: by });

  const lists: [string, (owner: TestTenant, name: string) => Promise<string>, string][] = [
    [
      '/api-keys?limit=3&sort=name&order=asc',
      async (owner, name) => (await createKey(owner.as.owner, { name, permissions: ['tenant:read'] })).id,
      '/api-keys/',
    ],
    [
      '/invitations?limit=3',
      async (owner, name) => {
        const body = { email: `${name}@walk.example`, role: 'viewer' };
        const by = (await keyOf(owner)).secret;
        return (await request<Role>('POST', '/invitations', { secret: by, body })).body.id;
      },
      '/invitations/',
    ],
  ];
  test.each(lists)(
    'of %s neither skips nor repeats a row while others come and go',
    async (path, add, at) => {
      const own = await makeTenant();
      const by = (await keyOf(own)).secret;
      const before: string[] = [];
      for (let n = 0; n < 12; n++) before.push(await add(own, `row-${String.fromCharCode(97 + n)}`));
      const removed = before.filter((_, index) => index % 4 === 1);
      const seen: string[] = [];
      let step = 0;
      for (let cursor: string | null = null, more = true; more; step++) {
        const { body }: Answer<Page> = await page(path, cursor, by);
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
        more = cursor !== null && step < 40;
        // New rows before, between and behind; one row that was there goes.
        for (const name of [`aaa-${step}`, `row-b${step}`, `zzz-${step}`]) if (step < 3) await add(own, name);
        const gone = removed[step];
        if (gone) await request('DELETE', at + gone, { secret: by });
      }
      const stayed = before.filter((id) => !removed.includes(id));
      expect(new Set(seen).size).toBe(seen.length);
      expect(stayed.filter((id) => !seen.includes(id))).toEqual([]);
    },
  );

  test('of another tenant, of another list, of another path or with a changed letter is refused', async () => {
    const other = await makeTenant();
    const theirs = (await keyOf(other)).secret;
    for (const owner of [tenant, other])
      for (const name of ['one', 'two', 'three'])
        await createKey(owner.as.owner, { name, permissions: ['tenant:read'] });
    const cursor = (await page('/api-keys?limit=1', null)).body.nextCursor ?? '';
    expect(await page('/api-keys?limit=1', cursor)).toMatchObject({ status: 200 });
    expect(await page('/api-keys?limit=1', cursor, theirs)).toMatchObject(refused);
    expect(await page('/invitations?limit=1', cursor)).toMatchObject(refused);
    const [payload = '', mark = ''] = cursor.split('.');
    const forged = Buffer.from(JSON.stringify(['createdAt desc', '2026-01-01T00:00:00.000Z', 'key_0']));
    const bad = [
      payload,
      `${payload}.`,
      `.${mark}`,
      `${payload}A.${mark}`,
      `${payload}.${mark}A`,
      `${payload}.${mark.slice(0, -1)}`,
      `${forged.toString('base64url')}.${mark}`,
      'x'.repeat(5000),
    ];
    for (const each of bad) expect(await page('/api-keys?limit=1', each)).toMatchObject(refused);
    expect(await page('/api-keys?limit=1&sort=name&order=asc', cursor)).toMatchObject(refused);
  });
});

describe('what is left of a limit', () => {
  test('is told with every answer, whether it succeeds or is refused', async () => {
    const limited = await keyOf(tenant, { perMinute: 20, perMonth: 1000 });
    const own = { secret: limited.secret };
    const missing = `/roles/rol_${'0'.repeat(32)}`;
    await createRole(tenant.as.owner, { name: 'Taken', description: '', permissions: ['tenant:read'] });
    const headers = { 'idempotency-key': 'a b' };
    const answers = [
      await request('GET', '/tenant', own),
      await request('GET', '/roles/nobody', own),
      await request('GET', missing, own),
      await request('GET', '/nowhere', own),
      await request('PUT', '/tenant', { ...own, body: {} }),
      await request('POST', '/roles', { ...own, body: '{' }),
      await request('POST', '/roles', { ...own, body: roleBody('Taken') }),
      await request('POST', '/roles', { ...own, body: roleBody('New'), headers }),
      await request('GET', '/%E0%A4%A', own),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 404, 404, 400, 409, 400, 404]);
    await withIdentity((tx) =>
      tx.apiKey.update({ where: { id: limited.id }, data: { revokedAt: new Date() } }),
    );
    await expect
      .poll(async () => (await request('GET', '/tenant', own)).status, { timeout: 3_000 })
      .toBe(401);
    for (const { headers: told } of [...answers, await request('GET', '/tenant', own)]) {
      expect(told.get('ratelimit-policy')).toMatch(/^"minute";q=20;w=60, "month";q=1000;w=\d+$/);
      expect(told.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    }
    const left = answers.map(({ headers: told }) =>
      Number(/"minute";r=(\d+)/.exec(told.get('ratelimit') ?? '')?.[1]),
    );
    expect(left.every((rest) => rest >= 0 && rest < 20)).toBe(true);
  });

  test('reaches none, and the refusal says when to come back', async () => {
    const limited = await keyOf(tenant, { perMinute: 2 });
    const ask = () => request('GET', '/tenant', { secret: limited.secret });
    const answers = [await ask(), await ask(), await ask(), await ask(), await ask()];
    const [refusal] = answers.filter(({ status }) => status === 429);
    expect(refusal?.body).toMatchObject({ code: 'rate_limited', reason: 'key_rate_limited' });
    expect(Number(refusal?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refusal?.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+$/);
  });
});

describe('a text that cannot be kept', () => {
  test('is the wrong field, in a body, a query and a path', async () => {
    const named = (path: string) => ({
      status: 400,
      body: { reason: 'invalid_input', errors: [{ path, message: expect.stringContaining('NUL') }] },
    });
    const post = (body: unknown) => request('POST', '/roles', { secret, body });
    expect(await post({ ...roleBody('a\0b') })).toMatchObject(named('name'));
    expect(await post(`{"name":"\\ud800","description":"","permissions":[]}`)).toMatchObject(named('name'));
    expect(await post({ ...roleBody('x'), permissions: ['\0'] })).toMatchObject(named('permissions.0'));
    expect(await request('GET', '/api-keys?text=%00', { secret })).toMatchObject(named('text'));
    expect(await request('GET', '/roles/%00', { secret })).toMatchObject(named('roleId'));
  });

  test('and a body nested without end is refused as such', async () => {
    const deep = `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const answer = await request('POST', '/roles', { secret, body: deep });
    expect(answer).toMatchObject({ status: 400, body: { reason: 'json_too_deep' } });
  });
});
