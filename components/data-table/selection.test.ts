import { describe, expect, it } from 'vitest';
import { pressed } from './selection.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const press = (ticked: string[], id: string, anchor: string | null = null, range = false) =>
  [...pressed(new Set(ticked), ids, { id, anchor, range })].sort();

describe('ticking rows', () => {
  it('turns one row, and back', () => {
    expect(press([], 'b')).toEqual(['b']);
    expect(press(['a', 'b'], 'b')).toEqual(['a']);
  });

  it('takes everything between two rows, in either direction', () => {
    expect(press(['b'], 'd', 'b', true)).toEqual(['b', 'c', 'd']);
    expect(press(['d'], 'a', 'd', true)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes a range away again when the last row was ticked', () => {
    expect(press(['a', 'b', 'c', 'd'], 'd', 'b', true)).toEqual(['a']);
  });

  it('turns the one row alone where the first one has left the page', () => {
    expect(press(['x'], 'c', 'x', true)).toEqual(['c', 'x']);
  });
});
