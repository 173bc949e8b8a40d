import { expect, test } from 'vitest';
import { newBase, operatorCtx } from '#server/core/ctx.ts';
import { memberCtx, operatorCtxFor } from '#server/core/identity.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { createOperator, listUsers, setDisabled } from './service/people.ts';
import { signIn } from './service/sign-in.ts';

test('operators find people with their tenants and roles', async () => {
  const { as, tenant } = await makeTenant();
  const { items, total } = await listUsers(platformJob(), { limit: 3, text: tenant.slug });
  expect(total).toBe(4);
  expect(items).toHaveLength(3);
  const [admin] = (await listUsers(platformJob(), { limit: 3, text: `admin@${tenant.slug}` })).items;
  expect(admin).toMatchObject({ id: as.admin.actor.id, tenants: [{ slug: tenant.slug, role: 'admin' }] });
  expect(admin).not.toHaveProperty('passwordHash');
});

test('a disabled person is out of every tenant until they are enabled', async () => {
  const { as, tenant } = await makeTenant();
  const userId = as.member.actor.id;
  const enter = () => memberCtx(userId, tenant.slug, newBase('console', 'en'));
  expect((await setDisabled(platformJob(), { userId, disabled: true })).disabledAt).toBeInstanceOf(Date);
  await expect(enter()).rejects.toMatchObject({ code: 'not_found' });
  expect(await setDisabled(platformJob(), { userId, disabled: false })).toMatchObject({ disabledAt: null });
  await expect(enter()).resolves.toBeTruthy();
});

test('operators do not shut themselves out', async () => {
  const { as } = await makeTenant();
  const { id, name } = as.owner.actor;
  const ctx = operatorCtx({ id, name }, newBase('console', 'en'));
  await expect(setDisabled(ctx, { userId: id, disabled: true })).rejects.toMatchObject({
    reason: 'disable_self',
  });
});

test('an operator is made once, and an existing person keeps their password', async () => {
  const { tenant } = await makeTenant();
  const input = { email: `Root@${tenant.slug}.example`, name: 'Root', password: 'a long password' };
  const email = input.email.toLowerCase();
  expect(await createOperator(platformJob(), input)).toEqual({ email, existed: false });
  expect(await createOperator(platformJob(), { ...input, password: 'another password' })).toMatchObject({
    existed: true,
  });
  const now = platformJob().now();
  const { id } = await signIn({ email, password: 'a long password' }, { address: null, now });
  await expect(operatorCtxFor(id, newBase('console', 'en'))).resolves.toMatchObject({
    actor: { kind: 'operator' },
  });
  await expect(createOperator(platformJob(), { ...input, password: 'short' })).rejects.toThrow(
    /password_short/,
  );
});
