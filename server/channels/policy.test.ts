import { expect, test } from 'vitest';
import { quietUntil } from './policy.ts';

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const night = { from: '22:00', to: '07:00' };

test.each([
  // Shanghai is eight hours ahead.
  ['13:59:59', null],
  ['14:00:00', '2026-11-20T23:00:00.000Z'],
  ['22:59:30', '2026-11-20T23:00:00.000Z'],
  ['23:00:00', null],
])('over midnight, at %s UTC', (time, end) => {
  expect(quietUntil(at(time), night, 'Asia/Shanghai')?.toISOString() ?? null).toBe(end);
});

test('within a day, and without quiet hours', () => {
  const lunch = { from: '12:00', to: '13:30' };
  expect(quietUntil(at('12:15:20'), lunch, 'UTC')?.toISOString()).toBe('2026-11-20T13:30:00.000Z');
  expect(quietUntil(at('13:30:00'), lunch, 'UTC')).toBeNull();
  expect(quietUntil(at('12:15:00'), null, 'UTC')).toBeNull();
});
