import { expect, test } from 'vitest';
import {
  calendarDays,
  completeDay,
  periodBefore,
  presetDays,
  presetOf,
  presets,
  wholeRange,
} from './period.ts';

const today = '2026-03-31';

test('every preset is recognised from its own days', () => {
  for (const preset of presets) expect(presetOf(presetDays(preset, today), today)).toBe(preset);
});

test('the last seven days end today and are seven', () => {
  expect(presetDays('last7', today)).toEqual({ from: '2026-03-25', to: today });
});

test('days of one’s own are no preset', () => {
  expect(presetOf({ from: '2026-03-02', to: '2026-03-05' }, today)).toBeNull();
});

test('a month to date is compared with the month before up to the same day', () => {
  expect(periodBefore({ from: '2026-11-01', to: '2026-11-20' })).toEqual({
    from: '2026-10-01',
    to: '2026-10-20',
  });
});

test('a day that the month before does not have ends with that month', () => {
  expect(periodBefore({ from: '2026-03-01', to: '2026-03-30' })).toEqual({
    from: '2026-02-01',
    to: '2026-02-28',
  });
});

test('a whole month is compared with the whole month before', () => {
  expect(periodBefore({ from: '2026-02-01', to: '2026-02-28' })).toEqual({
    from: '2026-01-01',
    to: '2026-01-31',
  });
});

test('other days are compared with as many days right before them', () => {
  expect(periodBefore({ from: '2026-11-14', to: '2026-11-20' })).toEqual({
    from: '2026-11-07',
    to: '2026-11-13',
  });
});

test('a range with one end is filled in as the list procedure does it', () => {
  expect(wholeRange({}, today)).toEqual({ from: '2026-03-01', to: today });
  expect(wholeRange({ to: '2026-02-10' }, today)).toEqual({ from: '2026-02-01', to: '2026-02-10' });
  expect(wholeRange({ from: '2026-04-02' }, today)).toEqual({ from: '2026-04-02', to: '2026-04-02' });
});

test('the calendar ends today, unless the page is about days long ago', () => {
  expect(calendarDays({ from: '2026-03-01', to: '2026-03-31' }, today)).toEqual({
    from: '2025-03-25',
    to: today,
  });
  expect(calendarDays({ from: '2025-01-01', to: '2025-01-31' }, today).to).toBe('2025-02-28');
});

test('a day is complete once the bill goes up to its end, where the tenant is', () => {
  expect(completeDay('2026-11-18T16:00:00Z', 'Asia/Shanghai')).toBe('2026-11-18');
  expect(completeDay('2026-11-18T15:59:59Z', 'Asia/Shanghai')).toBe('2026-11-17');
  // New York has 25 hours on the first of November.
  expect(completeDay('2026-11-02T04:59:00Z', 'America/New_York')).toBe('2026-10-31');
  expect(completeDay('2026-11-02T05:00:00Z', 'America/New_York')).toBe('2026-11-01');
  expect(completeDay(null, 'UTC')).toBeNull();
});
