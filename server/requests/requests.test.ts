import { describe, expect, test } from 'vitest';
import { listAlerts } from '#server/alerts/service.ts';
import { listAudit } from '#server/audit/service.ts';
import { access } from '#server/core/access.ts';
import { within } from '#server/core/ctx.ts';
import { checkInvariants } from '#server/ledger/service.ts';
import { removeMember } from '#server/members/service/members.ts';
import { allocateQuota, getQuota, listAllocations } from '#server/quotas/service.ts';
import { makeSubAccount, yuan } from '#server/quotas/test-world.ts';
import { platformJob } from '#tests/factories.ts';
import { request } from '#tests/procedures.ts';
import { listRequestsInput } from './schema.ts';
import { createRequest, withdrawRequest } from './service/asking.ts';
import { approveRequest, rejectRequest } from './service/deciding.ts';
import { expireRequests, listExpired } from './service/expiry.ts';
import { decideByLink, makeLinks } from './service/links.ts';
import { countPending, getRequest, listMyRequests, listRequests } from './service/reading.ts';
import { askFor, giveTo, type Held, keyOf, makeHeld, memberIdOf, withRights } from './test-world.ts';

const DAY_MS = 86_400_000;
const grantedOf = async ({ job, subAccountId }: Held) => (await getQuota(job, { subAccountId })).granted;
const plain = { note: '' };

async function auditOf({ as }: Held, action: string) {
  const filter = { action, limit: 10, order: 'desc' as const };
  return (await listAudit(as.owner, filter)).items;
}

