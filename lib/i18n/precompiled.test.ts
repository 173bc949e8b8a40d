import { describe, expect, it } from 'vitest';
import precompiled from './precompiled.ts';

describe('messages parsed while the console is built', () => {
  it('come out of the module that next-intl writes as JSON', () => {
    const messages = { done: 'Done', rows: [['count', 2, { one: [0, ' row'], other: [0, ' rows'] }]] };
    const module = `export default JSON.parse(${JSON.stringify(JSON.stringify(messages))});`;
    expect(JSON.parse(precompiled(module))).toEqual(messages);
  });

  it('stop the build when next-intl writes them in another way', () => {
    expect(() => precompiled('export const messages = {};')).toThrow(/another way/);
  });
});
