import { expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { createKey, revokeKey } from '#server/keys/service.ts';
import { setSetting } from '#server/settings/service.ts';
import { makeTenant } from '#tests/factories.ts';
import { listAuditInput } from './schema.ts';
import { listAudit, listAuditFacets } from './service.ts';

/** Four changes by two people, a minute apart. */
async function makeHistory() {
  let now = new Date('2026-11-20T04:00:00Z');
  const tenant = await makeTenant({ now: () => now });
  const { as } = tenant;
  const tick = () => {
    now = new Date(now.getTime() + 60_000);
  };
  const key = await createKey(as.owner, { name: 'Portal', permissions: ['tenant:read'] });
  tick();
  await setSetting(as.admin, { key: 'quota.restoreMode', value: 'automatic' });
  tick();
  await revokeKey(as.admin, { keyId: key.id });
  tick();
  await setSetting(as.owner, { key: 'quota.alertSteps', value: [50] });
  return { ...tenant, keyId: key.id };
}

const ask = (ctx: Ctx, filter: object) => listAudit(ctx, listAuditInput.parse(filter));
const actions = async (ctx: Ctx, filter: object) =>
  (await ask(ctx, filter)).items.map((entry) => entry.action);

test('the newest comes first, with who did what to what through which door', async () => {
  const { as, keyId } = await makeHistory();
  const { items } = await ask(as.viewer, {});
  expect(items.map((entry) => entry.action)).toEqual([
    'setting.set',
    'key.revoke',
    'setting.set',
    'key.create',
  ]);
  expect(items[1]).toMatchObject({
    actor: { kind: 'user', id: as.admin.actor.id, name: as.admin.actor.name },
    target: { kind: 'key', id: keyId },
    source: 'console',
    requestId: as.admin.requestId,
    before: { name: 'Portal' },
    after: null,
  });
});

test('pages follow each other without a gap', async () => {
  const { as } = await makeHistory();
  const first = await ask(as.viewer, { limit: 3 });
  const second = await ask(as.viewer, { limit: 3, cursor: first.nextCursor ?? '' });
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 1, null]);
  expect(new Set([...first.items, ...second.items].map((entry) => entry.id)).size).toBe(4);
});

test('filters narrow by actor, action, target, time and text', async () => {
  const { as, keyId } = await makeHistory();
  expect(await actions(as.owner, { actorId: as.admin.actor.id })).toEqual(['key.revoke', 'setting.set']);
  expect(await actions(as.owner, { action: 'key.' })).toEqual(['key.revoke', 'key.create']);
  expect(await actions(as.owner, { targetId: keyId, actorId: as.owner.actor.id })).toEqual(['key.create']);
  expect(await actions(as.owner, { targetKind: 'setting' })).toHaveLength(2);
  expect(await actions(as.owner, { from: '2026-11-20T04:01:00Z', to: '2026-11-20T12:02:00+08:00' })).toEqual([
    'setting.set',
  ]);
  expect(await actions(as.owner, { text: 'RESTOREMODE' })).toEqual(['setting.set']);
  expect(await actions(as.owner, { text: '%' })).toEqual([]);
});

test('the filters offer what occurs', async () => {
  const { as } = await makeHistory();
  const facets = await listAuditFacets(as.owner);
  expect(facets.actions).toEqual(['key.create', 'key.revoke', 'setting.set']);
  expect(facets.actors.map((actor) => actor.name)).toEqual([as.admin.actor.name, as.owner.actor.name]);
});

test('members may not read it, and nobody reads that of another tenant', async () => {
  const { as } = await makeHistory();
  await expect(ask(as.member, {})).rejects.toMatchObject({ code: 'forbidden' });
  const other = await makeTenant();
  expect(await actions(other.as.owner, {})).toEqual([]);
});

test('it cannot be changed or deleted through a tenant', async () => {
  const { as, tenant } = await makeHistory();
  const where = { tenantId: tenant.id };
  const change = access(as.owner, 'audit:read', (db) =>
    db.auditEntry.updateMany({ where, data: { action: 'x' } }),
  );
  await expect(change).rejects.toThrow(/permission denied/);
  const removal = access(as.owner, 'audit:read', (db) => db.auditEntry.deleteMany({ where }));
  await expect(removal).rejects.toThrow(/permission denied/);
});
