import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureAppRole } from '#server/core/app-role.ts';
import { newBase, platformSystemCtx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { admitKey } from '#server/core/key-identity.ts';
import { makeCloudAccount, makeRecord, yuan } from '#server/quotas/test-world.ts';
import { createTenantInput } from '#server/tenants/schema.ts';
import { createTenant } from '#server/tenants/service.ts';
import { signIn } from '#server/users/service/sign-in.ts';
import { airgate } from '#tests/cli.ts';
import { emptyDatabase, type FreshDatabase } from '#tests/database.ts';
import { makeTenant } from '#tests/factories.ts';

let empty: FreshDatabase;
let onEmpty: { env: { DATABASE_URL: string } };

beforeAll(async () => {
  await ensureAppRole();
  empty = await emptyDatabase();
  onEmpty = { env: { DATABASE_URL: empty.url } };
});
afterAll(() => empty.drop());

test('a command that is not understood ends with the usage and exit code 2', async () => {
  expect(await airgate('frobnicate')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no command "frobnicate"'),
  });
  expect(await airgate('key create --name x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('needs --tenant and --permissions'),
  });
  expect(await airgate('status --tenant x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--tenant'),
  });
  expect(await airgate('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage:/) });
});

test('an empty database is brought to the newest form, and says so before and after', async () => {
  const before = await airgate('status', onEmpty);
  expect(before).toMatchObject({ code: 1, out: expect.stringMatching(/Migrations +\d+ pending/) });
  const early = await airgate('admin create --email a@example.com', onEmpty);
  expect(early).toMatchObject({ code: 1, err: expect.stringContaining('npm run airgate -- migrate') });
  expect(await airgate('migrate', onEmpty)).toMatchObject({ code: 0 });
  const after = await airgate('status', onEmpty);
  expect(after.out).toMatch(/Migrations +up to date/);
  expect(after.out).toMatch(/Ledger +Healthy/);
}, 60_000);

test('an operator is made with a printed password or with one of their own', async () => {
  const enter = (email: string, password: string) =>
    signIn({ email, password }, { address: null, now: platformSystemCtx('test').now() });
  const generated = await airgate('admin create --email Ops@example.com');
  expect(generated).toMatchObject({ code: 0, err: expect.stringContaining('ops@example.com') });
  await expect(enter('ops@example.com', generated.out)).resolves.toMatchObject({ name: 'ops' });
  const input = 'a password of my own\n';
  const own = await airgate('admin create --email two@example.com --password-stdin', { input });
  expect(own).toMatchObject({ code: 0, out: '' });
  await expect(enter('two@example.com', input.trim())).resolves.toBeTruthy();
  const renewed = await airgate('admin password --email TWO@example.com');
  await expect(enter('two@example.com', renewed.out)).resolves.toBeTruthy();
  expect(await airgate('admin password --email nobody@example.com')).toMatchObject({ code: 1, out: '' });
  const short = await airgate('admin create --email three@example.com --password-stdin', { input: 'short' });
  expect(short).toMatchObject({ code: 1, err: expect.stringContaining('at least 10 characters') });
}, 60_000);

test('a key is printed once, works, and is limited as asked', async () => {
  const input = createTenantInput.parse({ name: 'Acme', slug: 'acme', ownerEmail: 'ceo@example.com' });
  await createTenant(platformSystemCtx('test'), input);
  const made = await airgate(
    'key create --tenant acme --name Portal --permissions quota:read,tenant:read --expires 30',
  );
  expect(made.code).toBe(0);
  const { ctx } = await admitKey(made.out, newBase('rest', 'en'), null);
  expect(ctx.actor).toMatchObject({ name: 'Portal', permissions: new Set(['quota:read', 'tenant:read']) });
  const inFourWeeks = {
    ...newBase('rest', 'en'),
    now: () => new Date(ctx.now().getTime() + 31 * 86_400_000),
  };
  expect(await admitKey(made.out, inFourWeeks, null)).toMatchObject({ refusal: { reason: 'key_expired' } });
  expect(await airgate('key create --tenant nobody --name x --permissions all')).toMatchObject({
    code: 1,
    out: '',
  });
  expect(await airgate('key create --tenant acme --name x --permissions fly:high')).toMatchObject({
    code: 1,
    err: expect.stringContaining('not in the catalogue'),
  });
}, 60_000);

test('without a cloud account there is no check to ask for', async () => {
  expect(await airgate('check run')).toEqual({ code: 0, out: '', err: '0 checks asked for.' });
});

test('totals that somebody has written past are shown, and mended when they are told to be', async () => {
  expect(await airgate('totals check')).toMatchObject({
    code: 0,
    err: expect.stringContaining(', 0 not as the records say.'),
  });
  const tenant = await makeTenant();
  const cloudAccountId = await makeCloudAccount(tenant.job);
  await makeRecord(tenant.job, { cloudAccountId, day: '2026-11-19', project: 'stray', amount: yuan(8) });
  await withIdentity((tx) =>
    tx.spendingDay.updateMany({ where: { cloudAccountId }, data: { amount: yuan(9) } }),
  );
  const line = `${tenant.tenant.slug}  2026-11-19  9.00 is kept, the records say 8.00`;
  expect(await airgate('totals check')).toMatchObject({ code: 1, out: line });
  expect(await airgate('totals repair')).toEqual({ code: 0, out: line, err: '1 made what the records say.' });
  expect(await airgate('totals check')).toMatchObject({ code: 0, out: '' });
}, 60_000);
