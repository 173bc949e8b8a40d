import { expect, test } from 'vitest';
import { readDraft, toDraft } from './setting-draft.ts';

const steps = { kind: 'percentages', min: 1, max: 99, maxItems: 10 } as const;
const names = { kind: 'names', maxItems: 2 } as const;
const minutes = { kind: 'integer', min: 1, max: 1440, unit: 'minutes' } as const;

test('a value survives the way into the form and back', () => {
  expect(readDraft(steps, toDraft([50, 80, 90]))).toEqual({ value: [50, 80, 90] });
  expect(readDraft(names, toDraft(['ArkFullAccess']))).toEqual({ value: ['ArkFullAccess'] });
  expect(readDraft(minutes, toDraft(10))).toEqual({ value: 10 });
  expect(readDraft({ kind: 'amount' }, toDraft('0.00'))).toEqual({ value: '0.00' });
});

test('steps are put in rising order', () => {
  expect(readDraft(steps, { text: '', list: ['90', '50'] })).toEqual({ value: [50, 90] });
});

test.each([
  ['twice the same', ['50', '50']],
  ['none', []],
  ['an empty field', ['50', '']],
  ['a hundred', ['100']],
  ['a fraction', ['33.3']],
])('steps with %s are refused', (_, list) => {
  expect(readDraft(steps, { text: '', list })).toEqual({ fault: 'alert_steps_invalid' });
});

test('names stand on lines of their own, each once', () => {
  const draft = { text: ' TOSFullAccess \n\nArkFullAccess\nTOSFullAccess', list: [] };
  expect(readDraft(names, draft)).toEqual({ value: ['TOSFullAccess', 'ArkFullAccess'] });
});

test('no names at all are fine, too many are not', () => {
  expect(readDraft(names, { text: '\n', list: [] })).toEqual({ value: [] });
  expect(readDraft(names, { text: 'a\nb\nc', list: [] })).toEqual({ fault: 'field_invalid' });
  expect(readDraft(names, { text: 'Ark Full', list: [] })).toEqual({ fault: 'policy_name_format' });
});

test('numbers stay within their bounds', () => {
  expect(readDraft(minutes, { text: '1441', list: [] })).toEqual({ fault: 'setting_interval' });
  expect(readDraft(minutes, { text: '-1', list: [] })).toEqual({ fault: 'setting_interval' });
});

test('days are none at all, or at least as many as have to be kept', () => {
  const days = { kind: 'days', min: 30, max: 3650 } as const;
  expect(readDraft(days, toDraft(0))).toEqual({ value: 0 });
  expect(readDraft(days, toDraft(90))).toEqual({ value: 90 });
  for (const text of ['29', '3651', '', '-1'])
    expect(readDraft(days, { text, list: [] })).toEqual({ fault: 'setting_days' });
});

test('an amount is a decimal that is not negative', () => {
  expect(readDraft({ kind: 'amount' }, { text: '-1', list: [] })).toEqual({ fault: 'amount_negative' });
  expect(readDraft({ kind: 'amount' }, { text: 'ten', list: [] })).toEqual({ fault: 'amount_format' });
});

test('a choice is one of the options', () => {
  const choice = { kind: 'choice' as const, options: ['offer'] };
  expect(readDraft(choice, { text: 'never', list: [] })).toEqual({ fault: 'setting_choice' });
});
