import { expect, test } from 'vitest';
import { readCron } from './cron-words.ts';

test.each([
  ['* * * * *', { kind: 'everyMinute' }],
  ['*/10 * * * *', { kind: 'everyMinutes', count: 10 }],
  ['*/7 * * * *', { kind: 'other', cron: '*/7 * * * *' }],
  ['4 * * * *', { kind: 'hourly', minute: 4 }],
  ['17 3 * * *', { kind: 'daily', time: '03:17' }],
  ['0 9 * * 7', { kind: 'weekly', day: 0, time: '09:00' }],
  ['30 6 1 * *', { kind: 'monthly', day: 1, time: '06:30' }],
  ['0 9-17 * * 1-5', { kind: 'other', cron: '0 9-17 * * 1-5' }],
  ['0 0 1 1 *', { kind: 'other', cron: '0 0 1 1 *' }],
  ['nonsense', { kind: 'other', cron: 'nonsense' }],
])('%s', (cron, words) => {
  expect(readCron(cron)).toEqual({ zone: 'UTC', words });
});

test('a zone of its own is told apart', () => {
  expect(readCron('TZ=Asia/Shanghai 0 4 * * *')).toEqual({
    zone: 'Asia/Shanghai',
    words: { kind: 'daily', time: '04:00' },
  });
});
