import { describe, expect, test } from 'vitest';
import { assertChangeable, billingDay, firstCountedDay, ours, planAttachments } from './policy.ts';

const day = (text: string) => new Date(`${text}T00:00:00.000Z`);

describe('billing days', () => {
  test('are those of the cloud, not of London', () => {
    expect(billingDay(new Date('2026-11-19T15:59:59Z'), 'Asia/Shanghai')).toEqual(day('2026-11-19'));
    expect(billingDay(new Date('2026-11-19T16:00:00Z'), 'Asia/Shanghai')).toEqual(day('2026-11-20'));
  });

  test('belong to one owner: the next one counts from the day after', () => {
    expect(firstCountedDay(day('2026-11-20'), null)).toEqual(day('2026-11-20'));
    expect(firstCountedDay(day('2026-11-20'), day('2026-11-18'))).toEqual(day('2026-11-20'));
    expect(firstCountedDay(day('2026-11-20'), day('2026-11-20'))).toEqual(day('2026-11-21'));
  });
});

describe('the plan', () => {
  const ark = { name: 'ArkFullAccess', type: 'System' } as const;
  const inProject = { kind: 'project', project: 'films' } as const;

  test('counts as there before only what is attached directly, in this project, of this kind', () => {
    const elsewhere = [
      { ...ark, scope: { kind: 'global' } as const, viaGroup: null },
      { ...ark, scope: { kind: 'project', project: 'other' } as const, viaGroup: null },
      { ...ark, scope: inProject, viaGroup: 'artists' },
      { ...ark, type: 'Custom' as const, scope: inProject, viaGroup: null },
    ];
    expect(planAttachments([ark], elsewhere, 'films')).toEqual([{ ...ark, alreadyThere: false }]);
    const here = [...elsewhere, { ...ark, scope: inProject, viaGroup: null }];
    expect(planAttachments([ark], here, 'films')).toEqual([{ ...ark, alreadyThere: true }]);
  });

  test('that nobody has made yet has attached nothing', () => {
    expect(ours([{ ...ark, alreadyThere: null }])).toEqual([]);
  });
});

test('a change is refused with the first reason that stands in its way', () => {
  const fine = { managed: true, missingSince: null, state: 'active', openSagas: 0 } as const;
  expect(() => assertChangeable(fine)).not.toThrow();
  const reason = (account: object, allow = {}) => {
    try {
      assertChangeable({ ...fine, ...account }, allow);
    } catch (error) {
      return (error as { reason: string }).reason;
    }
    return null;
  };
  expect(reason({ managed: false, state: 'cut_off' })).toBe('sub_account_not_managed');
  expect(reason({ openSagas: 1 }, { cutOff: true, missing: true })).toBe('sub_account_busy');
  expect(reason({ state: 'restoring' }, { underWay: true })).toBeNull();
  expect(reason({ missingSince: day('2026-11-19') })).toBe('sub_account_missing');
  expect(reason({ state: 'cut_off' })).toBe('sub_account_cut_off');
  expect(
    reason({ state: 'cut_off', missingSince: day('2026-11-19') }, { cutOff: true, missing: true }),
  ).toBeNull();
});
