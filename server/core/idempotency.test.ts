import { expect, test } from 'vitest';
import { makeTenant } from '#tests/factories.ts';
import { access } from './access.ts';
import type { Ctx } from './ctx.ts';
import { ANSWERS_KEPT_MS, idempotent } from './idempotency.ts';

const inside = { key: 'k1', request: 'POST /x {}', external: false };

/** A verb that leaves a trace and answers with a secret. */
function counting() {
  let runs = 0;
  return {
    runs: () => runs,
    verb: async (ctx: Ctx) => {
      runs += 1;
      await access(ctx, 'tenant:update', (db) =>
        db.audit({ action: 'ran', target: { kind: 'tenant', id: ctx.tenant.id } }),
      );
      return { status: 201, body: { secret: `s-${runs}` } };
    },
  };
}

const traces = (ctx: Ctx) =>
  access(ctx, 'audit:read', (db) => db.auditEntry.count({ where: { action: 'ran' } }));

test.each([false, true])(
  'a repeated request has one effect and the same answer (external: %s)',
  async (external) => {
    const { job } = await makeTenant();
    const { verb, runs } = counting();
    const first = await idempotent(job, { ...inside, external }, verb);
    const again = await idempotent(job, { ...inside, external }, verb);
    expect(again).toEqual(first);
    expect([runs(), await traces(job)]).toEqual([1, 1]);
  },
);

test('ten at the same time have one effect', async () => {
  const { job } = await makeTenant();
  const { verb } = counting();
  const answers = await Promise.all(Array.from({ length: 10 }, () => idempotent(job, inside, verb)));
  expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
  expect(await traces(job)).toBe(1);
});

test('the same key with another request is a conflict, and another caller has keys of their own', async () => {
  const t = await makeTenant();
  const { verb, runs } = counting();
  await idempotent(t.as.owner, inside, verb);
  const other = idempotent(t.as.owner, { ...inside, request: 'POST /x {"a":1}' }, verb);
  await expect(other).rejects.toMatchObject({ reason: 'idempotency_key_reused' });
  await idempotent(t.as.admin, inside, verb);
  expect(runs()).toBe(2);
});

test.each([false, true])(
  'a refused request can be put right under the same key (external: %s)',
  async (external) => {
    const { job } = await makeTenant();
    const { verb } = counting();
    const refused = idempotent(job, { ...inside, external }, async () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect((await idempotent(job, { ...inside, external }, verb)).status).toBe(201);
  },
);

test('an attempt that reaches outside keeps others away until it is given up for dead', async () => {
  const { job } = await makeTenant();
  const { verb } = counting();
  const outside = { ...inside, external: true };
  let finish: () => void = () => {};
  const slow = idempotent(job, outside, async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return { status: 200, body: {} };
  });
  await expect.poll(() => access(job, 'audit:read', (db) => db.idempotencyKey.count())).toBe(1);
  await expect(idempotent(job, outside, verb)).rejects.toMatchObject({ reason: 'idempotency_in_progress' });
  const later = { ...job, now: () => new Date(Date.now() + 180_000) };
  expect((await idempotent(later, outside, verb)).status).toBe(201);
  finish();
  await slow;
});

test('a remembered answer is not readable in the database', async () => {
  const { job } = await makeTenant();
  await idempotent(job, inside, counting().verb);
  const rows = await access(job, 'audit:read', (db) => db.idempotencyKey.findMany());
  expect(JSON.stringify(rows)).not.toContain('s-1');
});

test.each([false, true])(
  'after a day a key is a new one, swept away or not (external: %s)',
  async (external) => {
    const { job } = await makeTenant();
    const { verb, runs } = counting();
    const options = { ...inside, external };
    const later = (ms: number): Ctx => ({ ...job, now: () => new Date(began + ANSWERS_KEPT_MS + ms) });
    const began = job.now().getTime();
    const first = await idempotent({ ...job, now: () => new Date(began) }, options, verb);
    expect(await idempotent(later(-1), options, verb)).toEqual(first);
    expect(runs()).toBe(1);
    const another = { ...options, request: 'POST /y {}' };
    await expect(idempotent(later(0), another, verb)).rejects.toMatchObject({
      reason: 'idempotency_key_reused',
    });
    // Work on the database waits for who came first; work that reaches outside sends others away.
    const asked = [1, 2, 3].map((ms) => idempotent(later(ms), another, verb));
    const answers = (await Promise.allSettled(asked)).flatMap((each) =>
      each.status === 'fulfilled' ? [each.value] : [],
    );
    expect(answers).toHaveLength(external ? 1 : 3);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(runs()).toBe(2);
    // The day begins anew with the new request.
    expect((await idempotent(later(ANSWERS_KEPT_MS), another, verb)).body).toEqual(answers[0]?.body);
  },
);
