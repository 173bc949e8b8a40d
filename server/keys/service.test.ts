import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import { newApiKey } from '#server/core/api-key.ts';
import { newBase } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { admitKey } from '#server/core/key-identity.ts';
import { writeUsage } from '#server/core/key-usage.ts';
import { restHandler } from '#server/core/rest.ts';
import { tenantsRest } from '#server/tenants/rest.ts';
import { makeTenant } from '#tests/factories.ts';
import { keysRest } from './rest.ts';
import { createKey, getKey, listKeys, revokeKey } from './service.ts';

const at = (now: Date) => ({ ...newBase('rest', 'en'), now: () => now });
/** The ctx of a key that opens the door; throws why it does not. */
async function keyCtx(secret: string, base: ReturnType<typeof at>) {
  const { ctx, refusal } = await admitKey(secret, base, null);
  if (refusal) throw refusal;
  return ctx;
}
const noon = new Date('2026-11-20T04:00:00Z');

test('a new key works at once, with its own permissions and no others', async () => {
  const { as, tenant } = await makeTenant();
  const made = await createKey(as.admin, {
    name: 'Portal',
    permissions: ['quota:read', 'tenant:read', 'quota:read'],
  });
  expect(made.secret).toMatch(/^ag_live_[0-9a-f]{12}_[\w-]{43}[0-9a-f]{8}$/);
  expect(made.secret).toContain(`_${made.id.slice(-12)}_`);
  expect(made.hint).toBe(`${made.secret.slice(0, 20)}…${made.secret.slice(-4)}`);
  expect(made).toMatchObject({ state: 'active', createdBy: as.admin.actor.name, lastUsedAt: null });
  const ctx = await keyCtx(made.secret, at(noon));
  expect(ctx.tenant).toEqual(tenant);
  expect(ctx.actor).toMatchObject({ kind: 'key', id: made.id, name: 'Portal' });
  expect([...ctx.actor.permissions].sort()).toEqual(['quota:read', 'tenant:read']);
});

test('the secret is stored nowhere', async () => {
  const { as, tenant } = await makeTenant();
  const { secret } = await createKey(as.owner, { name: 'Once', permissions: ['tenant:read'] });
  const where = { tenantId: tenant.id };
  const [keys, audit] = await withIdentity((tx) =>
    Promise.all([
      tx.apiKey.findMany({ where, omit: { secretHash: false } }),
      tx.auditEntry.findMany({ where, orderBy: { id: 'asc' } }),
    ]),
  );
  expect(JSON.stringify([keys, audit])).not.toContain(secret.slice(21, 50));
  expect(audit).toMatchObject([
    { action: 'key.create', after: { name: 'Once', permissions: ['tenant:read'] } },
  ]);
});

