// What is told: from the change of a tenant to the rows that wait to be sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shownOf } from '#lib/webhook-data.ts';
import { listAlerts, raiseAlert, resolveAlerts } from '#server/alerts/service.ts';
import { access } from '#server/core/access.ts';
import { within } from '#server/core/ctx.ts';
import { createKey, revokeKey } from '#server/keys/service.ts';
import { updateTenant } from '#server/tenants/service.ts';
import { setVariable } from '#tests/environment.ts';
import { startWebhook, type WebhookServer } from '#tests/servers/webhook.ts';
import { getWebhookDelivery } from './service/deliveries.ts';
import { createWebhook, updateWebhook } from './service/endpoints.ts';
import { makeWebhook } from './test-world.ts';

let server: WebhookServer;
beforeAll(async () => {
  server = await startWebhook();
  setVariable('AIRGATE_EGRESS_ALLOW', server.hostPort);
});
afterAll(() => server.close());

const alert = {
  type: 'check_failed' as const,
  severity: 'warning' as const,
  dedupeKey: 'check-failed:c',
  details: { name: 'Production' },
};

test('a change is told to the webhooks that want it, once each, with who did it and what became of it', async () => {
  const { as, tenant, webhookId, log } = await makeWebhook(server, ['tenant.updated']);
  const wants = { name: 'Warehouse', url: server.url, events: ['*' as const] };
  const second = await createWebhook(as.admin, wants);
  await createWebhook(as.admin, { ...wants, name: 'Other', events: ['quota.allocated'] });
  await updateTenant(as.owner, { name: 'Acme Studios' });
  const rows = await log();
  expect(new Set(rows.map((row) => row.webhookId))).toEqual(new Set([webhookId, second.id]));
  expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(1);
  const [first] = rows;
  const { body } = await getWebhookDelivery(as.viewer, { deliveryId: first?.id ?? '' });
  expect(JSON.parse(body ?? '')).toEqual({
    version: 1,
    id: first?.eventId,
    type: 'tenant.updated',
    occurredAt: expect.stringMatching(/Z$/),
    tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name },
    actor: { kind: 'user', id: as.owner.actor.id, name: as.owner.actor.name },
    target: { kind: 'tenant', id: tenant.id },
    data: { before: { name: tenant.name }, after: { name: 'Acme Studios' } },
    auditId: expect.stringMatching(/^aud_/),
  });
});

test('what is rolled back is never told', async () => {
  const { as, job, log } = await makeWebhook(server, ['*']);
  const failing = access(as.owner, 'tenant:update', async (db) => {
    await updateTenant(within(as.owner, db), { name: 'Never' });
    await raiseAlert(within(job, db), alert);
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await log()).toEqual([]);
});

test('a tenant without a webhook keeps no events, and no other tenant is told', async () => {
  const mine = await makeWebhook(server, ['*']);
  const other = await makeWebhook(server, ['quota.allocated']);
  await updateTenant(mine.as.owner, { name: 'Acme' });
  await updateTenant(other.as.owner, { name: 'Other' });
  expect((await mine.log()).map(({ type }) => type)).toEqual(['tenant.updated']);
  expect(await other.log()).toEqual([]);
  const kept = await access(other.job, 'webhook:read', (db) => db.webhookEvent.count());
  expect(kept).toBe(0);
});

test('alerts are told as they are raised, muted ones too, and once per cause', async () => {
  const { as, job, log } = await makeWebhook(server, ['alert.raised', 'alert.resolved']);
  await raiseAlert(job, alert);
  await raiseAlert(job, alert);
  const [raised] = (await listAlerts(as.viewer, { limit: 1 })).items;
  await resolveAlerts(as.admin, { alertIds: [raised?.id ?? ''] });
  const rows = await log();
  expect(rows.map(({ type, targetId }) => [type, targetId])).toEqual([
    ['alert.resolved', raised?.id],
    ['alert.raised', raised?.id],
  ]);
  const { body } = await getWebhookDelivery(as.viewer, { deliveryId: rows[1]?.id ?? '' });
  expect(JSON.parse(body ?? '')).toMatchObject({
    actor: { kind: 'system' },
    data: { after: { type: 'check_failed', severity: 'warning', muted: false, details: alert.details } },
    auditId: null,
  });
});

test('an API key is told of without its secret', async () => {
  const { as, log } = await makeWebhook(server, ['api_key.created', 'api_key.revoked']);
  const key = await createKey(as.owner, { name: 'portal', permissions: ['tenant:read'] });
  await revokeKey(as.owner, { keyId: key.id });
  const details = await Promise.all(
    (await log()).map(({ id }) => getWebhookDelivery(as.admin, { deliveryId: id })),
  );
  expect(details.map(({ type }) => type)).toEqual(['api_key.revoked', 'api_key.created']);
  expect(JSON.stringify(details)).not.toContain(key.secret);
  expect(JSON.parse(details[1]?.body ?? '')).toMatchObject({ data: { after: { name: 'portal' } } });
});

test('only the fields that a type names leave with it', () => {
  const change = { name: 'portal', hint: 'ag_live_1', secretHash: 'never', permissions: ['tenant:read'] };
  expect(shownOf('api_key.created', 'after', change)).toEqual({
    name: 'portal',
    hint: 'ag_live_1',
    permissions: ['tenant:read'],
  });
  expect(shownOf('api_key.created', 'before', change)).toBeNull();
});

test('a webhook that a person switched off is told nothing; a paused one keeps what comes for later', async () => {
  const { as, job, webhookId, log } = await makeWebhook(server, ['tenant.updated']);
  await updateWebhook(as.admin, { webhookId, enabled: false });
  await updateTenant(as.owner, { name: 'First' });
  expect(await log()).toEqual([]);
  await access(job, 'webhook:update', (db) =>
    db.webhook.updateMany({ where: { id: webhookId }, data: { offReason: 'failing' } }),
  );
  await updateTenant(as.owner, { name: 'Second' });
  expect(await log()).toMatchObject([{ state: 'dead', attempts: 0, lastError: { fault: 'off' } }]);
  const waiting = await access(job, 'webhook:read', (db) =>
    db.outboxEvent.count({ where: { name: 'webhook/delivery.requested' } }),
  );
  expect(waiting).toBe(0);
});
