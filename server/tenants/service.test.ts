import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import { newBase } from '#server/core/ctx.ts';
import { memberCtx, withIdentity } from '#server/core/identity.ts';
import { acceptAsNew } from '#server/members/service/acceptance.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { createTenantInput, updateTenantInput } from './schema.ts';
import {
  createTenant,
  getTenant,
  listMyTenants,
  listTenants,
  reactivateTenant,
  suspendTenant,
  updateTenant,
} from './service.ts';

const unique = () => randomBytes(5).toString('hex');
const wanted = (over: object = {}) =>
  createTenantInput.parse({
    name: 'Acme',
    slug: `acme-${unique()}`,
    ownerEmail: `ceo-${unique()}@example.com`,
    ...over,
  });
const base = () => newBase('console', 'en');

test('a tenant made for an existing person has them as its owner', async () => {
  const { as, tenant } = await makeTenant();
  const input = wanted({
    ownerEmail: `MEMBER@${tenant.slug}.example`,
    currency: 'USD',
    timeZone: 'Europe/Berlin',
  });
  const made = await createTenant(platformJob(), input);
  expect(made).toMatchObject({ name: 'Acme', currency: 'USD', timeZone: 'Europe/Berlin', invitation: null });
  const ctx = await memberCtx(as.member.actor.id, made.slug, base());
  expect(ctx.actor).toMatchObject({ role: 'owner' });
  expect(await listMyTenants(as.member.actor.id)).toMatchObject([
    { slug: made.slug, role: 'owner' },
    { slug: tenant.slug, role: 'member' },
  ]);
});

test('for somebody new there is an invitation to become its owner', async () => {
  const input = wanted();
  const made = await createTenant(platformJob(), input);
  expect(made.invitation).toMatchObject({ email: input.ownerEmail, mail: 'unconfigured' });
  const token = made.invitation?.link.split('/').at(-1) ?? '';
  const joined = await acceptAsNew({ token, name: 'Ceo', password: 'a long password' }, base());
  expect(joined).toMatchObject({ tenantSlug: input.slug, role: 'owner' });
});

test('an address is taken once, and a failed attempt leaves nothing', async () => {
  const input = wanted();
  await createTenant(platformJob(), input);
  await expect(createTenant(platformJob(), { ...wanted(), slug: input.slug })).rejects.toMatchObject({
    code: 'conflict',
    reason: 'slug_taken',
    params: { slug: input.slug },
  });
  const { total } = await listTenants(platformJob(), { limit: 9, text: input.slug });
  expect(total).toBe(1);
});

test.each([
  ['slug', 'Acme', 'slug_format'],
  ['slug', '1acme', 'slug_format'],
  ['slug', 'operator', 'slug_reserved'],
  ['timeZone', 'Mars/Olympus', 'time_zone_unknown'],
  ['timeZone', '+08:00', 'time_zone_unknown'],
  ['currency', 'rmb', 'currency_format'],
  ['ownerEmail', 'nobody', 'email_format'],
])('%s does not take %s', (field, value, message) => {
  const parsed = createTenantInput.safeParse({ ...wanted(), [field]: value });
  expect(parsed.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
});

test('an update changes what is given, once, and says so in the audit log', async () => {
  const { as, tenant } = await makeTenant();
  const input = updateTenantInput.parse({ name: ' New name ', timeZone: 'America/New_York' });
  expect(await updateTenant(as.admin, input)).toMatchObject({ name: 'New name', currency: 'CNY' });
  await updateTenant(as.admin, input);
  const entries = await access(as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({ where: { tenantId: tenant.id } }),
  );
  expect(entries).toMatchObject([
    {
      action: 'tenant.update',
      before: { name: tenant.name, timeZone: 'Asia/Shanghai' },
      after: { name: 'New name', timeZone: 'America/New_York' },
    },
  ]);
  await expect(updateTenant(as.member, { name: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
});

test('the currency changes only while no quota is kept in it', async () => {
  const { as, tenant } = await makeTenant();
  expect(await updateTenant(as.owner, { currency: 'USD' })).toMatchObject({
    currency: 'USD',
    currencyFixed: false,
  });
  const bucket = { tenantId: tenant.id, kind: 'quota', epoch: 1, currency: 'USD', startsAt: as.owner.now() };
  await withIdentity((tx) => tx.bucket.create({ data: { id: newId('bucket'), ...bucket } }));
  expect(await getTenant(as.viewer)).toMatchObject({ currencyFixed: true });
  await expect(updateTenant(as.owner, { currency: 'CNY', name: 'x' })).rejects.toMatchObject({
    reason: 'currency_fixed',
    params: { currency: 'USD' },
  });
  expect(await updateTenant(as.owner, { currency: 'USD', name: 'Still' })).toMatchObject({ name: 'Still' });
});

test('a suspended tenant lets nobody in until it is reactivated', async () => {
  const { as, tenant } = await makeTenant();
  const enter = () => memberCtx(as.owner.actor.id, tenant.slug, base());
  expect(await suspendTenant(platformJob(), { tenantId: tenant.id })).toMatchObject({ status: 'suspended' });
  await suspendTenant(platformJob(), { tenantId: tenant.id });
  await expect(enter()).rejects.toMatchObject({ reason: 'tenant_suspended' });
  expect(await listMyTenants(as.owner.actor.id)).toMatchObject([{ status: 'suspended' }]);
  await reactivateTenant(platformJob(), { tenantId: tenant.id });
  await expect(enter()).resolves.toBeTruthy();
  const entries = await access(as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } }),
  );
  expect(entries.map((entry) => entry.action)).toEqual(['tenant.suspend', 'tenant.reactivate']);
  await expect(suspendTenant(platformJob(), { tenantId: newId('tenant') })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a disabled person has no tenants', async () => {
  const { as } = await makeTenant();
  const { id } = as.owner.actor;
  await withIdentity((tx) => tx.user.update({ where: { id }, data: { disabledAt: as.owner.now() } }));
  expect(await listMyTenants(id)).toEqual([]);
});
