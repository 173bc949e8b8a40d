// What a component draws inside of a message has to be a tag there: to a placeholder a function is text, and is shown as such.
import { expect, test } from 'vitest';
import { argumentsOf, messagesOf } from './messages.ts';
import { filesMatching, read } from './source-files.ts';

const RICH = /\.rich\(\s*'([\w.]+)',\s*\{([\s\S]*?)\}\s*\)/g;
const DRAWN = /(\w+): \(/g;

test('every part of a rich text that is drawn is a tag in its message', () => {
  const messages = [...messagesOf('en')];
  const wrong = filesMatching('{app,components}/**/*.tsx').flatMap((file) =>
    Array.from(read(file).matchAll(RICH)).flatMap(([, key = '', given = '']) => {
      const drawn = Array.from(given.matchAll(DRAWN), ([, name = '']) => name);
      return messages
        .filter(([full]) => full.endsWith(`.${key}`))
        .flatMap(([full, text]) => {
          const known = argumentsOf(text);
          const placeholders = drawn.filter((name) => known.includes(name) && !known.includes(`<${name}>`));
          return placeholders.map((name) => `${file}: {${name}} of ${full} should be <${name}></${name}>`);
        });
    }),
  );
  expect(wrong).toEqual([]);
});
