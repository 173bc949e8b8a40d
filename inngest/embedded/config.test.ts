import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';
import { expect, test } from 'vitest';
import { readFunctions } from './config.ts';
import { millisUntil, parseDuration, parseRetryAfter, retryDelay } from './durations.ts';
import { startExecutor } from './executor.ts';
import { compile, keyOf, matches } from './expression.ts';
import { seededEventId, ulid } from './ids.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const signingKey = 'signkey-test-5a5a';
const inngest = new Inngest({ id: 'app', isDev: false, signingKey, eventKey: 'x', internalLogger: silent });
const event = (data: Record<string, string | number | null>) => ({ id: '1', name: 'e', ts: 1, data });

function start(fn: InngestFunction.Any, key: string = signingKey) {
  return startExecutor({
    connectionString: 'postgresql://nobody:nothing@127.0.0.1:1/none',
    handler: serve({ client: inngest, functions: [fn] }),
    url: 'http://127.0.0.1:3000/api/inngest',
    signingKey: key,
  });
}

const triggers = { event: 'e' };
const work = async () => {};
const unsupported: [string, () => InngestFunction.Any][] = [
  [
    'batchEvents',
    () => inngest.createFunction({ id: 'f', triggers, batchEvents: { maxSize: 5, timeout: '5s' } }, work),
  ],
  [
    'rateLimit',
    () => inngest.createFunction({ id: 'f', triggers, rateLimit: { limit: 1, period: '1m' } }, work),
  ],
  ['priority', () => inngest.createFunction({ id: 'f', triggers, priority: { run: '100' } }, work)],
  ['jitter', () => inngest.createFunction({ id: 'f', triggers: { cron: '* * * * *', jitter: '30s' } }, work)],
  ['wildcard', () => inngest.createFunction({ id: 'f', triggers: { event: 'app/*' } }, work)],
  ['five fields', () => inngest.createFunction({ id: 'f', triggers: { cron: '* * * * * *' } }, work)],
  [
    'trigger if',
    () => inngest.createFunction({ id: 'f', triggers: { event: 'e', if: 'event.data ==' } }, work),
  ],
];

test.each(unsupported)(
  'a function with %s stops the start with an error that names both',
  async (feature, fn) => {
    await expect(start(fn())).rejects.toThrow(`function app-f cannot run on the embedded executor`);
    await expect(start(fn())).rejects.toThrow(feature);
  },
);

test('a configuration key that nobody knows is refused instead of ignored', () => {
  const steps = { step: { id: 'step', name: 'step', runtime: { type: 'http', url: 'http://x/' } } };
  const config = { id: 'app-f', name: 'f', triggers: [{ event: 'e' }], steps };
  expect(readFunctions([config])).toHaveLength(1);
  expect(() => readFunctions([{ ...config, teleport: {} }])).toThrow('app-f');
  expect(() => readFunctions([{ ...config, teleport: {} }])).toThrow('teleport');
});

test('an app with another signing key is not started', async () => {
  const fn = inngest.createFunction({ id: 'f', triggers }, work);
  await expect(start(fn, 'signkey-test-0000')).rejects.toThrow();
});

test('expressions treat a missing field as no match and as no key', () => {
  const full = { event: event({ n: 5, s: 'a', nothing: null }) };
  expect(matches(compile('event.data.n == 5 && event.data.s in ["a", "b"]'), full)).toBe(true);
  expect(matches(compile('event.data.n >= 5.5'), full)).toBe(false);
  expect(matches(compile('event.data.other == 5'), full)).toBe(false);
  expect(matches(compile('event.data.n'), full)).toBe(false);
  expect(matches(compile('event.data.n == async.data.n'), { ...full, async: event({ n: 5 }) })).toBe(true);
  expect(keyOf(compile('event.data.s + "-" + string(event.data.n)'), full.event)).toBe('a-5');
  expect(keyOf(compile('size(event.data.s)'), full.event)).toBe('1');
  expect(keyOf(compile('event.data.other'), full.event)).toBe(null);
  expect(keyOf(compile('event.data.nothing'), full.event)).toBe(null);
});

test('time strings, dates and retry-after headers are read, anything else is not', () => {
  const now = new Date('2026-11-20T00:00:00Z');
  expect(parseDuration('1h30m')).toBe(5_400_000);
  expect(parseDuration('2w')).toBe(1_209_600_000);
  expect(parseDuration('500ms')).toBe(500);
  for (const text of ['', '5', 'h', '5 minutes', '5m and more']) expect(parseDuration(text)).toBe(null);
  expect(millisUntil('2026-11-20T00:00:05Z', now)).toBe(5_000);
  expect(millisUntil('2026-11-19T00:00:00Z', now)).toBe(0);
  expect(millisUntil('soon', now)).toBe(null);
  expect(parseRetryAfter('30', now)).toBe(30_000);
  expect(parseRetryAfter('2026-11-20T00:01:00Z', now)).toBe(60_000);
  expect(parseRetryAfter(null, now)).toBe(null);
});

test('the waits between attempts grow from a quarter of a minute to two hours', () => {
  for (const [attempt, seconds] of [
    [0, 15],
    [3, 120],
    [9, 7200],
    [15, 7200],
  ] as const) {
    const delay = retryDelay(attempt) / 1000;
    expect(delay).toBeGreaterThanOrEqual(seconds);
    expect(delay).toBeLessThanOrEqual(seconds + 30);
  }
});

test('ids sort by time, and the seed of a send gives the same ids again', () => {
  expect(ulid(1_000) < ulid(2_000)).toBe(true);
  expect(ulid(Date.parse('2026-11-20T00:00:00Z'))).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  const seed = '1795147821262,AAECAwQFBgcICQ==';
  expect(seededEventId(seed, 0, 1)).toBe(seededEventId(seed, 0, 2));
  expect(seededEventId(seed, 0, 1)).not.toBe(seededEventId(seed, 1, 1));
});