test('a key gives no permission that its maker lacks', async () => {
  const { as, key } = await makeTenant();
  const maker = key('key:create', 'tenant:read');
  await expect(
    createKey(maker, { name: 'x', permissions: ['tenant:read', 'quota:allocate'] }),
  ).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'permission_beyond',
    params: { permission: 'quota:allocate' },
  });
  expect(await createKey(maker, { name: 'x', permissions: ['tenant:read'] })).toMatchObject({
    createdBy: null,
  });
  await expect(createKey(as.member, { name: 'x', permissions: ['tenant:read'] })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('an expiry lies in the future and is kept to the moment', async () => {
  let now = noon;
  const { as } = await makeTenant({ now: () => now });
  const input = { name: 'Short', permissions: ['tenant:read' as const] };
  await expect(createKey(as.owner, { ...input, expiresAt: noon })).rejects.toMatchObject({
    reason: 'expires_past',
    fields: [{ path: 'expiresAt', message: 'expires_past' }],
  });
  const expiresAt = new Date('2026-11-21T00:00:00Z');
  const { secret } = await createKey(as.owner, { ...input, expiresAt });
  await expect(keyCtx(secret, at(new Date('2026-11-20T23:59:59.999Z')))).resolves.toBeTruthy();
  await expect(keyCtx(secret, at(expiresAt))).rejects.toMatchObject({
    code: 'unauthenticated',
    reason: 'key_expired',
  });
  now = expiresAt;
  expect((await listKeys(as.owner, { limit: 9, state: 'expired' })).items).toMatchObject([
    { state: 'expired' },
  ]);
  expect((await listKeys(as.owner, { limit: 9, state: 'active' })).items).toEqual([]);
});

test('a revoked key ends at once, and revoking it again changes nothing', async () => {
  const { as, tenant } = await makeTenant();
  const { id, secret } = await createKey(as.owner, { name: 'Old', permissions: ['tenant:read'] });
  const revoked = await revokeKey(as.admin, { keyId: id });
  expect(revoked).toMatchObject({ state: 'revoked' });
  await expect(keyCtx(secret, at(noon))).rejects.toMatchObject({ reason: 'key_revoked' });
  expect(await revokeKey(as.admin, { keyId: id })).toMatchObject({ revokedAt: revoked.revokedAt });
  const actions = await access(as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({
      where: { tenantId: tenant.id },
      orderBy: { id: 'asc' },
      select: { action: true },
    }),
  );
  expect(actions.map((entry) => entry.action)).toEqual(['key.create', 'key.revoke']);
});

test('unknown and mistyped secrets are not known', async () => {
  const unknown = { code: 'unauthenticated', reason: 'key_unknown' };
  const { secret } = newApiKey(newId('key'), { isDemo: false });
  await expect(keyCtx(secret, at(noon))).rejects.toMatchObject(unknown);
  const { as } = await makeTenant();
  const made = await createKey(as.owner, { name: 'Typo', permissions: ['tenant:read'] });
  const swapped = made.secret.replace(/_(.)(.)([\w-]+)$/, '_$2$1$3');
  for (const wrong of [`${made.secret}0`, swapped === made.secret ? 'ag_live_' : swapped, 'sk-other', '']) {
    await expect(keyCtx(wrong, at(noon))).rejects.toMatchObject(unknown);
  }
});

test('the last use is told with its address, shortly after', async () => {
  const { as } = await makeTenant();
  const { id, secret } = await createKey(as.owner, { name: 'Busy', permissions: ['tenant:read'] });
  await admitKey(secret, at(new Date('2026-11-20T04:02:00Z')), '203.0.113.9');
  await admitKey(secret, at(noon), '203.0.113.8');
  await writeUsage();
  expect(await getKey(as.owner, { keyId: id })).toMatchObject({
    lastUsedAt: new Date('2026-11-20T04:02:00Z'),
    lastUsedAddress: '203.0.113.9',
  });
});

test("another tenant's key is not found, and lists show one's own", async () => {
  const [one, other] = [await makeTenant(), await makeTenant()];
  const theirs = await createKey(other.as.owner, { name: 'Theirs', permissions: ['tenant:read'] });
  await expect(revokeKey(one.as.owner, { keyId: theirs.id })).rejects.toMatchObject({ code: 'not_found' });
  for (const name of ['a', 'b', 'c']) await createKey(one.as.owner, { name, permissions: ['tenant:read'] });
  const first = await listKeys(one.as.owner, { limit: 2 });
  const second = await listKeys(one.as.owner, { limit: 2, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items].map((key) => key.name)).toEqual(['c', 'b', 'a']);
  expect(first.total).toBe(3);
});

test('over REST a key makes a lesser key, uses it and revokes it', async () => {
  const { as, tenant } = await makeTenant();
  const handle = restHandler([...keysRest, ...tenantsRest]);
  const call = async (secret: string, method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const response = await handle(new Request(`http://localhost/api/v1${path}`, init));
    return { status: response.status, body: await response.json() };
  };
  const root = await createKey(as.owner, {
    name: 'Root',
    permissions: ['key:create', 'key:read', 'key:revoke', 'tenant:read'],
  });
  const made = await call(root.secret, 'POST', '/api-keys', { name: 'Lesser', permissions: ['tenant:read'] });
  expect(made.status).toBe(201);
  expect(await call(made.body.secret, 'GET', '/tenant')).toMatchObject({
    status: 200,
    body: { slug: tenant.slug },
  });
  expect(await call(made.body.secret, 'GET', '/api-keys')).toMatchObject({ status: 403 });
  const listed = await call(root.secret, 'GET', '/api-keys?state=active&limit=1');
  expect(listed.body).toMatchObject({ items: [{ id: made.body.id }], total: 2 });
  expect(JSON.stringify(listed.body)).not.toContain('secret');
  expect(await call(root.secret, 'DELETE', `/api-keys/${made.body.id}`)).toMatchObject({
    body: { state: 'revoked' },
  });
  expect(await call(made.body.secret, 'GET', '/tenant')).toMatchObject({ status: 401 });
  const wrong = await call(root.secret, 'POST', '/api-keys', {
    name: ' ',
    permissions: ['fly:high'],
    expiresAt: 'soon',
  });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map((error: { path: string }) => error.path)).toEqual([
    'name',
    'permissions.0',
    'expiresAt',
  ]);
});
