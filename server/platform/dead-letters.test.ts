import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { withIdentity } from '#server/core/identity.ts';
import { makeOperator, makeTenant, platformJob, type TestTenant } from '#tests/factories.ts';
import { listDeadDeliveries, resendDeadDelivery } from './service/dead-letters.ts';

/** A channel of the tenant with a delivery in each of these states, oldest first. */
async function makeDeliveries({ tenant, job }: TestTenant, ...states: ('dead' | 'sent' | 'retrying')[]) {
  const createdAt = job.now();
  const channel = { id: newId('channel'), tenantId: tenant.id, kind: 'email' as const, name: 'Mail' };
  const made = states.map((state) => ({ state, id: newId('delivery'), alertId: newId('alert') }));
  const lastError = { message: 'refused by https://open.feishu.cn/open-apis/bot/v2/hook/0a1b2c', at: 'now' };
  await withIdentity(async (tx) => {
    await tx.channel.create({ data: { ...channel, config: '', hint: 'a@…', createdAt } });
    await tx.alert.createMany({
      data: made.map(({ alertId }) => ({
        id: alertId,
        tenantId: tenant.id,
        type: 'quota_reached',
        severity: 'critical' as const,
        details: { userName: 'private-name' },
        dedupeKey: alertId,
        createdAt,
      })),
    });
    await tx.delivery.createMany({
      data: made.map(({ id, alertId, state }) => ({
        ...{ id, alertId, state, lastError, createdAt, attempts: 11 },
        tenantId: tenant.id,
        channelId: channel.id,
      })),
    });
  });
  return made.map(({ id }) => id);
}

test('dead deliveries of all tenants are listed newest first, without what the alert says', async () => {
  const operator = await makeOperator();
  const [one, other] = [await makeTenant(), await makeTenant()];
  const [first = ''] = await makeDeliveries(one, 'dead', 'sent', 'retrying');
  const [second = '', third = ''] = await makeDeliveries(other, 'dead', 'dead');
  const page = await listDeadDeliveries(operator, { limit: 2 });
  expect(page.items.map((each) => each.id)).toEqual([third, second]);
  const rest = await listDeadDeliveries(operator, { limit: 2, cursor: page.nextCursor ?? '' });
  expect(rest).toMatchObject({
    nextCursor: null,
    items: [
      {
        id: first,
        tenant: { slug: one.tenant.slug, name: one.tenant.name },
        ...{ channelKind: 'email', alertType: 'quota_reached', severity: 'critical', attempts: 11 },
        error: 'refused by https://open.feishu.cn/open-apis/bot/v2/hook/[redacted]',
      },
    ],
  });
  expect(JSON.stringify([page, rest])).not.toMatch(/private-name|0a1b2c/);
});

test('sending one again puts it on its way once, and the tenant sees which operator did it', async () => {
  const operator = await makeOperator();
  const team = await makeTenant();
  const [dead = '', sent = ''] = await makeDeliveries(team, 'dead', 'sent');
  expect(await resendDeadDelivery(operator, { deliveryId: dead })).toEqual({ id: dead });
  const after = await withIdentity(async (tx) => ({
    delivery: await tx.delivery.findFirst({ where: { id: dead } }),
    events: await tx.outboxEvent.findMany({ where: { tenantId: team.tenant.id } }),
    audit: await tx.auditEntry.findMany({ where: { tenantId: team.tenant.id, targetId: dead } }),
  }));
  expect(after.delivery?.state).toBe('retrying');
  expect(after.events).toMatchObject([{ name: 'alert/delivery.requested', data: { deliveryId: dead } }]);
  expect(after.audit).toMatchObject([
    {
      action: 'delivery.resend',
      actorKind: 'operator',
      actorId: operator.actor.id,
      actorName: operator.actor.name,
      source: 'console',
      requestId: operator.requestId,
    },
  ]);
  for (const deliveryId of [dead, sent])
    await expect(resendDeadDelivery(operator, { deliveryId })).rejects.toMatchObject({
      reason: 'delivery_not_dead',
    });
  await expect(resendDeadDelivery(operator, { deliveryId: newId('delivery') })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('without the right nothing is listed and nothing is sent', async () => {
  const operator = await makeOperator();
  const team = await makeTenant();
  const [deliveryId = ''] = await makeDeliveries(team, 'dead');
  const only = { ...operator.actor, permissions: new Set(['platform:read' as const]) };
  await expect(resendDeadDelivery({ ...operator, actor: only }, { deliveryId })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const nobody = { ...platformJob(), actor: { ...operator.actor, permissions: new Set<never>() } };
  await expect(listDeadDeliveries(nobody, { limit: 5 })).rejects.toMatchObject({ code: 'forbidden' });
  const [row] = await withIdentity((tx) => tx.delivery.findMany({ where: { id: deliveryId } }));
  expect(row?.state).toBe('dead');
});
