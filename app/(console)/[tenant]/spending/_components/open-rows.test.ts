import { expect, test } from 'vitest';
import { placeOf, readOpenRows, toggleRow, writeOpenRows } from './open-rows.ts';

const film = placeOf(null, 'film');
const inFilm = placeOf(film, 'ecs');

test('open rows survive the address, whatever their names are', () => {
  const odd = placeOf(placeOf(null, '100%, a/b'), '');
  const rows = toggleRow(toggleRow([], film), odd);
  expect(readOpenRows(writeOpenRows(rows))).toEqual([film, odd]);
});

test('no open rows take no room in the address', () => {
  expect(writeOpenRows(toggleRow([film], film))).toBeNull();
  expect(readOpenRows(null)).toEqual([]);
});

test('a row that is closed takes along what is open below it, and nothing beside it', () => {
  const beside = placeOf(null, 'film-two');
  expect(toggleRow([film, inFilm, beside], film)).toEqual([beside]);
});

test('names that contain the separator are told from a way down', () => {
  expect(placeOf(null, 'film/ecs')).not.toBe(inFilm);
});

test('the address remembers the rows that were opened last', () => {
  const names = Array.from({ length: 40 }, (_, index) => placeOf(null, `p${index}`));
  const rows = names.reduce<readonly string[]>(toggleRow, []);
  expect(rows).toHaveLength(30);
  expect(rows.at(-1)).toBe('p39');
});
