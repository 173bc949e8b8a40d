// Every verb by itself, without a door before it: a right is asked for, and other tenants' things are as good as none.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FullWorld, makeFullWorld, makeOutside } from './full-world.ts';
import { rowsOf } from './tables.ts';
import { knowsOthers, UNASKED, worksWithoutRights } from './verb-checks.ts';
import { findVerbs } from './verb-list.ts';

const outside = await makeOutside();
const verbs = await findVerbs();
let mine: FullWorld;
let theirs: FullWorld;
beforeAll(async () => {
  mine = await makeFullWorld(outside);
  theirs = await makeFullWorld(outside);
});
afterAll(() => outside.close());

test('there are verbs', () => expect(verbs.length).toBeGreaterThan(100));

test('every verb refuses whoever has no right', async () => {
  const wrong: string[] = [];
  for (const verb of verbs) {
    const fault = await worksWithoutRights(verb, mine);
    if (Boolean(fault) !== verb.name in UNASKED) wrong.push(`${verb.name} ${fault}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test("no verb knows another tenant's things or changes them", async () => {
  const before = await rowsOf(theirs.tenant.id);
  const wrong: string[] = [];
  for (const verb of verbs) {
    const fault = await knowsOthers(verb, mine, theirs);
    if (fault) wrong.push(`${verb.name} ${fault}`);
  }
  expect(wrong).toEqual([]);
  expect(await rowsOf(theirs.tenant.id)).toEqual(before);
}, 120_000);
