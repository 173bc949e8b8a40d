import { encode } from 'next-auth/jwt';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { derive } from '#server/core/crypto.ts';
import { sessionIn } from './session-token.ts';

const HOUR_MS = 3_600_000;
const cookieOf = (sessionId: string, secret = derive('session')) =>
  encode({ token: { sessionId }, secret, maxAge: HOUR_MS / 1000 });

test('a cookie names its session until it runs out, also when it has been read before', async () => {
  const id = newId('session');
  const cookie = await cookieOf(id);
  const now = new Date();
  expect(await sessionIn(cookie, now)).toBe(id);
  expect(await sessionIn(cookie, new Date(now.getTime() + HOUR_MS / 2))).toBe(id);
  expect(await sessionIn(cookie, new Date(now.getTime() + HOUR_MS + 1_000))).toBeNull();
});

test('what is no cookie of ours names none, and neither does one that was changed', async () => {
  const cookie = await cookieOf(newId('session'));
  const now = new Date();
  expect(await sessionIn('nonsense', now)).toBeNull();
  expect(await sessionIn(await cookieOf(newId('session'), 'another secret'), now)).toBeNull();
  await sessionIn(cookie, now);
  expect(await sessionIn(`${cookie.slice(0, -2)}xx`, now)).toBeNull();
});
