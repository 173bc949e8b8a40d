import { expect, test } from 'vitest';
import { rateLimitFields, secondsLeft } from './rate-limit-fields.ts';

test('a key without limits has nothing to say', () => {
  expect(rateLimitFields([])).toEqual({});
});

test('every limit is a policy, and tells what is left once it has been asked', () => {
  const minute = { kind: 'minute' as const, limit: 600 };
  const month = { kind: 'month' as const, limit: 100_000 };
  const standing = { left: 599, endsInMs: 41_200, lengthMs: 60_000 };
  expect(rateLimitFields([{ ...minute, standing: null }])).toEqual({
    'ratelimit-policy': '"minute";q=600;w=60',
  });
  const days = 86_400_000;
  expect(
    rateLimitFields([
      { ...minute, standing },
      { ...month, standing: { left: 0, endsInMs: 3 * days, lengthMs: 30 * days } },
    ]),
  ).toEqual({
    'ratelimit-policy': '"minute";q=600;w=60, "month";q=100000;w=2592000',
    ratelimit: '"minute";r=599;t=42, "month";r=0;t=259200',
  });
});

test('whoever has to wait, waits at least a second', () => {
  expect(secondsLeft({ endsInMs: 3 })).toBe(1);
});
