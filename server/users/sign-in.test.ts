import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { withIdentity } from '#server/core/identity.ts';
import { platformJob } from '#tests/factories.ts';
import { authOptions } from './auth.ts';
import { createUser } from './service/accounts.ts';
import { hashPassword } from './service/passwords.ts';
import { resetPassword, setDisabled } from './service/people.ts';
import { sessionHolder } from './service/sessions.ts';
import { signIn } from './service/sign-in.ts';

const PASSWORD = 'correct horse battery';
/** The moment of all of this; sessions run out by the real clock, too. */
const noon = new Date();
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const unique = () => randomBytes(6).toString('hex');

async function makePerson() {
  const email = `mei-${unique()}@example.com`;
  const passwordHash = await hashPassword(PASSWORD);
  return withIdentity((tx) => createUser(tx, { email, name: 'Mei', passwordHash }, noon));
}

async function refusal(attempt: Promise<unknown>): Promise<AppError> {
  const error = await attempt.then(
    () => null,
    (e: unknown) => e,
  );
  if (error instanceof AppError) return error;
  throw new Error('the attempt was not refused');
}

const from = (address: string | null, now = noon) => ({ address, now });

test('the right password signs in, whatever the case of the mailbox, and is remembered as a sign-in', async () => {
  const { id, email } = await makePerson();
  const credentials = { email: email.toUpperCase(), password: PASSWORD };
  const user = await authorize(credentials, '198.51.100.1');
  expect(user).toMatchObject({ id, email, name: 'Mei' });
  const row = await withIdentity((tx) => tx.user.findUniqueOrThrow({ where: { id } }));
  expect(row.lastSignInAt).toBeInstanceOf(Date);
  expect(row).not.toHaveProperty('passwordHash');
});

test('a wrong password, an unknown mailbox and a disabled person get the same answer', async () => {
  const known = await makePerson();
  const disabled = await makePerson();
  await withIdentity((tx) => tx.user.update({ where: { id: disabled.id }, data: { disabledAt: noon } }));
  for (const [email, password] of [
    [known.email, 'not the password'],
    [`nobody-${unique()}@example.com`, PASSWORD],
    [disabled.email, PASSWORD],
  ]) {
    const error = await refusal(signIn({ email: email ?? '', password: password ?? '' }, from(null)));
    expect(error).toMatchObject({ code: 'unauthenticated', reason: 'sign_in_failed', params: {} });
  }
});

test('an unknown mailbox costs about the work of a known one', async () => {
  const { email } = await makePerson();
  const time = async (address: string) => {
    const began = performance.now();
    await refusal(signIn({ email: address, password: 'wrong password' }, from(null)));
    return performance.now() - began;
  };
  await time(`warm-${unique()}@example.com`);
  const known = Math.min(await time(email), await time(email));
  const unknown = Math.min(await time(`a-${unique()}@example.com`), await time(`b-${unique()}@example.com`));
  expect(unknown).toBeGreaterThan(known / 4);
});

test('five failures shut a mailbox for the rest of fifteen minutes, even to the right password', async () => {
  const { email } = await makePerson();
  const attempt = (password: string, now = noon) => signIn({ email, password }, from(null, now));
  for (let each = 0; each < 5; each += 1) {
    expect((await refusal(attempt('wrong password'))).reason).toBe('sign_in_failed');
  }
  const error = await refusal(attempt(PASSWORD, later(4)));
  expect(error).toMatchObject({ code: 'rate_limited', reason: 'sign_in_limited', params: { minutes: 11 } });
  expect(error.retryAfter).toBe(11 * 60);
  await expect(attempt(PASSWORD, later(15))).resolves.toMatchObject({ email });
});

test('parallel guesses cannot pass the limit together', async () => {
  const { email } = await makePerson();
  const guesses = Array.from({ length: 12 }, () =>
    refusal(signIn({ email, password: 'a guess' }, from(null))),
  );
  const reasons = (await Promise.all(guesses)).map((error) => error.reason);
  expect(reasons.filter((reason) => reason === 'sign_in_failed')).toHaveLength(5);
  expect(reasons.filter((reason) => reason === 'sign_in_limited')).toHaveLength(7);
});

