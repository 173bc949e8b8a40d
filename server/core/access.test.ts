import { expect, test } from 'vitest';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { access, platformAccess } from './access.ts';
import { within } from './ctx.ts';

test('transactions at the same time, on the same row, keep their handles and their audit rows apart', async () => {
  const tenants = await Promise.all([makeTenant(), makeTenant()]);
  const rename = (t: (typeof tenants)[number], name: string) =>
    access(t.job, 'tenant:update', async (db) => {
      await db.tenant.update({ where: { id: t.tenant.id }, data: { name } });
      await db.audit({
        action: 'tenant.update',
        target: { kind: 'tenant', id: t.tenant.id },
        after: { name },
      });
    });
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(tenants.flatMap((t) => names.map((name) => rename(t, name))));
  for (const t of tenants) {
    const rows = await access(t.job, 'audit:read', (db) =>
      db.auditEntry.findMany({ where: { targetId: t.tenant.id } }),
    );
    expect(rows.map((r) => (r.after as { name: string }).name).sort()).toEqual(names);
    expect(rows.every((r) => r.tenantId === t.tenant.id)).toBe(true);
  }
});

test('without the right there is no handle, and the refusal names the right', async () => {
  const { as } = await makeTenant();
  const reached = access(as.viewer, 'quota:allocate', async () => 'reached');
  await expect(reached).rejects.toMatchObject({
    code: 'forbidden',
    params: { permission: 'quota:allocate' },
  });
});

test('a handle sees and writes its own tenant only, whatever the query says', async () => {
  const [mine, other] = await Promise.all([makeTenant(), makeTenant()]);
  await access(mine.job, 'tenant:read', async (db) => {
    expect(await db.member.count()).toBe(4);
    expect(await db.tenant.findMany()).toHaveLength(1);
    expect(await db.user.count()).toBe(4);
    expect(await db.member.findMany({ where: { tenantId: other.tenant.id } })).toEqual([]);
  });
  const foreign = access(mine.job, 'setting:update', (db) =>
    db.setting.create({ data: { tenantId: other.tenant.id, key: 'x', value: 1, updatedAt: mine.job.now() } }),
  );
  await expect(foreign).rejects.toThrow(/row-level security/);
});

test('what is written once cannot be changed or removed', async () => {
  const { job, tenant } = await makeTenant();
  await access(job, 'tenant:update', (db) =>
    db.audit({ action: 'x', target: { kind: 'tenant', id: tenant.id } }),
  );
  const remove = access(job, 'audit:read', (db) => db.auditEntry.deleteMany({}));
  await expect(remove).rejects.toThrow(/permission denied/);
  const change = access(job, 'audit:read', (db) => db.auditEntry.updateMany({ data: { action: 'y' } }));
  await expect(change).rejects.toThrow(/permission denied/);
});

test('an inner unit joins the outer one: both are there, or neither', async () => {
  const { job } = await makeTenant();
  const set = (key: string, ctx = job) =>
    access(ctx, 'setting:update', (db) =>
      db.setting.create({ data: { tenantId: job.tenant.id, key, value: 1, updatedAt: job.now() } }),
    );
  const failing = access(job, 'setting:update', async (db) => {
    await set('inner', within(job, db));
    throw new Error('after the inner one');
  });
  await expect(failing).rejects.toThrow('after the inner one');
  expect(await access(job, 'setting:read', (db) => db.setting.count())).toBe(0);
});

test('the role over all tenants ends with its transaction', async () => {
  const [a, b] = await Promise.all([makeTenant(), makeTenant()]);
  const ids = [a.tenant.id, b.tenant.id];
  const all = await platformAccess(platformJob(), 'platform:read', (tx) =>
    tx.tenant.count({ where: { id: { in: ids } } }),
  );
  expect(all).toBe(2);
  const afterwards = await Promise.all(
    Array.from({ length: 20 }, () => access(a.job, 'tenant:read', (db) => db.tenant.count())),
  );
  expect(new Set(afterwards)).toEqual(new Set([1]));
});
