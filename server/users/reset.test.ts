import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { newBase } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant } from '#tests/factories.ts';
import { until } from '#tests/process.ts';
import { startMail } from '#tests/servers/mail.ts';
import { makeLink } from './service/mail-links.ts';
import { readResetLink, requestReset, resetByLink, sendVerification, verifyByLink } from './service/reset.ts';
import { signIn } from './service/sign-in.ts';
import { getOwnProfile } from './service.ts';

const mail = await startMail();
setVariable('SMTP_URL', mail.url);
afterAll(() => mail.close());

const base = (now = new Date()) => ({ ...newBase('console', 'en'), now: () => now });
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const NEW = 'an entirely new one';
const invalid = { code: 'not_found', reason: 'link_invalid' };

async function makePerson() {
  const { as } = await makeTenant();
  const { id, email } = await getOwnProfile(as.member);
  const subjects = () => mail.inbox.filter(({ to }) => to.includes(email)).map(({ subject }) => subject);
  const link = async (purpose: 'reset' | 'verify') =>
    (await withIdentity((tx) => makeLink(tx, id, purpose, new Date()))).split('/').at(-1) ?? '';
  return { ctx: as.member, id, email, subjects, link };
}

test('a link is mailed to whoever has the mailbox, and nothing tells that nobody has one', async () => {
  const { email, subjects } = await makePerson();
  await requestReset({ email }, null, base());
  await until(() => subjects().length === 1);
  expect(subjects()).toEqual(['A new password for AirGate']);
  const nobody = `nobody-${randomBytes(6).toString('hex')}@example.com`;
  expect(await requestReset({ email: nobody }, null, base())).toBeUndefined();
});

test('the link sets a password once, within an hour, and says so by mail', async () => {
  const { email, subjects, link, ctx } = await makePerson();
  const token = await link('reset');
  expect(await readResetLink({ token }, new Date())).toEqual({ email });
  await expect(resetByLink({ token, password: NEW }, null, base(later(61)))).rejects.toMatchObject(invalid);
  const weak = resetByLink({ token, password: 'password1234' }, null, base());
  await expect(weak).rejects.toMatchObject({ reason: 'password_common' });
  const both = [1, 2].map(() => resetByLink({ token, password: NEW }, null, base()));
  const ends = (await Promise.allSettled(both)).map(({ status }) => status);
  expect(ends.sort()).toEqual(['fulfilled', 'rejected']);
  await expect(readResetLink({ token }, new Date())).rejects.toMatchObject(invalid);
  await signIn({ email, password: NEW }, { address: null, now: new Date() });
  expect(await getOwnProfile(ctx)).toMatchObject({ emailVerifiedAt: expect.any(Date) });
  await until(() => subjects().includes('Your AirGate password was reset'));
});

test('a newer link ends the older one, and one for another purpose does not set a password', async () => {
  const { link } = await makePerson();
  const older = await link('reset');
  const newer = await link('reset');
  await expect(readResetLink({ token: older }, new Date())).rejects.toMatchObject(invalid);
  await expect(readResetLink({ token: newer }, new Date())).resolves.toBeTruthy();
  const other = await link('verify');
  await expect(resetByLink({ token: other, password: NEW }, null, base())).rejects.toMatchObject(invalid);
});

test('links for one mailbox are limited', async () => {
  const { email } = await makePerson();
  for (let each = 0; each < 3; each += 1) await requestReset({ email }, null, base());
  await expect(requestReset({ email }, null, base())).rejects.toMatchObject({ reason: 'sign_in_limited' });
});

test('a mailbox is verified by the link that was sent to it', async () => {
  const { ctx, email, subjects, link } = await makePerson();
  expect(await getOwnProfile(ctx)).toMatchObject({ emailVerifiedAt: null });
  await sendVerification(ctx);
  expect(subjects()).toEqual(['Verify your e-mail address for AirGate']);
  const token = await link('verify');
  expect(await verifyByLink({ token }, base())).toEqual({ email });
  expect(await getOwnProfile(ctx)).toMatchObject({ emailVerifiedAt: expect.any(Date) });
  await expect(verifyByLink({ token }, base())).rejects.toMatchObject(invalid);
});
