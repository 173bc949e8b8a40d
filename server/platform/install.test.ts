import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureAppRole } from '#server/core/app-role.ts';
import { env } from '#server/core/env.ts';
import { withIdentity } from '#server/core/identity.ts';
import { createUser } from '#server/users/service/accounts.ts';
import { signIn } from '#server/users/service/sign-in.ts';
import { givePassword, platformJob } from '#tests/factories.ts';
import { ensureOperator } from './install.ts';

let folder: string;
const file = () => join(folder, 'operator.json');

beforeEach(async () => {
  await ensureAppRole();
  folder = await mkdtemp(join(tmpdir(), 'airgate-install-'));
  Object.assign(env(), {
    AIRGATE_DATA_DIR: join(folder),
    AIRGATE_ADMIN_EMAIL: undefined,
    AIRGATE_ADMIN_PASSWORD: undefined,
  });
  await withIdentity((tx) => tx.user.deleteMany());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const enter = (email: string, password: string) =>
  signIn({ email, password }, { address: null, now: platformJob().now() });

test('a first start makes an operator whose password only the owner of the data folder can read', async () => {
  const made = await ensureOperator(platformJob());
  expect(made).toMatchObject({ email: 'operator@airgate.local' });
  await expect(enter('operator@airgate.local', made.password ?? '')).resolves.toBeTruthy();
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(made);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('a later start shows the same password until it is changed', async () => {
  const made = await ensureOperator(platformJob());
  expect(await ensureOperator(platformJob())).toEqual(made);
  const operator = await withIdentity((tx) => tx.user.findFirstOrThrow({ where: { isOperator: true } }));
  await givePassword(operator.id, 'a password of their own');
  expect(await ensureOperator(platformJob())).toEqual({ email: operator.email, password: null });
});

test('a password from the environment is used and neither shown nor written down', async () => {
  Object.assign(env(), {
    AIRGATE_ADMIN_EMAIL: 'Root@Example.com',
    AIRGATE_ADMIN_PASSWORD: 'from the environment',
  });
  expect(await ensureOperator(platformJob())).toEqual({ email: 'root@example.com', password: null });
  await expect(enter('root@example.com', 'from the environment')).resolves.toBeTruthy();
  await expect(stat(file())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('somebody who has an account becomes operator with the password they have', async () => {
  env().AIRGATE_ADMIN_EMAIL = 'mei@example.com';
  const person = { email: 'mei@example.com', name: 'Mei', passwordHash: 'as it was' };
  const { id } = await withIdentity((tx) => createUser(tx, person, platformJob().now()));
  expect(await ensureOperator(platformJob())).toEqual({ email: 'mei@example.com', password: null });
  const row = await withIdentity((tx) =>
    tx.user.findUniqueOrThrow({ where: { id }, omit: { passwordHash: false } }),
  );
  expect(row).toMatchObject({ isOperator: true, passwordHash: 'as it was' });
});

test('processes that start together make one operator', async () => {
  const made = await Promise.all([1, 2, 3, 4].map(() => ensureOperator(platformJob())));
  expect(new Set(made.map((each) => each?.password)).size).toBe(1);
  expect(await withIdentity((tx) => tx.user.count())).toBe(1);
});

test('a folder that cannot be written makes no operator that nobody could sign in as', async () => {
  env().AIRGATE_DATA_DIR = '/dev/null/airgate';
  await expect(ensureOperator(platformJob())).rejects.toThrow(/AIRGATE_ADMIN_PASSWORD/);
  expect(await withIdentity((tx) => tx.user.count())).toBe(0);
});
