import { expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { type Ctx, newBase } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { memberCtx, withIdentity } from '#server/core/identity.ts';
import { changeRole, listMembers, removeMember } from '#server/members/service/members.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { startMail } from '#tests/servers/mail.ts';
import {
  acceptTransfer,
  declineTransfer,
  getTransfer,
  offerTransfer,
  withdrawTransfer,
} from './service/transfer.ts';
import { mailTransfer, sidesOf } from './service/transfer-mail.ts';

const idOf = (ctx: Ctx) => (ctx.actor.kind === 'user' ? ctx.actor.memberId : '');
const enter = ({ as, tenant }: TestTenant, role: 'owner' | 'member') =>
  memberCtx(as[role].actor.id, tenant.slug, newBase('console', 'en'));
const rolesOf = async ({ job }: TestTenant) =>
  (await listMembers(job, { limit: 9 })).items.map(({ role }) => role);

test('the owner offers, the member accepts, and both roles change in one transaction', async () => {
  const team = await makeTenant();
  const { as, tenant } = team;
  const offer = await offerTransfer(as.owner, { memberId: idOf(as.member), slug: tenant.slug });
  expect(offer).toMatchObject({
    outcome: null,
    from: { memberId: idOf(as.owner) },
    to: { email: `member@${tenant.slug}.example` },
  });
  expect(offer.expiresAt.getTime() - offer.createdAt.getTime()).toBe(7 * 86_400_000);
  expect(await rolesOf(team)).toEqual(['owner', 'admin', 'member', 'viewer']);
  expect(await getTransfer(as.member)).toMatchObject({ transfer: { id: offer.id } });
  expect(await acceptTransfer(as.member, { transferId: offer.id })).toMatchObject({ outcome: 'accepted' });
  expect(await rolesOf(team)).toEqual(['admin', 'admin', 'owner', 'viewer']);
  expect(await getTransfer(as.member)).toEqual({ transfer: null });
  const [old, now] = [await enter(team, 'owner'), await enter(team, 'member')];
  expect([old.actor.permissions.has('tenant:delete'), now.actor.permissions.has('tenant:delete')]).toEqual([
    false,
    true,
  ]);
  await expect(acceptTransfer(as.member, { transferId: offer.id })).rejects.toMatchObject({
    reason: 'transfer_over',
  });
  const entries = await access(team.job, 'audit:read', (db) =>
    db.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } }),
  );
  expect(entries.map(({ action }) => action)).toEqual([
    'transfer.offer',
    'member.update',
    'member.update',
    'transfer.accept',
  ]);
});