test('a success clears the mailbox, and successes never shut an address', async () => {
  const { email } = await makePerson();
  const address = `203.0.113.${unique()}`;
  for (let round = 0; round < 3; round += 1) {
    for (let each = 0; each < 3; each += 1) {
      await refusal(signIn({ email, password: 'wrong password' }, from(null)));
    }
    await signIn({ email, password: PASSWORD }, from(null));
  }
  for (let each = 0; each < 31; each += 1) await signIn({ email, password: PASSWORD }, from(address));
});

test('thirty failures from one address shut it for every mailbox', async () => {
  const address = `192.0.2.${unique()}`;
  for (let each = 0; each < 30; each += 1) {
    await refusal(signIn({ email: `x${each}-${unique()}@example.com`, password: 'x' }, from(address)));
  }
  const { email } = await makePerson();
  const shut = await refusal(signIn({ email, password: PASSWORD }, from(address)));
  expect(shut).toMatchObject({ reason: 'sign_in_limited' });
  await expect(signIn({ email, password: PASSWORD }, from('192.0.2.250'))).resolves.toMatchObject({ email });
});

test('the form learns the reason and its figures, and nothing else', async () => {
  const failed = await authorize({ email: `n-${unique()}@example.com`, password: 'x' }, null).catch(
    (e: unknown) => e,
  );
  expect(JSON.parse((failed as Error).message)).toEqual({ reason: 'sign_in_failed', params: {} });
  const malformed = await authorize({ email: 'x'.repeat(300), password: 'x' }, null).catch((e: unknown) => e);
  expect(JSON.parse((malformed as Error).message)).toEqual({ reason: 'sign_in_failed', params: {} });
});

test('a session ends with a new password and with its person', async () => {
  const { id, email } = await makePerson();
  const { sessionId } = await signIn({ email, password: PASSWORD }, from(null));
  expect(await sessionHolder(sessionId, noon)).toBe(id);
  await resetPassword(platformJob(), { email, password: 'another long password' });
  expect(await sessionHolder(sessionId, noon)).toBeNull();
  const { sessionId: fresh } = await signIn({ email, password: 'another long password' }, from(null));
  expect(await sessionHolder(fresh, noon)).toBe(id);
  await setDisabled(platformJob(), { userId: id, disabled: true });
  expect(await sessionHolder(fresh, noon)).toBeNull();
  await setDisabled(platformJob(), { userId: id, disabled: false });
  expect(await sessionHolder(fresh, noon)).toBeNull();
});

test('a session runs out by itself', async () => {
  const { id, email } = await makePerson();
  const { sessionId } = await signIn({ email, password: PASSWORD }, from(null));
  expect(await sessionHolder(sessionId, later(12 * 60 - 1))).toBe(id);
  expect(await sessionHolder(sessionId, later(12 * 60))).toBeNull();
});

test('the cookie carries its session, which is asked whose it is, and ended by signing out', async () => {
  const { id, email } = await makePerson();
  const now = new Date();
  const { sessionId } = await signIn({ email, password: PASSWORD }, from(null, now));
  const { callbacks, events } = authOptions();
  const session = { expires: '', userId: null, sessionId: null };
  const ask = (token: object) =>
    callbacks?.session?.({ session, token, user: undefined, newSession: null, trigger: 'update' } as never);
  expect(await ask({ sessionId })).toMatchObject({ userId: id, sessionId });
  expect(await ask({ sessionId: 'another' })).toMatchObject({ userId: null, sessionId: null });
  expect(await ask({})).toMatchObject({ userId: null });
  await events?.signOut?.({ token: { sessionId } } as never);
  expect(await ask({ sessionId })).toMatchObject({ userId: null });
});

test('a mailbox belongs to one person', async () => {
  const { email } = await makePerson();
  const twin = { email: email.toUpperCase(), name: 'Twin', passwordHash: 'x' };
  const error = await refusal(withIdentity((tx) => createUser(tx, twin, noon)));
  expect(error).toMatchObject({ code: 'conflict', reason: 'user_exists', params: { email } });
});

/** As NextAuth calls it. */
async function authorize(credentials: { email: string; password: string }, address: string | null) {
  const [provider] = authOptions().providers;
  if (provider?.type !== 'credentials') throw new Error('no credentials provider');
  const headers = address ? { 'x-forwarded-for': `10.0.0.1, ${address}` } : {};
  return provider.authorize(credentials, { headers, body: {}, query: {}, method: 'POST' });
}
