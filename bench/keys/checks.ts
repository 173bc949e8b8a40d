// The time of one check: known to the process or not, with limits and an address list or without.
import { z } from 'zod';
import { percentile } from '#bench/report.ts';
import { newBase } from '#server/core/ctx.ts';
import { appPool } from '#server/core/db.ts';
import { admitKey, forgetKey } from '#server/core/key-identity.ts';
import { restHandler, route } from '#server/core/rest.ts';
import { makeBenchKey } from './world.ts';

const CACHED = 50_000;
const UNCACHED = 3_000;
const ADDRESS = '203.0.113.7';

type Row = { what: string; 'p50 µs': number; 'p99 µs': number; samples: number };

export async function measureChecks(): Promise<Row[]> {
  const plain = await makeBenchKey({});
  const full = {
    perMinute: 1_000_000_000,
    perMonth: 1_000_000_000,
    addresses: ['203.0.113.0/24', '2001:db8::/32'],
  };
  const limited = await makeBenchKey(full);
  const base = newBase('rest', 'en');
  const check = (secret: string) => admitKey(secret, base, ADDRESS);
  const handle = restHandler([nothing]);
  const ask = (secret?: string) =>
    handle(
      new Request('http://localhost/api/v1/nothing', {
        headers: secret ? { authorization: `Bearer ${secret}`, 'x-forwarded-for': ADDRESS } : {},
      }),
    );
  return [
    await timed('floor: a request that brings no key (401), the whole door', CACHED, () => ask()),
    await timed('a request that does nothing, its key known, the whole door', CACHED, () =>
      ask(plain.secret),
    ),
    await timed('the same with two limits and an address list', CACHED, () => ask(limited.secret)),
    await timed('check alone, key known', CACHED, () => check(plain.secret)),
    await timed('check alone, key known, two limits and an address list', CACHED, () =>
      check(limited.secret),
    ),
    await timed('floor: one statement to the database', UNCACHED, () => appPool().query('select 1')),
    await timed('check alone, key not known', UNCACHED, () => {
      forgetKey(plain.id);
      return check(plain.secret);
    }),
  ];
}

const nothing = route('GET', '/nothing', {
  tag: 'Bench',
  summary: 'Nothing',
  permission: 'tenant:read',
  input: z.strictObject({}),
  output: z.object({}),
  verb: async () => ({}),
});

/** The first tenth warms up and is not counted. */
async function timed(what: string, samples: number, run: () => Promise<unknown>): Promise<Row> {
  for (let i = 0; i < samples / 10; i++) await run();
  const times = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const began = performance.now();
    await run();
    times[i] = (performance.now() - began) * 1000;
  }
  const micros = (share: number) => Number(percentile([...times], share).toFixed(1));
  return { what, 'p50 µs': micros(0.5), 'p99 µs': micros(0.99), samples };
}
