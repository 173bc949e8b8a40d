import { expect, test } from 'vitest';
import { withIdentity } from '#server/core/identity.ts';
import { givePassword, makeTenant } from '#tests/factories.ts';
import { signIn } from './service/sign-in.ts';
import { changePassword, getOwnProfile, getProfile, rememberLocale, updateProfile } from './service.ts';

test('people change their own name and language', async () => {
  const { as } = await makeTenant();
  const profile = await updateProfile(as.viewer, { name: '李雷', locale: 'zh-CN' });
  expect(profile).toMatchObject({ id: as.viewer.actor.id, name: '李雷', locale: 'zh-CN', isOperator: false });
  expect(await getOwnProfile(as.viewer)).toEqual(profile);
  await rememberLocale(profile.id, 'en');
  expect(await getProfile(profile.id)).toMatchObject({ locale: 'en' });
});

test('a key has no profile', async () => {
  const { key } = await makeTenant();
  await expect(getOwnProfile(key('tenant:read'))).rejects.toMatchObject({ reason: 'people_only' });
});

test('a new password needs the old one, and guesses at it are counted', async () => {
  const { as } = await makeTenant();
  const { id, email } = await getOwnProfile(as.member);
  await givePassword(id, 'the first password');
  const change = (currentPassword: string) =>
    changePassword(as.member, { currentPassword, newPassword: 'the second password' });
  for (let each = 0; each < 4; each += 1) {
    await expect(change('a guess')).rejects.toMatchObject({ reason: 'password_wrong' });
  }
  await change('the first password');
  const now = as.member.now();
  await expect(
    signIn({ email, password: 'the second password' }, { address: null, now }),
  ).resolves.toBeTruthy();
  for (let each = 0; each < 5; each += 1) await change('a guess').catch(() => {});
  await expect(change('the second password')).rejects.toMatchObject({ reason: 'sign_in_limited' });
});

test('nobody finds the profile of a disabled person', async () => {
  const { as } = await makeTenant();
  const { id } = as.member.actor;
  await withIdentity((tx) => tx.user.update({ where: { id }, data: { disabledAt: as.member.now() } }));
  await expect(getProfile(id)).rejects.toMatchObject({ code: 'not_found' });
});
