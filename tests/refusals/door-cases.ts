// What is refused before a verb is asked: callers, addresses, bodies, repeats and cursors.
import { newId } from '#lib/ids.ts';
import { rotateKey } from '#server/keys/service/rotate.ts';
import { revokeKey } from '#server/keys/service.ts';
import { refusal } from './world.ts';

const past = new Date('2026-01-01T00:00:00Z');

export const doorCases = [
  refusal('unauthenticated', 'key_missing', ({ get }) => get('/tenant', { secret: '' })),
  refusal('unauthenticated', 'key_unknown', ({ get }) => get('/tenant', { secret: 'ag_live_nobody' })),
  refusal('unauthenticated', 'key_revoked', async ({ get, keyWith, tenant }) => {
    const { id, secret } = await keyWith(['tenant:read']);
    await revokeKey(tenant.as.owner, { keyId: id });
    return get('/tenant', { secret });
  }),
  refusal('unauthenticated', 'key_expired', async ({ get, keyWith, rows }) => {
    const { id, secret } = await keyWith(['tenant:read']);
    await rows((tx) => tx.apiKey.updateMany({ where: { id }, data: { expiresAt: past } }));
    return get('/tenant', { secret });
  }),
  refusal('unauthenticated', 'key_replaced', async ({ get, keyWith, tenant }) => {
    const { id, secret } = await keyWith(['tenant:read']);
    await rotateKey(tenant.as.owner, { keyId: id, overlapHours: 0 });
    return get('/tenant', { secret });
  }),
  refusal('forbidden', 'forbidden', async ({ get, keyWith }) =>
    get('/tenant', { secret: (await keyWith(['alert:read'])).secret }),
  ),
  refusal('forbidden', 'key_address_blocked', async ({ get, keyWith }) => {
    const { secret } = await keyWith(['tenant:read'], { addresses: ['203.0.113.7'] });
    return get('/tenant', { secret, headers: { 'x-forwarded-for': '198.51.100.1' } });
  }),
  refusal('precondition_failed', 'tenant_suspended', async ({ get, keyWith, rows, tenant }) => {
    const { secret } = await keyWith(['tenant:read']);
    const where = { id: tenant.tenant.id };
    await rows((tx) => tx.tenant.update({ where, data: { status: 'suspended' } }));
    const answer = await get('/tenant', { secret });
    await rows((tx) => tx.tenant.update({ where, data: { status: 'active' } }));
    return answer;
  }),
  refusal('precondition_failed', 'tenant_deleted', async ({ fresh }) => {
    const w = await fresh();
    const { secret } = await w.keyWith(['tenant:read']);
    await w.remove(`/tenant?slug=${w.tenant.tenant.slug}`);
    return w.get('/tenant', { secret });
  }),
  refusal('rate_limited', 'key_rate_limited', async ({ get, keyWith }) => {
    const { secret } = await keyWith(['tenant:read'], { perMinute: 1 });
    await get('/tenant', { secret });
    await get('/tenant', { secret });
    return get('/tenant', { secret });
  }),
  refusal('rate_limited', 'key_limit_exceeded', async ({ get, keyWith }) => {
    const { secret } = await keyWith(['tenant:read'], { perMonth: 1 });
    await get('/tenant', { secret });
    return get('/tenant', { secret });
  }),
  refusal('invalid_input', 'invalid_input', ({ get }) => get('/alerts?limit=0')),
  refusal('invalid_input', 'cursor_invalid', ({ get }) => get('/alerts?cursor=here')),
  refusal('invalid_input', 'json_malformed', ({ patch }) => patch('/tenant', '{')),
  refusal('invalid_input', 'json_too_deep', ({ patch }) =>
    patch('/tenant', `{"name":${'['.repeat(99)}${']'.repeat(99)}}`),
  ),
  refusal('invalid_input', 'body_too_large', ({ patch }) => patch('/tenant', { name: 'x'.repeat(300_000) })),
  refusal('invalid_input', 'content_type', ({ patch }) =>
    patch('/tenant', 'name=x', { headers: { 'content-type': 'text/plain' } }),
  ),
  refusal('invalid_input', 'idempotency_key_format', ({ post }) =>
    post('/alerts/resolve', { alertIds: [newId('alert')] }, { headers: { 'idempotency-key': 'a b' } }),
  ),
  refusal('conflict', 'idempotency_key_reused', async ({ post }) => {
    const once = { headers: { 'idempotency-key': 'once' } };
    await post('/roles', { name: 'Once', permissions: ['tenant:read'] }, once);
    return post('/roles', { name: 'Twice', permissions: ['tenant:read'] }, once);
  }),
  refusal('conflict', 'idempotency_in_progress', async ({ ask, account, db, tenant, full }) => {
    const { path } = await account();
    const once = { headers: { 'idempotency-key': 'under-way' } };
    await ask('POST', `${path}/access-keys`, once);
    // As if that request had not been answered yet.
    const where = { tenantId: tenant.tenant.id, actorId: full.id, key: 'under-way' };
    await db((tx) => tx.idempotencyKey.updateMany({ where, data: { status: null, body: null } }));
    return ask('POST', `${path}/access-keys`, once);
  }),
  refusal('not_found', 'not_found', ({ get }) => get(`/alerts/${newId('alert')}`)),
  refusal('forbidden', 'permission_beyond', async ({ post, keyWith }) => {
    const { secret } = await keyWith(['key:create']);
    return post('/api-keys', { name: 'more', permissions: ['tenant:read'] }, { secret });
  }),
  refusal('invalid_input', 'expires_past', ({ post }) =>
    post('/api-keys', { name: 'old', permissions: ['tenant:read'], expiresAt: past.toISOString() }),
  ),
  refusal('conflict', 'key_ended', async ({ post, keyWith, rows }) => {
    const { id } = await keyWith(['tenant:read']);
    await rows((tx) => tx.apiKey.updateMany({ where: { id }, data: { expiresAt: past } }));
    return post(`/api-keys/${id}/rotate`);
  }),
  refusal('conflict', 'key_revoked_already', async ({ patch, keyWith, tenant }) => {
    const { id } = await keyWith(['tenant:read']);
    await revokeKey(tenant.as.owner, { keyId: id });
    return patch(`/api-keys/${id}`, { name: 'back' });
  }),
  refusal('conflict', 'key_overlap_open', async ({ post, keyWith }) => {
    const { id } = await keyWith(['tenant:read']);
    await post(`/api-keys/${id}/rotate`);
    return post(`/api-keys/${id}/rotate`);
  }),
  refusal('invalid_input', 'usage_range', ({ get, full }) =>
    get(`/api-keys/${full.id}/usage?from=2026-02-01&to=2026-01-01`),
  ),
];
