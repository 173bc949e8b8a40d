import { describe, expect, it } from 'vitest';
import { matches } from './palette-match.ts';

const entry = { label: 'Allocate quota…', hint: 'render-farm', keywords: ['分配额度', 'budget'] };

describe('finding a command', () => {
  it('takes parts of words in any order, from the name, the hint and the other words', () => {
    for (const typed of ['quota', 'ALLOC', 'farm quota', 'budg', '  alloc   render '])
      expect([typed, matches(entry, typed)]).toEqual([typed, true]);
  });

  it('takes Chinese as it is typed, and full-width letters', () => {
    expect(matches(entry, '额度')).toBe(true);
    expect(matches(entry, 'ｑｕｏｔａ')).toBe(true);
    expect(matches({ label: '连接云账号' }, '云 连接')).toBe(true);
  });

  it('wants every word', () => {
    expect(matches(entry, 'allocate channel')).toBe(false);
  });
});
