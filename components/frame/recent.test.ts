import { describe, expect, it } from 'vitest';
import { parseRecent, withRecent } from './recent.ts';

const entry = (name: string) => ({ id: name, label: name, href: `/demo/${name}`, hint: '' });

describe('what was opened before', () => {
  it('has the last one first, each once, and not too many', () => {
    const names = ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'g', 'h', 'i'];
    const recent = names.reduce((known, name) => withRecent(known, entry(name)), parseRecent(null));
    expect(recent.map(({ label }) => label)).toEqual(['i', 'h', 'g', 'f', 'e', 'd', 'a', 'c']);
  });

  it('is read back from what the browser kept, and is nothing where that cannot be read', () => {
    const kept = [entry('a')];
    expect(parseRecent(JSON.stringify(kept))).toEqual(kept);
    for (const text of [null, '', '{', '{"a":1}', '[{"id":1}]']) expect(parseRecent(text)).toEqual([]);
  });
});
