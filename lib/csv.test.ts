import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('CSV', () => {
  it('quotes commas, quotes and line breaks', () => {
    expect(toCsv([['a', 'b,c', 'say "hi"', 'x\ny']])).toBe('a,"b,c","say ""hi""","x\ny"\r\n');
  });

  it('defuses formulas and leaves amounts alone', () => {
    expect(toCsv([['=1+1', '@x', '-12.50', '-cmd', '+1']])).toBe("'=1+1,'@x,-12.50,'-cmd,'+1\r\n");
  });
});
