import { expect, test } from 'vitest';
import { makeKeyCache } from './key-cache.ts';
import type { KeyRecord } from './key-store.ts';

/** A cache over answers that the test gives when it wants to, on a clock that it moves. */
function makeWorld(room?: { keys: number; strangers: number }) {
  let now = 0;
  const asked: { hash: string; answer: (record: KeyRecord | null) => void; fail: (error: Error) => void }[] =
    [];
  const read = (hash: string) =>
    new Promise<KeyRecord | null>((answer, fail) => {
      asked.push({ hash, answer, fail });
    });
  const cache = makeKeyCache({ read, clock: () => now, ...(room && { room }) });
  /** Asks for a key and answers the question, if there is one. */
  const know = async (hash: string, record: KeyRecord | null = makeRecord(hash)) => {
    const before = asked.length;
    const got = cache.get(hash);
    if (asked.length > before) asked.at(-1)?.answer(record);
    return got;
  };
  return { cache, asked, know, pass: (ms: number) => (now += ms) };
}

const makeRecord = (id: string): KeyRecord => ({
  id,
  name: id,
  permissions: new Set(),
  expiresAt: null,
  revokedAt: null,
  validUntil: null,
  ranges: [],
  perMinute: null,
  perMonth: null,
  tenant: { id: `tenant of ${id}`, slug: '', name: '', currency: 'CNY', timeZone: 'UTC', isDemo: false },
  standing: 'active',
});

test('a key is read once and believed for less than a second', async () => {
  const { asked, know, cache, pass } = makeWorld();
  await know('a');
  pass(500);
  expect(cache.get('a')).toMatchObject({ id: 'a' });
  expect(asked.length).toBe(1);
  pass(500);
  expect(cache.get('a')).toBeInstanceOf(Promise);
  expect(asked.length).toBe(2);
});

test('the second is counted from the question, however long the answer took', async () => {
  const { asked, cache, pass } = makeWorld();
  const first = cache.get('a');
  pass(900);
  asked[0]?.answer(makeRecord('a'));
  await first;
  expect(cache.get('a')).toMatchObject({ id: 'a' });
  pass(100);
  expect(cache.get('a')).toBeInstanceOf(Promise);
});

test('a busy key is renewed before its second is over, and nobody waits for it', async () => {
  const { asked, know, cache, pass } = makeWorld();
  await know('a');
  pass(700);
  expect(cache.get('a')).toMatchObject({ id: 'a' });
  expect(cache.get('a')).toMatchObject({ id: 'a' });
  expect(asked.length).toBe(2);
  asked[1]?.answer({ ...makeRecord('a'), name: 'renewed' });
  await expect.poll(() => cache.get('a')).toMatchObject({ name: 'renewed' });
  pass(500);
  expect(cache.get('a')).toMatchObject({ name: 'renewed' });
});

test('many who ask at once ask once', async () => {
  const { asked, cache } = makeWorld();
  const all = [cache.get('a'), cache.get('a'), cache.get('a')];
  asked[0]?.answer(makeRecord('a'));
  expect(await Promise.all(all)).toMatchObject([{ id: 'a' }, { id: 'a' }, { id: 'a' }]);
  expect(asked.length).toBe(1);
});

test('that a secret belongs to no key is remembered too', async () => {
  const { asked, know, cache } = makeWorld();
  await know('x', null);
  expect(cache.get('x')).toBeNull();
  expect(asked.length).toBe(1);
});

test('a change is forgotten at once, by the key or by its tenant, and leaves the others alone', async () => {
  for (const told of ['a', 'tenant of a']) {
    const { know, cache } = makeWorld();
    await know('a');
    await know('b');
    cache.forget(told);
    expect(cache.get('a')).toBeInstanceOf(Promise);
    expect(cache.get('b')).toMatchObject({ id: 'b' });
  }
});

test('an answer that was under way when a change came is given to nobody who asks after it', async () => {
  const { asked, cache } = makeWorld();
  const before = cache.get('a');
  cache.forget('a');
  const after = cache.get('a');
  expect(asked.length).toBe(2);
  asked[1]?.answer({ ...makeRecord('a'), revokedAt: new Date(0) });
  expect(await after).toMatchObject({ revokedAt: new Date(0) });
  asked[0]?.answer(makeRecord('a'));
  await before;
  expect(cache.get('a')).toMatchObject({ revokedAt: new Date(0) });
});

test('after a gap in what is heard nothing is believed any more', async () => {
  const { know, cache } = makeWorld();
  await know('a');
  await know('x', null);
  cache.forget();
  expect(cache.get('a')).toBeInstanceOf(Promise);
  expect(cache.get('x')).toBeInstanceOf(Promise);
});

test('guesses drive no key out, and there is an end to what is kept', async () => {
  const { asked, know, cache } = makeWorld({ keys: 2, strangers: 2 });
  await know('a');
  for (const guess of ['x1', 'x2', 'x3']) await know(guess, null);
  expect(cache.get('a')).toMatchObject({ id: 'a' });
  await know('b');
  await know('c');
  const before = asked.length;
  for (const kept of ['b', 'c', 'x2', 'x3']) cache.get(kept);
  expect(asked.length).toBe(before);
  for (const gone of ['a', 'x1']) cache.get(gone);
  expect(asked.length).toBe(before + 2);
});

test('a database that does not answer is told to those who wait, and the next one asks again', async () => {
  const { asked, know, cache, pass } = makeWorld();
  const first = cache.get('a');
  asked[0]?.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  expect(await know('a')).toMatchObject({ id: 'a' });
  pass(700);
  expect(cache.get('a')).toMatchObject({ id: 'a' });
  asked.at(-1)?.fail(new Error('away'));
  await new Promise(setImmediate);
  pass(300);
  expect(await know('a')).toMatchObject({ id: 'a' });
});
