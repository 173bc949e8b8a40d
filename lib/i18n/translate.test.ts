import { describe, expect, it } from 'vitest';
import { translate } from './translate.ts';

describe('messages outside React', () => {
  it('fills parameters and plurals in the reader’s language', () => {
    expect(translate('en', 'status.cuttingOffStep', { step: 3, total: 6 })).toBe('Cutting off (step 3 of 6)');
    expect(translate('zh-CN', 'status.cuttingOffStep', { step: 3, total: 6 })).toBe('正在切断（第 3/6 步）');
    expect(translate('en', 'table.total', { count: 1 })).toBe('1 row');
    expect(translate('en', 'table.total', { count: 1200 })).toBe('1,200 rows');
  });

  it('gives the key back rather than failing when a parameter is missing', () => {
    expect(translate('en', 'nav.impersonating', { name: 'Ada' })).toBe('nav.impersonating');
  });
});
