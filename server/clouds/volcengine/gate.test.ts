import { expect, test } from 'vitest';
import { billingGate, slidingGate } from './gate.ts';
import { failure } from './test-server.ts';

/** A clock that only moves when somebody sleeps. */
function fakeTime() {
  let now = 0;
  const sleeps: { until: number; wake: () => void }[] = [];
  return {
    clock: () => now,
    sleep: (ms: number) => new Promise<void>((wake) => sleeps.push({ until: now + ms, wake })),
    advance(ms: number) {
      now += ms;
      for (const each of sleeps.filter(({ until }) => until <= now)) each.wake();
    },
  };
}

test('no window ever holds more calls than allowed, and calls start in the order they came', async () => {
  const time = fakeTime();
  const gate = slidingGate({ calls: 5, windowMs: 1_000, maxWaitMs: 10_000, ...time });
  const starts: { at: number; index: number }[] = [];
  const turns = Array.from({ length: 17 }, async (_, index) => {
    await gate.turn('List');
    starts.push({ at: time.clock(), index });
  });
  for (let step = 0; step < 40; step += 1) {
    await Promise.resolve();
    await Promise.resolve();
    time.advance(100);
  }
  await Promise.all(turns);
  expect(starts.map((each) => each.index)).toEqual(Array.from({ length: 17 }, (_, index) => index));
  for (const { at } of starts) {
    expect(starts.filter((other) => other.at > at - 1_000 && other.at <= at).length).toBeLessThanOrEqual(5);
  }
});

test('whoever would wait too long is refused at once, and takes no turn', async () => {
  const time = fakeTime();
  const gate = slidingGate({ calls: 1, windowMs: 1_000, maxWaitMs: 1_500, ...time });
  await gate.turn('List');
  const second = gate.turn('List');
  expect(await failure(gate.turn('List'))).toMatchObject({ kind: 'throttled', code: 'queue_full' });
  time.advance(1_000);
  await second;
  const third = gate.turn('List');
  time.advance(1_000);
  await third;
});

test('everything this process opens for one access key shares one gate', () => {
  expect(billingGate('AKLTone')).toBe(billingGate('AKLTone'));
  expect(billingGate('AKLTone')).not.toBe(billingGate('AKLTtwo'));
});
