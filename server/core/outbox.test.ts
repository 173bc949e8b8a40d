import { expect, test } from 'vitest';
import { makeTenant } from '#tests/factories.ts';
import { access } from './access.ts';
import { type OutboxMessage, relayOnce } from './outbox.ts';

async function drain(): Promise<OutboxMessage[]> {
  const taken: OutboxMessage[] = [];
  while ((await relayOnce(async (messages) => void taken.push(...messages))) > 0);
  return taken;
}

const emit = (t: Awaited<ReturnType<typeof makeTenant>>, id: string) =>
  access(t.job, 'alert:read', (db) => db.emit('alert/delivery.requested', { deliveryId: 'dlv_1' }, id));

test('an event is handed over once with its tenant, and a repeated id is one event', async () => {
  await drain();
  const t = await makeTenant();
  await emit(t, 'evt_a');
  await emit(t, 'evt_a');
  const sent = (await drain()).filter((m) => m.id === 'evt_a');
  expect(sent).toEqual([
    { id: 'evt_a', name: 'alert/delivery.requested', data: { deliveryId: 'dlv_1', tenantId: t.tenant.id } },
  ]);
  expect((await drain()).filter((m) => m.id === 'evt_a')).toEqual([]);
});

test('what could not be sent is sent after its claim has run out, and not twice before', async () => {
  await drain();
  const t = await makeTenant();
  await emit(t, 'evt_b');
  const refused = relayOnce(async () => {
    throw new Error('the executor is away');
  });
  await expect(refused).rejects.toThrow('away');
  expect(await relayOnce(async () => {})).toBe(0);
  const later = () => new Date(Date.now() + 60_000);
  const taken: string[] = [];
  await relayOnce(async (messages) => void taken.push(...messages.map((m) => m.id)), later);
  expect(taken).toContain('evt_b');
});

test('an event of a transaction that failed was never there', async () => {
  await drain();
  const t = await makeTenant();
  const failing = access(t.job, 'alert:read', async (db) => {
    await db.emit('alert/delivery.requested', { deliveryId: 'dlv_1' }, 'evt_c');
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect((await drain()).map((m) => m.id)).not.toContain('evt_c');
});

test('two relays share the work without sending anything twice', async () => {
  await drain();
  const t = await makeTenant();
  const ids = Array.from({ length: 250 }, (_, i) => `evt_d${i}`);
  await access(t.job, 'alert:read', async (db) => {
    for (const id of ids) await db.emit('alert/delivery.requested', { deliveryId: 'dlv_1' }, id);
  });
  const sent = (await Promise.all([drain(), drain(), drain()])).flat().map((m) => m.id);
  expect(sent.filter((id) => id.startsWith('evt_d')).sort()).toEqual(ids.sort());
});
