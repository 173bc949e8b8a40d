import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { givePassword, makeTenant, platformJob } from '#tests/factories.ts';
import { takeSecondFactor } from './service/people.ts';
import {
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from './service/second-factor.ts';
import { signIn } from './service/sign-in.ts';
import { getOwnProfile } from './service.ts';

const PASSWORD = 'correct horse battery';
const wrong = { reason: 'second_factor_wrong' };

/** A person with a phone. The clock is the test's. */
async function makePerson() {
  let now = new Date('2026-11-20T04:00:00Z');
  const { tenant, as } = await makeTenant({ now: () => now });
  const ctx = as.member;
  const { id, email } = await getOwnProfile(ctx);
  await givePassword(id, PASSWORD);
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  const enter = (code?: string, password = PASSWORD) =>
    signIn({ email, password, ...(code !== undefined && { code }) }, { address: null, now });
  return { tenant, ctx, id, email, later, enter, owner: as.owner, clock: () => now };
}
type Person = Awaited<ReturnType<typeof makePerson>>;

const codeOf = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

async function turnOn({ ctx, clock, later }: Person) {
  const { secret } = await startSecondFactor(ctx, { password: PASSWORD });
  const { recoveryCodes } = await confirmSecondFactor(ctx, { code: codeOf(secret, clock()) });
  later(60);
  return { secret, recoveryCodes };
}

const actionsOf = async (ctx: Ctx, userId: string) =>
  withIdentity(async (tx) => {
    const where = { tenantId: ctx.tenant.id, targetId: userId };
    return (await tx.auditEntry.findMany({ where, orderBy: { id: 'asc' } })).map(({ action }) => action);
  });

test('it counts from a first code on, and signing in asks for one', async () => {
  const person = await makePerson();
  const { secret, uri } = await startSecondFactor(person.ctx, { password: PASSWORD });
  expect(uri).toContain(`secret=${secret}`);
  await person.enter();
  await expect(confirmSecondFactor(person.ctx, { code: '000000' })).rejects.toMatchObject(wrong);
  const { recoveryCodes } = await confirmSecondFactor(person.ctx, { code: codeOf(secret, person.clock()) });
  expect(new Set(recoveryCodes).size).toBe(10);
  for (const code of recoveryCodes)
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  await expect(person.enter()).rejects.toMatchObject({ reason: 'second_factor_needed' });
  person.later(60);
  expect(await person.enter(codeOf(secret, person.clock()))).toMatchObject({ id: person.id });
  expect(await getSecondFactor(person.ctx)).toEqual({ since: expect.any(Date), recoveryCodes: 10 });
  expect(await actionsOf(person.ctx, person.id)).toEqual(['user.second_factor_on']);
});

test('a code works once, even for two at once, and not long after its time', async () => {
  const person = await makePerson();
  const { secret } = await turnOn(person);
  const code = codeOf(secret, person.clock());
  const both = await Promise.allSettled([person.enter(code), person.enter(code)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(person.enter(code)).rejects.toMatchObject(wrong);
  person.later(30);
  const late = codeOf(secret, person.clock());
  person.later(61);
  await expect(person.enter(late)).rejects.toMatchObject(wrong);
});

test('a recovery code stands in once, in any spelling', async () => {
  const person = await makePerson();
  const { recoveryCodes } = await turnOn(person);
  const [first = '', second = ''] = recoveryCodes;
  await person.enter(first.toUpperCase().replaceAll('-', ' '));
  await expect(person.enter(first)).rejects.toMatchObject(wrong);
  await person.enter(second);
  expect(await getSecondFactor(person.ctx)).toMatchObject({ recoveryCodes: 8 });
  expect(await actionsOf(person.ctx, person.id)).toContain('user.recovery_code_use');
});

test('guesses at codes are counted like guesses at passwords, and the lock is audited', async () => {
  const person = await makePerson();
  const { secret } = await turnOn(person);
  for (let each = 0; each < 5; each += 1) {
    await expect(person.enter()).rejects.toMatchObject({ reason: 'second_factor_needed' });
    await expect(person.enter('123456')).rejects.toMatchObject(wrong);
  }
  const shut = person.enter(codeOf(secret, person.clock()));
  await expect(shut).rejects.toMatchObject({ reason: 'sign_in_limited' });
  expect(await actionsOf(person.ctx, person.id)).toContain('user.locked');
});

test('it is turned off by password and code together, and renewed codes end the old ones', async () => {
  const person = await makePerson();
  const { secret, recoveryCodes } = await turnOn(person);
  await expect(startSecondFactor(person.ctx, { password: PASSWORD })).rejects.toMatchObject({
    reason: 'second_factor_exists',
  });
  const code = () => codeOf(secret, person.clock());
  const { recoveryCodes: renewed } = await renewRecoveryCodes(person.ctx, {
    password: PASSWORD,
    code: code(),
  });
  await expect(person.enter(recoveryCodes[0])).rejects.toMatchObject(wrong);
  const off = { password: 'another password', code: renewed[0] ?? '' };
  await expect(removeSecondFactor(person.ctx, off)).rejects.toMatchObject({ reason: 'password_wrong' });
  await removeSecondFactor(person.ctx, { ...off, password: PASSWORD });
  await person.enter();
  expect(await getSecondFactor(person.ctx)).toEqual({ since: null, recoveryCodes: 0 });
});

test('an operator takes it from somebody who has lost everything', async () => {
  const person = await makePerson();
  await turnOn(person);
  const taken = await takeSecondFactor(platformJob(), { userId: person.id });
  expect(taken).toMatchObject({ id: person.id, secondFactor: false });
  await person.enter();
});

test('the secret is kept encrypted and no result holds it', async () => {
  const person = await makePerson();
  const { secret } = await turnOn(person);
  const [row] = await withIdentity(
    (tx) => tx.$queryRaw<{ secret: string }[]>`select secret from second_factor where user_id = ${person.id}`,
  );
  expect(row?.secret).toBeTruthy();
  expect(row?.secret).not.toContain(secret);
  const read = await withIdentity((tx) => tx.secondFactor.findUnique({ where: { userId: person.id } }));
  expect(read).not.toHaveProperty('secret');
});
