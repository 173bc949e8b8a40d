import { expect, test } from 'vitest';
import { amountForRound, overshootOf, racerOf, type SandboxAccount, scaled, standingAfter } from './race.ts';

function account(part: Partial<SandboxAccount>): SandboxAccount {
  return {
    subAccountId: 'sub_1',
    userName: 'ann',
    displayName: '',
    state: 'active',
    protected: false,
    projects: ['p1'],
    quota: { granted: '100.00', spent: '80.00' },
    unread: '0.00',
    pace: '360.00',
    running: '360.00',
    blocked: null,
    ...part,
  };
}

test('whoever gets through its quota fastest is the one to watch', () => {
  const slow = account({ userName: 'slow', pace: '1.00' });
  const fast = account({ userName: 'fast' });
  const faster = account({ userName: 'faster', quota: { granted: '10.00', spent: '0.00' } });
  expect(racerOf([slow])).toBeNull();
  expect(racerOf([slow, fast, faster])?.userName).toBe('faster');
});

test('one that is never cut off, and one without a limit, do not race', () => {
  expect(racerOf([account({ protected: true }), account({ quota: null })])).toBeNull();
});

test('the seconds to the limit count what the cloud has billed and no check has read', () => {
  expect(standingAfter(account({}), 0)).toEqual({ unread: '0.00', left: 200 });
  expect(standingAfter(account({ unread: '5.00' }), 0)).toEqual({ unread: '5.00', left: 150 });
  expect(standingAfter(account({}), 50)).toEqual({ unread: '5.00', left: 150 });
  expect(standingAfter(account({}), 500)).toEqual({ unread: '50.00', left: 0 });
});

test('without a rate that runs there is no limit to count down to', () => {
  expect(standingAfter(account({ running: '0.00', unread: '3.00' }), 60)).toEqual({
    unread: '3.00',
    left: null,
  });
});

test('another round is a minute and a half of its pace, and what it is past its quota by', () => {
  expect(amountForRound(account({}))).toBe('9.00');
  const past = account({ quota: { granted: '100.00', spent: '101.00' }, unread: '2.004' });
  expect(overshootOf(past)).toBe('3.004');
  expect(amountForRound(past)).toBe('12.01');
  expect(overshootOf(account({}))).toBeNull();
});

test('a pace goes up and down by tens and never to nothing', () => {
  expect(scaled('3.60', 'faster')).toBe('36.00');
  expect(scaled('3.60', 'slower')).toBe('0.36');
  expect(scaled('0.01', 'slower')).toBe('0.01');
});
