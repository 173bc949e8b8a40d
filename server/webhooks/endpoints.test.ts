// Webhooks themselves: what they may be, who may make and change them, and what of them is ever shown.
import { expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { makeTenant } from '#tests/factories.ts';
import { listWebhookEventTypes } from './service/catalogue.ts';
import { testWebhook } from './service/deliver.ts';
import { resendFailed } from './service/deliveries.ts';
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  rotateWebhookSecret,
  updateWebhook,
} from './service/endpoints.ts';
import { everything } from './test-world.ts';

const url = 'https://erp.example.com/airgate-7f3a';
const erp = { name: 'ERP', url, events: ['quota.reached' as const, 'alert.raised' as const] };

test('a webhook shows neither its address nor its secret again', async () => {
  const { as, job } = await makeTenant();
  const { secret, ...made } = await createWebhook(as.admin, erp);
  expect(secret).toMatch(/^whsec_/);
  expect(made).toMatchObject({ name: 'ERP', hint: 'erp.example.com/…7f3a', enabled: true, dead: 0 });
  const { id: webhookId } = made;
  const rotated = await rotateWebhookSecret(as.admin, { webhookId, overlapHours: 0 });
  const audited = await access(job, 'audit:read', (db) => db.auditEntry.findMany());
  const seen = JSON.stringify([await getWebhook(as.viewer, { webhookId }), audited]);
  for (const hidden of [secret, rotated.secret, '/airgate-']) expect(seen).not.toContain(hidden);
});

test('subscriptions are kept once each, and everything stands alone', async () => {
  const { as } = await makeTenant();
  const { id: webhookId, events } = await createWebhook(as.admin, {
    ...erp,
    events: ['alert.raised', 'quota.reached', 'alert.raised'],
  });
  expect(events).toEqual(['quota.reached', 'alert.raised']);
  expect(await updateWebhook(as.admin, { webhookId, events: ['*', 'alert.raised'] })).toMatchObject({
    events: ['*'],
  });
});

test('nobody has told to another system what they may not read', async () => {
  const { key, as } = await makeTenant();
  const narrow = key('webhook:read', 'webhook:update', 'alert:read');
  await expect(createWebhook(narrow, erp)).rejects.toMatchObject({
    reason: 'permission_beyond',
    params: { permission: 'quota:read' },
  });
  await expect(createWebhook(narrow, { ...erp, events: ['*'] })).rejects.toMatchObject({ code: 'forbidden' });
  const { id: webhookId } = await createWebhook(narrow, { ...erp, events: ['alert.raised'] });
  const more = { webhookId, events: ['member.joined' as const] };
  await expect(updateWebhook(narrow, more)).rejects.toMatchObject({ reason: 'permission_beyond' });
  await updateWebhook(as.admin, more);
  // Whoever turns it elsewhere would be told as well.
  const elsewhere = { webhookId, url: 'https://elsewhere.example.com/' };
  await expect(updateWebhook(narrow, elsewhere)).rejects.toMatchObject({ reason: 'permission_beyond' });
  expect(await updateWebhook(narrow, { webhookId, enabled: false })).toMatchObject({ enabled: false });
});

test.each([
  'http://erp.example.com/x',
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://a:b@erp.example.com/x',
  'https://erp.example.com:25/x',
  'https://[::ffff:169.254.169.254]/x',
])('%s is refused when it is given', async (address) => {
  const { as } = await makeTenant();
  const refused = { reason: 'webhook_url_refused' };
  await expect(createWebhook(as.admin, { ...erp, url: address })).rejects.toMatchObject(refused);
  const { id: webhookId } = await createWebhook(as.admin, erp);
  await expect(updateWebhook(as.admin, { webhookId, url: address })).rejects.toMatchObject(refused);
});

test('names are taken once, and a tenant has twenty webhooks at most', async () => {
  const { as } = await makeTenant();
  await createWebhook(as.admin, erp);
  await expect(createWebhook(as.admin, erp)).rejects.toMatchObject({ reason: 'name_taken' });
  for (let n = 2; n <= 20; n += 1) await createWebhook(as.admin, { ...erp, name: `No. ${n}` });
  await expect(createWebhook(as.admin, { ...erp, name: 'No. 21' })).rejects.toMatchObject({
    reason: 'webhook_limit',
  });
  const first = await listWebhooks(as.viewer, { limit: 15 });
  const rest = await listWebhooks(as.viewer, { limit: 15, cursor: first.nextCursor ?? '' });
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(20);
});

test('viewers and other tenants change nothing and see nothing of it', async () => {
  const { as } = await makeTenant();
  const other = await makeTenant();
  const { id: webhookId } = await createWebhook(as.admin, erp);
  for (const ctx of [as.viewer, as.member])
    for (const refused of [
      () => createWebhook(ctx, { ...erp, name: 'Mine' }),
      () => updateWebhook(ctx, { webhookId, enabled: false }),
      () => rotateWebhookSecret(ctx, { webhookId, overlapHours: 0 }),
      () => testWebhook(ctx, { webhookId }),
      () => resendFailed(ctx, { webhookId }),
      () => deleteWebhook(ctx, { webhookId }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'forbidden' });
  for (const hidden of [
    () => getWebhook(other.as.owner, { webhookId }),
    () => updateWebhook(other.as.owner, { webhookId, enabled: false }),
    () => rotateWebhookSecret(other.as.owner, { webhookId, overlapHours: 0 }),
    () => testWebhook(other.as.owner, { webhookId }),
    () => resendFailed(other.as.owner, { webhookId }),
    () => deleteWebhook(other.as.owner, { webhookId }),
  ])
    await expect(hidden()).rejects.toMatchObject({ code: 'not_found' });
  expect((await listWebhooks(other.as.owner, everything)).items).toEqual([]);
});

test('every type of event has a sentence, a schema and an example that fits it', async () => {
  const { as } = await makeTenant();
  const { items } = await listWebhookEventTypes(as.viewer);
  expect(items.length).toBeGreaterThan(35);
  for (const { type, summary, schema, example } of items) {
    expect(summary.length).toBeGreaterThan(5);
    expect(example).toMatchObject({ version: 1, type });
    expect(schema).toMatchObject({ type: 'object' });
  }
});
