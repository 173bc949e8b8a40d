import { expect, test } from 'vitest';
import { afterAnswer, answering, collecting } from './answer.ts';
import { type Ctx, systemCtx } from './ctx.ts';

const tenant = { id: 'ten', slug: 't', name: 'T', currency: 'CNY', timeZone: 'UTC', isDemo: false };
const ctx = systemCtx('test', tenant);

test('what is left for after an answer is done once the answer has been handed on, in order', async () => {
  const told: string[] = [];
  const verb = async (c: Ctx) => {
    await afterAnswer(c, async () => void told.push('first'));
    await afterAnswer(c, async () => void told.push('second'));
    return 'answer';
  };
  told.push(await answering(ctx, verb));
  expect(told).toEqual(['answer']);
  await new Promise(setImmediate);
  expect(told).toEqual(['answer', 'first', 'second']);
});

test('nothing of it is done when no answer is made', async () => {
  let done = false;
  const failing = answering(ctx, async (c) => {
    await afterAnswer(c, async () => {
      done = true;
    });
    throw new Error('no answer');
  });
  await expect(failing).rejects.toThrow('no answer');
  await new Promise(setImmediate);
  expect(done).toBe(false);
});

test('without a door it is done at once, and who keeps the answer does it in their own time', async () => {
  const told: string[] = [];
  const verb = (c: Ctx) => afterAnswer(c, async () => void told.push('done'));
  await verb(ctx);
  expect(told).toEqual(['done']);
  const { left } = await collecting(ctx, verb);
  expect(told).toEqual(['done']);
  for (const work of left) await work(ctx);
  expect(told).toEqual(['done', 'done']);
});
