import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { givePassword, makeTenant } from '#tests/factories.ts';
import { listSessions, revokeOtherSessions, revokeSession, sessionHolder } from './service/sessions.ts';
import { signIn } from './service/sign-in.ts';
import { changePassword, getOwnProfile } from './service.ts';

const PASSWORD = 'correct horse battery';

/** Somebody who is signed in on three devices. */
async function makePerson() {
  const { as } = await makeTenant();
  const { id, email } = await getOwnProfile(as.member);
  await givePassword(id, PASSWORD);
  const enter = (userAgent: string) =>
    signIn({ email, password: PASSWORD }, { address: '203.0.113.7', userAgent, now: new Date() });
  const sessions: string[] = [];
  for (const agent of ['one', 'two', 'three']) sessions.push((await enter(agent)).sessionId);
  const [one = '', two = '', three = ''] = sessions;
  const ctx: Ctx = { ...as.member, session: three };
  const holding = async () =>
    (await Promise.all([one, two, three].map((session) => sessionHolder(session, new Date())))).map(Boolean);
  return { id, ctx, other: as.viewer, one, two, three, holding };
}

test('people see where they are signed in, this place first', async () => {
  const { ctx, three, other } = await makePerson();
  const listed = await listSessions({ ...ctx, session: three });
  expect(listed).toHaveLength(3);
  expect(listed[0]).toMatchObject({
    id: three,
    current: true,
    userAgent: 'three',
    address: '203.0.113.7',
    method: 'password',
  });
  expect(await listSessions(other)).toEqual([]);
});

test('a revoked session is over at once, and repeating it changes nothing', async () => {
  const { ctx, one, holding } = await makePerson();
  await revokeSession(ctx, { sessionId: one });
  await revokeSession(ctx, { sessionId: one });
  expect(await holding()).toEqual([false, true, true]);
  const audited = await withIdentity((tx) =>
    tx.auditEntry.count({ where: { tenantId: ctx.tenant.id, action: 'user.session_revoke' } }),
  );
  expect(audited).toBe(1);
});

test("nobody ends another person's session", async () => {
  const { other, one, holding } = await makePerson();
  await expect(revokeSession(other, { sessionId: one })).rejects.toMatchObject({ code: 'not_found' });
  const unknown = revokeSession(other, { sessionId: newId('session') });
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  expect(await holding()).toEqual([true, true, true]);
});

test('all others end together, and a new password does the same', async () => {
  const { ctx, holding } = await makePerson();
  expect(await revokeOtherSessions(ctx)).toEqual({ revoked: 2 });
  expect(await holding()).toEqual([false, false, true]);
  expect(await revokeOtherSessions(ctx)).toEqual({ revoked: 0 });
  const again = await makePerson();
  await changePassword(again.ctx, { currentPassword: PASSWORD, newPassword: 'an entirely new one' });
  expect(await again.holding()).toEqual([false, false, true]);
});
