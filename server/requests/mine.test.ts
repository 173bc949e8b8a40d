import { expect, test } from 'vitest';
import { listSubAccountsInput } from '#server/iam/schema.ts';
import { updateSubAccount } from '#server/iam/service/change.ts';
import { getSubAccount, listSubAccounts } from '#server/iam/service/read.ts';
import { createKey } from '#server/keys/service.ts';
import { removeMember } from '#server/members/service/members.ts';
import { settleSpending } from '#server/quotas/service.ts';
import { makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { request } from '#tests/procedures.ts';
import { getMySubAccount, listMyKeys, listMySubAccounts } from './service/mine.ts';
import { askFor, giveTo, keyOf, makeHeld, memberIdOf, withRights } from './test-world.ts';

const page = { limit: 50 };

test('one sees what one holds without any right to sub-accounts, quotas or spending', async () => {
  const world = await makeHeld();
  const { subAccountId, job, as } = world;
  await makeSubAccount(job);
  await settleSpending(job, [{ subAccountId, spent: yuan(40) }], { checkId: 'chk' });
  const asked = await askFor(world);
  const blind = await withRights(world, as.member, ['tenant:read', 'quota:request']);
  const { items, total } = await listMySubAccounts(blind, page);
  expect(total).toBe(1);
  expect(items).toMatchObject([
    {
      id: subAccountId,
      quota: { granted: yuan(100), spent: yuan(40), remaining: yuan(60), shareBp: 4000 },
      pendingRequest: { id: asked.id, amount: yuan(50) },
    },
  ]);
  const mine = await getMySubAccount(blind, { subAccountId, days: 30 });
  expect(mine.spending.byDay).toHaveLength(30);
  expect(mine.quota.remaining).toBe(yuan(60));
  await expect(getSubAccount(blind, { subAccountId })).rejects.toMatchObject({ reason: 'forbidden' });
});

test("somebody else's is not found, nor is what one no longer holds", async () => {
  const world = await makeHeld();
  const { subAccountId, as } = world;
  await expect(getMySubAccount(as.owner, { subAccountId, days: 7 })).rejects.toMatchObject({
    code: 'not_found',
  });
  await giveTo(world, subAccountId, as.viewer);
  await expect(getMySubAccount(as.member, { subAccountId, days: 7 })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect((await listMySubAccounts(as.member, page)).items).toEqual([]);
  expect((await listMySubAccounts(as.viewer, page)).items).toMatchObject([{ id: subAccountId }]);
});

test('a holder who leaves holds nothing any more, and the sub-account stays', async () => {
  const { as, subAccountId } = await makeHeld();
  expect((await getSubAccount(as.owner, { subAccountId })).holder?.name).toBe(as.member.actor.name);
  await removeMember(as.owner, { memberId: memberIdOf(as.member) });
  expect(await getSubAccount(as.owner, { subAccountId })).toMatchObject({ id: subAccountId, holder: null });
});

test('a holder is a member of the same tenant', async () => {
  const [one, other] = await Promise.all([makeHeld(), makeHeld()]);
  const holderId = memberIdOf(other.as.member);
  await expect(
    updateSubAccount(one.as.owner, { subAccountId: one.subAccountId, holderId }),
  ).rejects.toMatchObject({ code: 'not_found', params: { what: 'member' } });
});

test('the list of sub-accounts is filtered by holder, and by having none', async () => {
  const { as, job, subAccountId } = await makeHeld();
  const { id: free } = await makeSubAccount(job);
  const ids = async (holderId: string | string[]) => {
    const { items } = await listSubAccounts(as.viewer, listSubAccountsInput.parse({ holderId }));
    return items.map(({ id }) => id).sort();
  };
  const held = memberIdOf(as.member);
  expect(await ids(held)).toEqual([subAccountId]);
  expect(await ids('none')).toEqual([free]);
  expect(await ids([held, 'none'])).toEqual([free, subAccountId].sort());
  expect(await ids(memberIdOf(as.admin))).toEqual([]);
});

test('keys that one made are listed with their use, and no others', async () => {
  const { as } = await makeHeld();
  const mine = await createKey(as.admin, { name: 'mine', permissions: ['tenant:read'] });
  await createKey(as.owner, { name: 'theirs', permissions: ['tenant:read'] });
  const { items, total } = await listMyKeys(as.admin, page);
  expect(items).toMatchObject([{ id: mine.id, name: 'mine', thisMonth: 0 }]);
  expect(total).toBe(1);
});

test("a key shows what is its maker's, over REST", async () => {
  const world = await makeHeld();
  await giveTo(world, world.subAccountId, world.as.admin);
  const { secret } = await keyOf(world.as.admin, ['tenant:read']);
  const list = await request<{ items: { id: string; quota: { remaining: string } }[] }>(
    'GET',
    '/me/sub-accounts',
    {
      secret,
    },
  );
  expect(list.body.items).toMatchObject([{ id: world.subAccountId, quota: { remaining: '100.00' } }]);
  const one = await request('GET', `/me/sub-accounts/${world.subAccountId}?days=7`, { secret });
  expect(one).toMatchObject({ status: 200, body: { subAccount: { id: world.subAccountId } } });
});
