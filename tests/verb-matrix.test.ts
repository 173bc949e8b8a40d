// Every verb by itself, without a door before it: a right is asked for, and other tenants' things are as good as none.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setVariable } from './environment.ts';
import { type FullWorld, makeFullWorld, makeOutside } from './full-world.ts';
import { inOrder, tenantsBound } from './other-tenants.ts';
import { rowsOf } from './tables.ts';
import { verbsWithArguments } from './verb-arguments.ts';
import { knowsOthers, treatsAlike, UNASKED, worksWithoutRights } from './verb-checks.ts';
import { findVerbs } from './verb-list.ts';

// Nobody listens there: what sends a letter fails, and what has nobody to send one to does not.
setVariable('SMTP_URL', 'smtp://127.0.0.1:1');
const outside = await makeOutside();
const verbs = await findVerbs();
let mine: FullWorld;
let theirs: FullWorld;
beforeAll(async () => {
  mine = await makeFullWorld(outside);
  theirs = await makeFullWorld(outside);
});
afterAll(() => outside.close());

test('there are verbs', () => {
  const names = verbs.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(100);
  expect(verbsWithArguments.filter((name) => !names.includes(name))).toEqual([]);
});

test('every verb refuses whoever has no right', async () => {
  const wrong: string[] = [];
  for (const verb of verbs) {
    const fault = await worksWithoutRights(verb, mine);
    if (Boolean(fault) !== verb.name in UNASKED) wrong.push(`${verb.name} ${fault}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test("no verb knows another tenant's things, changes them or works where they are", async () => {
  const before = await rowsOf(theirs.tenant.id);
  const wrong: string[] = [];
  for (const verb of verbs) {
    const elsewhere = await tenantsBound(async () => {
      const fault = await knowsOthers(verb, { mine, theirs });
      if (fault) wrong.push(`${verb.name} ${fault}`);
    });
    if (elsewhere.some((id) => id !== mine.tenant.id)) wrong.push(`${verb.name} works in another tenant`);
  }
  expect(wrong).toEqual([]);
  expect(await rowsOf(theirs.tenant.id)).toEqual(before);
}, 120_000);

test('every verb tells owners of things that are alike the same of their own', async () => {
  const worlds = { mine: await makeFullWorld(outside), theirs: await makeFullWorld(outside) };
  const wrong: string[] = [];
  for (const verb of inOrder(verbs, ({ name }) => name).filter(({ platform }) => !platform)) {
    const fault = await treatsAlike(verb, worlds);
    if (fault) wrong.push(`${verb.name} ${fault}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);