describe('asking', () => {
  test('is on record, counted, and told to the channels without any link', async () => {
    const world = await makeHeld();
    const asked = await askFor(world);
    expect(asked).toMatchObject({ state: 'pending', own: true, amount: yuan(50), currency: 'CNY' });
    expect(await countPending(world.as.viewer)).toEqual({ pending: 1 });
    const [alert] = (await listAlerts(world.as.owner, { type: 'quota_requested', limit: 5 })).items;
    expect(alert).toMatchObject({ severity: 'info', subAccountId: world.subAccountId });
    expect(alert?.subject).toContain('asks for 50.00 CNY');
    expect(JSON.stringify(alert)).not.toContain('/approval/');
    expect(await auditOf(world, 'quota-request.create')).toHaveLength(1);
  });

  test('twice for one sub-account says so, until the first one is withdrawn', async () => {
    const world = await makeHeld();
    const first = await askFor(world);
    await expect(askFor(world, 70)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'request_pending',
      params: { amount: '50.00', currency: 'CNY' },
    });
    const withdrawn = await withdrawRequest(world.as.member, { quotaRequestId: first.id });
    expect(withdrawn.state).toBe('withdrawn');
    expect((await askFor(world, 70)).amount).toBe(yuan(70));
  });

  test('at once from many sides makes one request', async () => {
    const world = await makeHeld();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => askFor(world)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test("is for one's own: what somebody else holds is refused, and out of sight it is not found", async () => {
    const world = await makeHeld();
    const { as, subAccountId } = world;
    await giveTo(world, subAccountId, as.viewer);
    const ask = { subAccountId, amount: yuan(1), reason: 'x' };
    await expect(createRequest(as.member, ask)).rejects.toMatchObject({ reason: 'request_not_holder' });
    await expect(createRequest(as.viewer, ask)).rejects.toMatchObject({ reason: 'forbidden' });
    const blind = await withRights(world, as.member, ['tenant:read', 'quota:request']);
    await expect(createRequest(blind, ask)).rejects.toMatchObject({ code: 'not_found' });
    expect((await createRequest(as.admin, ask)).state).toBe('pending');
  });

  test('by a key is asking by whoever made it, while they are a member', async () => {
    const world = await makeHeld();
    const { as, subAccountId } = world;
    await giveTo(world, subAccountId, as.admin);
    const { ctx } = await keyOf(as.admin, ['quota:request', 'tenant:read']);
    const ask = { subAccountId, amount: yuan(5), reason: 'By a script' };
    const asked = await createRequest(ctx, ask);
    expect(asked).toMatchObject({ requestedBy: as.admin.actor.name, own: true });
    expect((await listMyRequests(as.admin, { limit: 5 })).items).toMatchObject([{ id: asked.id }]);
    await removeMember(as.owner, { memberId: memberIdOf(as.admin) });
    await expect(createRequest(ctx, ask)).rejects.toMatchObject({ code: 'not_found' });
    expect((await getRequest(as.viewer, { quotaRequestId: asked.id })).own).toBe(false);
  });

  test('of another tenant is not found, and nothing of it is shown', async () => {
    const [world, other] = await Promise.all([makeHeld(), makeHeld()]);
    const { id: quotaRequestId } = await askFor(world);
    for (const attempt of [
      () => getRequest(other.as.owner, { quotaRequestId }),
      () => approveRequest(other.as.owner, { quotaRequestId, ...plain }),
      () => rejectRequest(other.as.owner, { quotaRequestId, ...plain }),
      () => withdrawRequest(other.as.member, { quotaRequestId }),
      () => createRequest(other.as.owner, { subAccountId: world.subAccountId, amount: yuan(1), reason: 'x' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    expect((await listRequests(other.as.owner, listRequestsInput.parse({}))).total).toBe(0);
  });
});

describe('approving', () => {
  test('allocates in the same step, names the entry, and resolves the alert', async () => {
    const world = await makeHeld();
    const { id: quotaRequestId } = await askFor(world);
    const approved = await approveRequest(world.as.admin, { quotaRequestId, note: 'Go on' });
    expect(approved).toMatchObject({ state: 'approved', allocated: yuan(50), note: 'Go on' });
    expect(await grantedOf(world)).toBe(yuan(150));
    const [entry] = (await listAllocations(world.job, { subAccountId: world.subAccountId, limit: 1 })).items;
    expect(entry).toMatchObject({
      id: approved.entryId,
      reason: `${world.as.member.actor.name}: A long render`,
    });
    const [alert] = (await listAlerts(world.as.owner, { type: 'quota_requested', limit: 5 })).items;
    expect(alert?.state).toBe('resolved');
  });

  test('with another amount allocates that one', async () => {
    const world = await makeHeld();
    const { id: quotaRequestId } = await askFor(world);
    const approved = await approveRequest(world.as.owner, { quotaRequestId, amount: yuan(20), note: '' });
    expect(approved).toMatchObject({ amount: yuan(50), allocated: yuan(20) });
    expect(await grantedOf(world)).toBe(yuan(120));
  });

  test("takes the right to allocate; with it one's own is approved too, and the log says whose it was", async () => {
    const world = await makeHeld();
    const { id } = await askFor(world);
    await expect(approveRequest(world.as.member, { quotaRequestId: id, ...plain })).rejects.toMatchObject({
      reason: 'forbidden',
    });
    const ask = { subAccountId: world.subAccountId, amount: yuan(7), reason: 'Mine' };
    const own = await createRequest(world.as.admin, ask);
    await approveRequest(world.as.admin, { quotaRequestId: own.id, ...plain });
    const [entry] = await auditOf(world, 'quota-request.approve');
    expect(entry?.after).toMatchObject({ state: 'approved', amount: '7.00', own: true });
  });

  test('by twenty at once, through console, REST and link, is one allocation', async () => {
    const world = await makeHeld();
    const { id: quotaRequestId } = await askFor(world);
    const { secret } = await keyOf(world.as.owner, ['quota:allocate']);
    const memberId = memberIdOf(world.as.admin);
    const links = await Promise.all(
      Array.from({ length: 6 }, () =>
        access(world.job, 'quota:allocate', (db) =>
          makeLinks(db, within(world.job, db), { quotaRequestId, memberId }),
        ),
      ),
    );
    const outcomes = await Promise.all([
      ...Array.from({ length: 7 }, (_, i) =>
        approveRequest(i % 2 ? world.as.owner : world.as.admin, { quotaRequestId, ...plain }).then(
          () => 'approved',
          (error: { reason: string }) => error.reason,
        ),
      ),
      ...Array.from({ length: 7 }, async () => {
        const { status, body } = await request('POST', `/quota-requests/${quotaRequestId}/approve`, {
          secret,
          body: {},
        });
        return status === 200 ? 'approved' : String(body.reason);
      }),
      ...links.map(({ approve }) =>
        decideByLink({ token: approve.split('/').at(-1) ?? '', note: '' }, null, world.job).then(
          () => 'approved',
          (error: { reason: string }) => error.reason,
        ),
      ),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'approved')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['approved', 'request_decided']));
    expect(await grantedOf(world)).toBe(yuan(150));
    expect(await auditOf(world, 'quota-request.approve')).toHaveLength(1);
    expect((await checkInvariants(platformJob(), {})).findings).toEqual([]);
  });

  test('that cannot be allocated leaves the request open and the quota alone', async () => {
    const world = await makeHeld();
    const { id: quotaRequestId } = await askFor(world);
    const beyond = { quotaRequestId, amount: yuan(1_000_000_000), note: '' };
    await expect(approveRequest(world.as.owner, beyond)).rejects.toMatchObject({ reason: 'quota_too_large' });
    expect((await getRequest(world.as.owner, { quotaRequestId })).state).toBe('pending');
    expect(await grantedOf(world)).toBe(yuan(100));
  });

  test('gives the first quota to a sub-account without one', async () => {
    const world = await makeHeld();
    const { id: subAccountId } = await makeSubAccount(world.job);
    await giveTo(world, subAccountId, world.as.member);
    const { id: quotaRequestId } = await askFor({ ...world, subAccountId });
    await approveRequest(world.as.owner, { quotaRequestId, ...plain });
    expect(await grantedOf({ ...world, subAccountId })).toBe(yuan(50));
  });
});

describe('a request ends', () => {
  test('once: rejected, it can be neither approved nor withdrawn, and says who rejected it', async () => {
    const world = await makeHeld();
    const { id: quotaRequestId } = await askFor(world);
    const rejected = await rejectRequest(world.as.owner, { quotaRequestId, note: 'Not this month' });
    expect(rejected).toMatchObject({ state: 'rejected', note: 'Not this month', allocated: null });
    const decided = {
      reason: 'request_decided',
      params: { state: 'rejected', name: world.as.owner.actor.name },
    };
    await expect(approveRequest(world.as.admin, { quotaRequestId, ...plain })).rejects.toMatchObject(decided);
    await expect(withdrawRequest(world.as.member, { quotaRequestId })).rejects.toMatchObject(decided);
    expect(await grantedOf(world)).toBe(yuan(100));
  });

  test('by itself after thirty days, whether the job has come by or not', async () => {
    let at = new Date('2026-11-20T08:00:00Z').getTime();
    const world = await makeHeld({ now: () => new Date(at) });
    const { id: quotaRequestId } = await askFor(world);
    at += 30 * DAY_MS;
    await expect(approveRequest(world.as.owner, { quotaRequestId, ...plain })).rejects.toMatchObject({
      reason: 'request_decided',
      params: { state: 'expired' },
    });
    expect(await countPending(world.as.owner)).toEqual({ pending: 0 });
    const due = await listExpired({ ...platformJob(), now: () => new Date(at) });
    expect(due).toContainEqual({ tenantId: world.tenant.id });
    expect(await expireRequests(world.job)).toEqual({ expired: 1 });
    expect(await expireRequests(world.job)).toEqual({ expired: 0 });
    expect(await getRequest(world.as.owner, { quotaRequestId })).toMatchObject({
      state: 'expired',
      decidedBy: null,
    });
    expect((await askFor(world)).state).toBe('pending');
  });

  test("for its asker alone: nobody withdraws another's", async () => {
    const world = await makeHeld();
    const { id: quotaRequestId } = await askFor(world);
    await expect(withdrawRequest(world.as.admin, { quotaRequestId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('the list is filtered, searched and paged; one sees the own ones whatever the role', async () => {
  const world = await makeHeld();
  const { as } = world;
  const first = await askFor(world);
  await rejectRequest(as.owner, { quotaRequestId: first.id, ...plain });
  const second = await askFor(world, 60);
  const ask = (asked: object) => listRequests(as.viewer, listRequestsInput.parse(asked));
  expect((await ask({ state: ['rejected', 'approved'] })).items).toMatchObject([{ id: first.id }]);
  expect((await ask({ text: 'long REN' })).total).toBe(2);
  expect((await ask({ text: 'nothing like it' })).total).toBe(0);
  const page = await ask({ limit: 1 });
  expect(page.items).toMatchObject([{ id: second.id, subAccount: { quota: { granted: yuan(100) } } }]);
  expect((await ask({ limit: 1, cursor: page.nextCursor })).items).toMatchObject([{ id: first.id }]);
  const blind = await withRights(world, as.member, ['tenant:read', 'quota:request']);
  expect((await listMyRequests(blind, { limit: 5 })).total).toBe(2);
  expect((await getRequest(blind, { quotaRequestId: first.id })).own).toBe(true);
  await expect(ask.call(null, {})).resolves.toMatchObject({ total: 2 });
  const others = await createRequest(as.admin, {
    subAccountId: world.subAccountId,
    amount: yuan(1),
    reason: 'x',
  });
  await expect(getRequest(blind, { quotaRequestId: others.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('an allocation beside a request changes nothing of it', async () => {
  const world = await makeHeld();
  const { id: quotaRequestId } = await askFor(world);
  await allocateQuota(world.as.owner, { subAccountId: world.subAccountId, amount: yuan(1), reason: 'Else' });
  expect((await getRequest(world.as.member, { quotaRequestId })).state).toBe('pending');
});
