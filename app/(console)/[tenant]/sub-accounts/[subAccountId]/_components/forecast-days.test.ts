import { expect, test } from 'vitest';
import { forecastDays } from './forecast-days.ts';

const heading = {
  granted: '100.00',
  spent: '70.00',
  perDay: '10.00',
  readAt: '2026-11-20T00:00:00Z',
  runsOutAt: '2026-11-23T00:00:00Z',
  earliest: '2026-11-22T00:00:00Z',
  latest: '2026-11-25T00:00:00Z',
};

test('the expected line reaches the quota on the day it runs out, between the fast and the slow one', () => {
  const days = forecastDays('2026-11-20', heading);
  expect(days[2]).toEqual({ day: '2026-11-23', expected: '100.00', low: '88.00', high: '115.00' });
  expect(days.at(-1)?.day).toBe('2026-11-25');
});

test('where the end is open, the slow line stays where it is', () => {
  const [first] = forecastDays('2026-11-20', { ...heading, latest: null });
  expect(first).toMatchObject({ low: '70.00', expected: '80.00' });
});

test('a far end is cut, and a quota that is used up has no forecast', () => {
  const far = { ...heading, perDay: '0.10', runsOutAt: '2027-09-16T00:00:00Z' };
  expect(forecastDays('2026-11-20', far)).toHaveLength(30);
  expect(forecastDays('2026-11-20', { ...heading, spent: '100.00' })).toEqual([]);
});
