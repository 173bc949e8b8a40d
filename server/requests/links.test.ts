import { describe, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { changeRole, removeMember } from '#server/members/service/members.ts';
import { getQuota } from '#server/quotas/service.ts';
import { yuan } from '#server/quotas/test-world.ts';
import { setDisabled } from '#server/users/service/people.ts';
import { platformJob } from '#tests/factories.ts';
import { withdrawRequest } from './service/asking.ts';
import { rejectRequest } from './service/deciding.ts';
import { decideByLink, makeLinks, readApproval } from './service/links.ts';
import { getRequest } from './service/reading.ts';
import { askFor, type Held, makeHeld, memberIdOf } from './test-world.ts';

const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

async function linksFor(world: Held, who: Ctx, quotaRequestId: string) {
  const memberId = memberIdOf(who);
  const { approve, reject } = await access(world.job, 'quota:allocate', (db) =>
    makeLinks(db, within(world.job, db), { quotaRequestId, memberId }),
  );
  return { approve: tokenOf(approve), reject: tokenOf(reject) };
}

async function asked(options: { now?: () => Date } = {}) {
  const world = await makeHeld(options);
  const { id: quotaRequestId } = await askFor(world);
  const links = await linksFor(world, world.as.admin, quotaRequestId);
  const state = async () => (await getRequest(world.as.owner, { quotaRequestId })).state;
  const granted = async () => (await getQuota(world.job, { subAccountId: world.subAccountId })).granted;
  const use = (token: string, more: { amount?: ReturnType<typeof yuan> } = {}) =>
    decideByLink({ token, note: '', ...more }, null, world.job);
  const read = (token: string) => readApproval(token, null, world.job);
  return { ...world, quotaRequestId, links, state, granted, use, read };
}

test('reading a link shows what it would do and does nothing, however often', async () => {
  const { links, read, state, granted, as } = await asked();
  for (const _ of [1, 2, 3]) {
    expect(await read(links.approve)).toMatchObject({
      standing: 'open',
      verdict: 'approve',
      member: as.admin.actor.name,
      request: {
        requestedBy: as.member.actor.name,
        amount: yuan(50),
        subAccount: { quota: { granted: yuan(100), spent: 0n } },
      },
    });
  }
  expect([await state(), await granted()]).toEqual(['pending', yuan(100)]);
});

test('a link approves under its member, once, and the log says that it was a link', async () => {
  const { links, use, read, state, granted, as, tenant } = await asked();
  const { request } = await use(links.approve, { amount: yuan(30) });
  expect(request).toMatchObject({ state: 'approved', allocated: yuan(30), decidedBy: as.admin.actor.name });
  await expect(use(links.approve)).rejects.toMatchObject({ reason: 'approval_used' });
  expect([await state(), await granted()]).toEqual(['approved', yuan(130)]);
  expect((await read(links.approve)).standing).toBe('used');
  const entry = await withIdentity((tx) =>
    tx.auditEntry.findFirst({ where: { tenantId: tenant.id, action: 'quota-request.approve' } }),
  );
  expect(entry).toMatchObject({ actorId: as.admin.actor.id, after: { link: true, amount: '30.00' } });
});

test('the other link of a decided request says what became of it', async () => {
  const { links, use, read } = await asked();
  await use(links.reject);
  expect(await read(links.approve)).toMatchObject({ standing: 'decided', request: { state: 'rejected' } });
  await expect(use(links.approve)).rejects.toMatchObject({ reason: 'request_decided' });
});

test('a link of a withdrawn request changes nothing', async () => {
  const { links, use, read, as, quotaRequestId, granted } = await asked();
  await withdrawRequest(as.member, { quotaRequestId });
  expect(await read(links.approve)).toMatchObject({ standing: 'decided', request: { state: 'withdrawn' } });
  await expect(use(links.approve)).rejects.toMatchObject({ params: { state: 'withdrawn' } });
  expect(await granted()).toBe(yuan(100));
});

test('a link works for seven days; the request outlives it', async () => {
  let at = new Date('2026-11-20T08:00:00Z').getTime();
  const { links, use, read, state } = await asked({ now: () => new Date(at) });
  at += 7 * 86_400_000;
  expect((await read(links.approve)).standing).toBe('expired');
  await expect(use(links.approve)).rejects.toMatchObject({ reason: 'approval_expired' });
  expect(await state()).toBe('pending');
});

test('a forged link leads nowhere', async () => {
  const { links, use, read } = await asked();
  const forged = `${links.approve.slice(0, -2)}${links.approve.endsWith('A') ? 'B' : 'A'}A`;
  for (const token of [forged, '', 'x'.repeat(43)]) {
    await expect(read(token)).rejects.toMatchObject({ reason: 'link_invalid' });
    await expect(use(token)).rejects.toMatchObject({ reason: 'link_invalid' });
  }
});

describe('the right is asked for at the moment of use', () => {
  const takenAway: [string, (world: Held) => Promise<unknown>][] = [
    ['was demoted', ({ as }) => changeRole(as.owner, { memberId: memberIdOf(as.admin), role: 'viewer' })],
    ['has left', ({ as }) => removeMember(as.owner, { memberId: memberIdOf(as.admin) })],
    ['is disabled', ({ as }) => setDisabled(platformJob(), { userId: as.admin.actor.id, disabled: true })],
  ];
  test.each(takenAway)('whoever %s is refused and is shown nothing of the request', async (_, take) => {
    const world = await asked();
    await take(world);
    const seen = await world.read(world.links.approve);
    expect(seen).toMatchObject({ standing: 'refused', request: null, member: null });
    await expect(world.use(world.links.approve)).rejects.toMatchObject({ reason: 'approval_refused' });
    expect([await world.state(), await world.granted()]).toEqual(['pending', yuan(100)]);
  });
});

test("a link decides its own request alone, whatever other tenants' there are", async () => {
  const [one, other] = await Promise.all([asked(), asked()]);
  await one.use(one.links.approve);
  expect([await one.granted(), await other.granted()]).toEqual([yuan(150), yuan(100)]);
  expect(await other.state()).toBe('pending');
});

test('of two who use one link at once, one decides', async () => {
  const { links, use, granted } = await asked();
  const outcomes = await Promise.allSettled([use(links.approve), use(links.approve), use(links.approve)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await granted()).toBe(yuan(150));
});

test('an approval that fails leaves its link good', async () => {
  const { links, use, granted } = await asked();
  await expect(use(links.approve, { amount: yuan(1_000_000_000) })).rejects.toMatchObject({
    reason: 'quota_too_large',
  });
  await use(links.approve);
  expect(await granted()).toBe(yuan(150));
});

test('tries from one address are counted', async () => {
  const { links, as, quotaRequestId, job } = await asked();
  const address = `198.51.100.${quotaRequestId.slice(-6)}`;
  await rejectRequest(as.owner, { quotaRequestId, note: '' });
  const tries = Array.from({ length: 61 }, () => readApproval(links.approve, address, job));
  const outcomes = await Promise.allSettled(tries);
  const refused = outcomes.filter((each) => each.status === 'rejected').map(({ reason }) => reason.reason);
  expect(refused).toEqual(['sign_in_limited']);
});