test('only an owner in person offers, to a member who can take it, with the address typed', async () => {
  const { as, tenant, key } = await makeTenant();
  const wish = { memberId: idOf(as.member), slug: tenant.slug };
  await expect(offerTransfer(as.admin, wish)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(offerTransfer(key('tenant:transfer'), wish)).rejects.toMatchObject({ reason: 'people_only' });
  await expect(offerTransfer(as.owner, { ...wish, slug: 'x' })).rejects.toMatchObject({
    reason: 'slug_differs',
  });
  await expect(offerTransfer(as.owner, { ...wish, memberId: idOf(as.owner) })).rejects.toMatchObject({
    reason: 'transfer_owner',
  });
  const stranger = await makeTenant();
  await expect(
    offerTransfer(as.owner, { ...wish, memberId: idOf(stranger.as.member) }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await withIdentity((tx) =>
    tx.user.update({ where: { id: as.member.actor.id }, data: { disabledAt: as.owner.now() } }),
  );
  await expect(offerTransfer(as.owner, wish)).rejects.toMatchObject({ reason: 'transfer_disabled' });
});

test('an offer is for one member, who declines it; others neither accept nor see it', async () => {
  const { as, tenant, key } = await makeTenant();
  const { id: transferId } = await offerTransfer(as.owner, { memberId: idOf(as.member), slug: tenant.slug });
  for (const ctx of [as.viewer, as.admin, as.owner, key('tenant:read')]) {
    await expect(acceptTransfer(ctx, { transferId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(declineTransfer(ctx, { transferId })).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(await getTransfer(key('tenant:read'))).toEqual({ transfer: null });
  expect(await declineTransfer(as.member, { transferId })).toMatchObject({ outcome: 'declined' });
  await expect(acceptTransfer(as.member, { transferId })).rejects.toMatchObject({ reason: 'transfer_over' });
});

test('one offer waits at a time; it can be withdrawn, and runs out after seven days', async () => {
  let now = new Date('2026-11-20T04:00:00Z');
  const { as, tenant } = await makeTenant({ now: () => now });
  const offer = (ctx: Ctx) => offerTransfer(as.owner, { memberId: idOf(ctx), slug: tenant.slug });
  const first = await offer(as.member);
  await expect(offer(as.viewer)).rejects.toMatchObject({ code: 'conflict', reason: 'transfer_open' });
  await expect(withdrawTransfer(as.admin, { transferId: first.id })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await withdrawTransfer(as.owner, { transferId: first.id })).toMatchObject({ outcome: 'withdrawn' });
  const second = await offer(as.viewer);
  now = new Date('2026-11-27T04:00:00Z');
  expect(await getTransfer(as.viewer)).toEqual({ transfer: null });
  await expect(acceptTransfer(as.viewer, { transferId: second.id })).rejects.toMatchObject({
    reason: 'transfer_over',
  });
  await expect(offer(as.member)).resolves.toMatchObject({ outcome: null });
});

test('an offer of somebody who is no owner any more cannot be accepted', async () => {
  const { as, tenant } = await makeTenant();
  await changeRole(as.owner, { memberId: idOf(as.admin), role: 'owner' });
  const { id: transferId } = await offerTransfer(as.owner, { memberId: idOf(as.member), slug: tenant.slug });
  await changeRole(as.owner, { memberId: idOf(as.owner), role: 'viewer' });
  await expect(acceptTransfer(as.member, { transferId })).rejects.toMatchObject({ reason: 'transfer_void' });
  await removeMember(as.admin, { memberId: idOf(as.owner) }).catch(() => {});
});

test('of two answers at the same moment one counts, and there is always an owner', async () => {
  const team = await makeTenant();
  const { as, tenant } = team;
  const { id: transferId } = await offerTransfer(as.owner, { memberId: idOf(as.member), slug: tenant.slug });
  const ends = await Promise.allSettled([
    acceptTransfer(as.member, { transferId }),
    withdrawTransfer(as.owner, { transferId }),
  ]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await rolesOf(team)).filter((role) => role === 'owner')).toHaveLength(1);
});

/** Quoted-printable in plain text. */
const plain = (text: string) =>
  decodeURIComponent(text.replaceAll('%', '%25').replace(/=([0-9A-F]{2})/g, '%$1'));

test('both sides are told by mail, in their own languages', async () => {
  const mail = await startMail();
  const { SMTP_URL } = env();
  env().SMTP_URL = mail.url;
  try {
    const { as, tenant, job } = await makeTenant();
    await withIdentity((tx) =>
      tx.user.update({ where: { id: as.member.actor.id }, data: { locale: 'zh-CN' } }),
    );
    const { id: transferId } = await offerTransfer(as.owner, {
      memberId: idOf(as.member),
      slug: tenant.slug,
    });
    for (const change of ['offered', 'accepted'] as const) {
      for (const side of sidesOf(change)) await mailTransfer(job, { transferId, change, side });
    }
    const toldTo = (role: string) =>
      mail.inbox
        .filter(({ to }) => to.includes(`${role}@${tenant.slug}.example`))
        .map(({ text }) => plain(text));
    expect(toldTo('member')).toEqual([
      expect.stringContaining(`/${tenant.slug}/settings/tenant`),
      expect.stringContaining('是管理员'),
    ]);
    expect(toldTo('member')[0]).toContain('所有权转让给您');
    expect(toldTo('owner')).toEqual([expect.stringContaining('You are an admin of it from now on')]);
  } finally {
    env().SMTP_URL = SMTP_URL;
    await mail.close();
  }
});
