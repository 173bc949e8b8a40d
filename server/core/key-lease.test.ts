import { expect, test } from 'vitest';
import { makeLease } from './key-lease.ts';

const MINUTE = 60_000;

/** One limit in a row of its own, any number of processes that lease from it, and a clock that the test moves. */
function makeWorld(limit: number) {
  let now = 0;
  let row = { window: 0, taken: 0 };
  let asked = 0;
  const current = () => Math.floor(now / MINUTE);
  const ask = async (wanted: number) => {
    asked += 1;
    if (row.window < current()) row = { window: current(), taken: 0 };
    const left = limit - row.taken;
    const granted = Math.max(0, Math.min(wanted, Math.max(1, Math.ceil(left / 4)), left));
    row.taken += granted;
    const endsAt = (row.window + 1) * MINUTE;
    return { granted, left: limit - row.taken, endsAt, endsInMs: endsAt - now, lengthMs: MINUTE };
  };
  const giveBack = async ({ count, endsAt }: { count: number; endsAt: number }) => {
    if (endsAt === (row.window + 1) * MINUTE) row.taken -= count;
  };
  return {
    lease: () => makeLease({ limit, ask, giveBack, clock: () => now }),
    pass: (ms: number) => (now += ms),
    asked: () => asked,
    taken: () => row.taken,
  };
}

async function count(lease: ReturnType<typeof makeLease>, requests: number): Promise<number> {
  let passed = 0;
  for (let i = 0; i < requests; i++) if (await lease.take()) passed += 1;
  return passed;
}

test.each([1, 3, 60, 1000, 20_000])(
  'of a limit of %i not one too many and not one too few is used',
  async (limit) => {
    const world = makeWorld(limit);
    const processes = [world.lease(), world.lease(), world.lease()];
    let passed = 0;
    for (let i = 0; i < limit * 2; i++) {
      if (i % 2 === 0) world.pass(0.5);
      for (const lease of processes) if (await lease.take()) passed += 1;
    }
    expect(passed).toBe(limit);
  },
);

test('who asks all at once gets no more than the limit', async () => {
  const world = makeWorld(50);
  const processes = [world.lease(), world.lease()];
  const all = await Promise.all(
    processes.flatMap((lease) => Array.from({ length: 100 }, () => lease.take())),
  );
  expect(all.filter(Boolean).length).toBe(50);
});

test('at a steady rate the database is seldom asked', async () => {
  const world = makeWorld(60_000);
  const lease = world.lease();
  for (let i = 0; i < 10_000; i++) {
    world.pass(1);
    await lease.take();
  }
  // Ten seconds at 1,000 requests a second: a few questions a second, not a thousand.
  expect(world.asked()).toBeLessThan(120);
});

test('what is left at the end of a window is not used in the next', async () => {
  const world = makeWorld(1000);
  const [one, other] = [world.lease(), world.lease()];
  for (let i = 0; i < 100; i++) {
    world.pass(2);
    await one.take();
  }
  world.pass(MINUTE);
  expect((await count(one, 2000)) + (await count(other, 2000))).toBe(1000);
});

test('who holds what they do not use gives it back, and others use it', async () => {
  const world = makeWorld(1000);
  const [one, other] = [world.lease(), world.lease()];
  for (let i = 0; i < 200; i++) {
    world.pass(1);
    await one.take();
  }
  expect(world.taken()).toBeGreaterThan(200);
  await one.release();
  expect(world.taken()).toBe(200);
  expect(await count(other, 2000)).toBe(800);
});

test('an empty limit is asked about again after a moment, since somebody may have given back', async () => {
  const world = makeWorld(10);
  const [one, other] = [world.lease(), world.lease()];
  expect(await count(one, 20)).toBe(10);
  expect(await other.take()).toBe(false);
  const before = world.asked();
  expect(await count(other, 50)).toBe(0);
  expect(world.asked()).toBe(before);
  world.pass(300);
  expect(await other.take()).toBe(false);
  expect(world.asked()).toBe(before + 1);
});

test('it tells what is left and until when', async () => {
  const world = makeWorld(100);
  const lease = world.lease();
  expect(lease.standing()).toBeNull();
  world.pass(10_000);
  await count(lease, 30);
  expect(lease.standing()).toEqual({ left: 70, endsInMs: 50_000, lengthMs: MINUTE });
  world.pass(50_000);
  expect(lease.standing()).toBeNull();
});
