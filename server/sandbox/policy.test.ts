import { expect, test } from 'vitest';
import { deniesSomething, isModelProduct, paceOf, unreadByProject, unsettled } from './policy.ts';

const yuan = (n: number) => BigInt(n) * 1_000_000_000n;
const rate = { id: 'r', project: 'p1', amountPerHour: '2.5', running: true, removed: false };

test('the pace is of the rates that are set, and of those that run', () => {
  const rates = [
    rate,
    { ...rate, amountPerHour: '1', running: false },
    { ...rate, amountPerHour: '100', removed: true },
    { ...rate, amountPerHour: '7', project: 'p2' },
  ];
  expect(paceOf(rates, ['p1'])).toEqual({ pace: 3_500_000_000n, running: 2_500_000_000n });
  expect(paceOf(rates, [])).toEqual({ pace: 0n, running: 0n });
});

test('what was billed is added up by project before what was read is taken off', () => {
  const billed = [
    { project: 'p1', amount: '3' },
    { project: 'p1', amount: '4.0000000001' },
    { project: 'p2', amount: '1' },
  ];
  expect(unreadByProject(billed, new Map([['p1', yuan(5)]]))).toEqual(
    new Map([
      ['p1', yuan(2)],
      ['p2', yuan(1)],
    ]),
  );
});

test('while a check has read and not settled, nothing is missing from the sum', () => {
  expect(unsettled(yuan(9), yuan(50), yuan(50))).toBe(yuan(9));
  expect(unsettled(0n, yuan(59), yuan(50))).toBe(yuan(9));
  expect(unsettled(yuan(9), yuan(50), undefined)).toBe(yuan(9));
  expect(unsettled(yuan(-9), yuan(50), yuan(50))).toBe(0n);
  expect(unsettled(5n, yuan(50), yuan(50))).toBe(0n);
});

test('a policy that takes something away is told from one that gives', () => {
  expect(deniesSomething('{"Statement":[{"Effect": "Deny","Action":["*"]}]}')).toBe(true);
  expect(deniesSomething('{"Statement":[{"Effect":"Allow","Action":["*"]}]}')).toBe(false);
  expect(deniesSomething(undefined)).toBe(false);
});

test('models are paid for by an Ark key, servers are not', () => {
  expect(['ark_bd', 'Doubao-image-generation', 'ecs'].map(isModelProduct)).toEqual([true, true, false]);
});
