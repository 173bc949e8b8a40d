// The short table of conflicting classes answers as the library's whole one would, for all classes that meet here.
import { twMerge } from 'tailwind-merge';
import { expect, test } from 'vitest';
import { mergeClasses } from '#components/ui/class-merge.ts';
import { filesMatching, isTest, read } from './source-files.ts';

const CLASS = /^-?[a-z][a-z0-9]*(-[a-z0-9.]+|-\[[^\]]+\]|-\(--[\w-]+\))*(\/\d+)?$/;

/** Every word in quotes that could be a class, without its variants: those are compared by their name alone. */
function classesIn(folders: string): string[] {
  const files = filesMatching(`${folders}/**/*.tsx`).filter((file) => !isTest(file));
  const texts = files.flatMap((file) =>
    Array.from(read(file).matchAll(/'([^'\n]+)'|"([^"\n]+)"/g), (m) => m[1] ?? m[2]),
  );
  const words = texts.flatMap((text) => text?.split(' ') ?? []).map((word) => word.replace(/^.*:|!$/g, ''));
  return [
    ...new Set(
      words.filter(
        (word) =>
          CLASS.test(word) &&
          word !== 'bottom-right' &&
          /-|^(block|flex|grid|hidden|border|truncate)$/.test(word),
      ),
    ),
  ];
}

test('what a caller says wins over what a component says, as in the whole table', { timeout: 30_000 }, () => {
  const own = classesIn('components');
  const given = classesIn('{app,components}');
  expect(own.length).toBeGreaterThan(200);
  const pairs = own.flatMap((base) => given.filter((more) => more !== base).map((more) => `${base} ${more}`));
  expect(pairs.filter((pair) => mergeClasses(pair) !== twMerge(pair))).toEqual([]);
});
