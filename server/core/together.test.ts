// The reads of one page share a transaction until the last of them is through.
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { makeTenant } from '#tests/factories.ts';
import { access, type Db } from './access.ts';
import type { Ctx } from './ctx.ts';

type Seen = { began: Date; tenants: string[] };

/** When the transaction began, and whose members it shows. */
async function look(db: Db): Promise<Seen> {
  const [row] = await db.$queryRaw<{ began: Date }[]>`select transaction_timestamp() as began`;
  const members = await db.member.findMany({ select: { tenantId: true } });
  if (!row) throw new Error('no row');
  return { began: row.began, tenants: [...new Set(members.map(({ tenantId }) => tenantId))] };
}

async function makePage(): Promise<Ctx> {
  const { as } = await makeTenant();
  return { ...as.owner, together: { open: null } };
}

test('reads at the same time are in one transaction, bound to their tenant; later ones are in another', async () => {
  const page = await makePage();
  const read = () => access(page, 'member:read', look);
  const [one, two] = await Promise.all([read(), read()]);
  expect(two.began).toEqual(one.began);
  expect([one.tenants, two.tenants]).toEqual([[page.tenant.id], [page.tenant.id]]);
  expect((await read()).began).not.toEqual(one.began);
});

test('a refusal is nobody else’s', async () => {
  const page = await makePage();
  const refused = access(page, 'member:read', async () => {
    throw new AppError('not_found', 'not_found');
  });
  const [, seen] = await Promise.allSettled([refused, access(page, 'member:read', look)]);
  expect(seen).toMatchObject({ status: 'fulfilled', value: { tenants: [page.tenant.id] } });
  await expect(refused).rejects.toMatchObject({ code: 'not_found' });
});

test('after a statement that fails, the next reads find the database as ever', async () => {
  const page = await makePage();
  const broken = access(page, 'member:read', (db) => db.$queryRaw`select 1 / 0`);
  await expect(broken).rejects.toThrow();
  expect((await access(page, 'member:read', look)).tenants).toEqual([page.tenant.id]);
});

test('two pages of two tenants see each their own', async () => {
  const pages = [await makePage(), await makePage()];
  const seen = await Promise.all(pages.map((page) => access(page, 'member:read', look)));
  expect(seen.map(({ tenants }) => tenants)).toEqual(pages.map(({ tenant }) => [tenant.id]));
});
