import { expect, test } from 'vitest';
import { parseSteps } from './parse-steps.ts';

test('steps are read as people type them, and put in order', () => {
  expect(parseSteps('90, 50 80%')).toEqual([50, 80, 90]);
  expect(parseSteps('50，80、95％')).toEqual([50, 80, 95]);
  expect(parseSteps(' ')).toEqual([]);
});

test('what is no whole percentage stays visible as a fault', () => {
  expect(parseSteps('50, abc').some(Number.isNaN)).toBe(true);
  expect(parseSteps('50.5').some(Number.isNaN)).toBe(true);
});
