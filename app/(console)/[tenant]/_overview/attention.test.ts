import { expect, test } from 'vitest';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { findAttention, type Known, type Summary } from './attention.ts';

const now = new Date('2026-11-20T06:00:00Z');

function account(id: string, part: Partial<SubAccountOut> & { shareBp?: number }): SubAccountOut {
  const { shareBp = 1_000, ...rest } = part;
  return {
    id,
    cloudAccount: { id: 'cla_1', name: 'Production', provider: 'sandbox' },
    cloudUserId: '1',
    userName: id,
    displayName: '',
    description: '',
    email: '',
    managed: true,
    team: null,
    holder: null,
    status: 'active',
    protected: false,
    alertSteps: [80],
    alertStepsInherited: true,
    projectCount: 1,
    quota: { granted: '100.00', spent: '10.00', currency: 'CNY', shareBp, since: now.toISOString() },
    createdAt: now.toISOString(),
    missingSince: null,
    ...rest,
  };
}

function summary(unattributed: string, completeThrough: string | null): Summary {
  const freshness = { source: 'split' as const, completeThrough, lagHours: 1, checkedAt: now.toISOString() };
  return {
    currency: 'CNY',
    month: '2026-11',
    thisMonth: '200.00',
    lastMonth: '0.00',
    lastMonthToDate: '0.00',
    unattributed: { total: unattributed, unnamed: '0.00', default: '0.00', unmanaged: unattributed },
    byDay: [],
    byProduct: [],
    byProject: [],
    cloudAccounts: [
      {
        cloudAccountId: 'cla_1',
        name: 'Production',
        status: 'active',
        thisMonth: '200.00',
        freshness,
        nextCheckAt: null,
        runningCheckId: null,
      },
    ],
  };
}

function saga(subAccountId: string, state: 'running' | 'failed') {
  const step = (position: number, done: boolean) => ({
    id: `step ${position}`,
    position,
    name: 'login',
    state: done ? ('done' as const) : ('failed' as const),
    attempts: 1,
    evidence: null,
    error: null,
    startedAt: null,
    finishedAt: null,
  });
  return {
    id: 'sag_1',
    subAccountId,
    kind: 'cut_off' as const,
    reason: 'limit' as const,
    requestedBy: 'system',
    state,
    startedAt: now.toISOString(),
    finishedAt: null,
    steps: [step(0, true), step(1, false)],
  };
}

const nothing: Known = { now, subAccounts: [], sagas: new Map(), clouds: [], summary: undefined };
const kinds = (known: Partial<Known>) => findAttention({ ...nothing, ...known }).map(({ kind }) => kind);

test('accounts under their quota and a recent bill need nobody', () => {
  const known = { subAccounts: [account('a', {})], summary: summary('0.00', '2026-11-20T00:00:00Z') };
  expect(kinds(known)).toEqual([]);
});

test('a cut-off that stopped is half cut; one that runs is not', () => {
  const subAccounts = [account('a', { status: 'cutting_off' })];
  expect(
    findAttention({ ...nothing, subAccounts, sagas: new Map([['a', saga('a', 'failed')]]) }),
  ).toMatchObject([{ kind: 'halfCut', done: 1, total: 2 }]);
  expect(kinds({ subAccounts, sagas: new Map([['a', saga('a', 'running')]]) })).toEqual(['cutting']);
});

test('over the quota is told apart: protected, not cut off yet, and cut off', () => {
  const subAccounts = [
    account('c', { status: 'cut_off', shareBp: 12_000 }),
    account('b', { status: 'warning', shareBp: 10_000 }),
    account('a', { status: 'warning', shareBp: 10_500, protected: true }),
    account('d', { status: 'cut_off' }),
  ];
  expect(kinds({ subAccounts })).toEqual(['protectedOver', 'over', 'cutOffOver', 'cutOff']);
});

test('a bill more than thirty hours behind is stale; one that never came is not', () => {
  expect(kinds({ summary: summary('0.00', '2026-11-18T00:00:00Z') })).toEqual(['staleBill']);
  expect(kinds({ summary: summary('0.00', null) })).toEqual([]);
});

test('what cannot wait stands before unattributed spending', () => {
  const subAccounts = [account('a', { status: 'cutting_off' })];
  const sagas = new Map([['a', saga('a', 'failed')]]);
  expect(kinds({ subAccounts, sagas, summary: summary('3.00', null) })).toEqual(['halfCut', 'unattributed']);
});

test('more than a few of one kind are one line with their number, in the place of their kind', () => {
  const full = { status: 'cut_off' as const, shareBp: 10_400 };
  const cutOff = Array.from({ length: 12 }, (_, index) => account(`a${index}`, full));
  const known = {
    ...nothing,
    subAccounts: [...cutOff, account('b', { status: 'missing' })],
    summary: summary('5.00', '2026-11-20T00:00:00Z'),
  };
  expect(findAttention(known)).toMatchObject([
    { kind: 'missing' },
    { kind: 'many', of: 'cutOffOver', count: 12 },
    { kind: 'unattributed' },
  ]);
});
