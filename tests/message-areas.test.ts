// What a component in the browser says has to have come with the page: each area's list of messages is complete, and no longer than it must be.
import { expect, test } from 'vitest';
import { areas } from '#lib/i18n/areas.ts';
import { filesMatching, isTest, reachableFrom, read } from './source-files.ts';

const places: Record<keyof typeof areas, RegExp> = {
  public: /^app\/([^/(]+\.tsx$|\(auth\)\/|gallery\/)/,
  docs: /^app\/docs\//,
  console: /^app\/\(console\)\//,
  operator: /^app\/\(operator\)\//,
};

/** The first names in all keys that the components of an area use, with everything that they import. */
function saidIn(place: RegExp): string[] {
  const own = filesMatching('app/**/*.{ts,tsx}').filter((file) => place.test(file) && !isTest(file));
  const entries = reachedFrom(own).filter((file) => /^['"]use client['"]/.test(read(file)));
  return [...new Set(reachedFrom(entries).flatMap((file) => namesIn(read(file))))].sort();
}

function reachedFrom(files: string[]): string[] {
  const drawn = (file: string) => !file.startsWith('server/');
  return [...new Set(files.flatMap((file) => reachableFrom(file, drawn)))].filter(drawn);
}

function namesIn(source: string): string[] {
  const spaces = source.matchAll(/useTranslations\(\s*['"`](\w+)/g);
  const whole = source.matchAll(/useMessages\(\)\.(\w+)/g);
  const taken = source.matchAll(/\{[^}]*\} = useMessages\(\)\.(\w+)/g);
  return [...spaces, ...whole, ...taken].map(([, name = '']) => name);
}

test.each(Object.entries(places))('the pages of the area %s carry what they say', (area, place) => {
  expect([...areas[area as keyof typeof areas]].sort()).toEqual(saidIn(place));
});
