import { describe, expect, it } from 'vitest';
import { isLocale, matchLocale, pickLocale } from './locale.ts';

describe('choosing a language', () => {
  it('takes the remembered choice before anything the browser says', () => {
    expect(pickLocale({ cookie: 'zh-CN', acceptLanguage: 'en-GB,en;q=0.9' })).toBe('zh-CN');
  });

  it('ignores a cookie that names no language of ours', () => {
    expect(pickLocale({ cookie: 'fr', acceptLanguage: 'zh-TW' })).toBe('zh-CN');
  });

  it('follows quality values, not the order of the header', () => {
    expect(pickLocale({ acceptLanguage: 'en;q=0.4, zh-Hans;q=0.8' })).toBe('zh-CN');
  });

  it('skips languages we do not speak and those refused with q=0', () => {
    expect(pickLocale({ acceptLanguage: 'fr-CH, fr;q=0.9, zh;q=0, en;q=0.1' })).toBe('en');
  });

  it('falls back to English for a missing or broken header', () => {
    expect(pickLocale({})).toBe('en');
    expect(pickLocale({ acceptLanguage: ';;q=x,,*' })).toBe('en');
  });

  it('matches a tag by its primary language', () => {
    expect(matchLocale('ZH_hk')).toBe('zh-CN');
    expect(matchLocale('de')).toBeNull();
    expect(isLocale('zh')).toBe(false);
  });
});
