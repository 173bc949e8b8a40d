import { afterAll, expect, test } from 'vitest';
import { withIdentity } from '#server/core/identity.ts';
import { changeRole } from '#server/members/service/members.ts';
import { yuan } from '#server/quotas/test-world.ts';
import { setEnforced } from '#server/sso/service/connection.ts';
import { connectProvider } from '#server/sso/test-world.ts';
import { setVariable } from '#tests/environment.ts';
import { startIssuer } from '#tests/servers/issuer.ts';
import { startMail } from '#tests/servers/mail.ts';
import { withdrawRequest } from './service/asking.ts';
import { approveRequest, rejectRequest } from './service/deciding.ts';
import { listDeciders, mailAsker, mailDecider } from './service/letters.ts';
import { decideByLink, readApproval } from './service/links.ts';
import { askFor, type Held, makeHeld, memberIdOf } from './test-world.ts';

const [mail, issuer] = await Promise.all([startMail(), startIssuer()]);
setVariable('SMTP_URL', mail.url);
setVariable('AIRGATE_EGRESS_ALLOW', issuer.hostPort);
afterAll(async () => {
  await Promise.all([mail.close(), issuer.close()]);
});

const mailsTo = ({ tenant }: Held, role: string) =>
  mail.inbox.filter(({ to }) => to.includes(`${role}@${tenant.slug}.example`));
const tokensIn = (text = '') => Array.from(text.matchAll(/\/approval\/([\w-]+)/g), ([, token = '']) => token);

async function tellAll(world: Held, quotaRequestId: string) {
  const deciders = await listDeciders(world.job, { quotaRequestId });
  for (const { memberId } of deciders) await mailDecider(world.job, { quotaRequestId, memberId });
  return deciders.map(({ memberId }) => memberId);
}

test('everybody who may decide gets two links of their own, but for whoever asked', async () => {
  const world = await makeHeld();
  const { as } = world;
  const { id: quotaRequestId } = await askFor(world);
  expect((await tellAll(world, quotaRequestId)).sort()).toEqual(
    [memberIdOf(as.owner), memberIdOf(as.admin)].sort(),
  );
  const [toOwner] = mailsTo(world, 'owner');
  const [toAdmin] = mailsTo(world, 'admin');
  expect(toAdmin?.subject).toMatch(/asks for 50\.00 CNY for user-/);
  expect(toAdmin?.text).toContain('A long render');
  expect(toAdmin?.text).toContain('Quota now: 100.00 CNY, of which 0.00 CNY are spent');
  const tokens = [...tokensIn(toOwner?.text), ...tokensIn(toAdmin?.text)];
  expect(new Set(tokens).size).toBe(4);
  expect([mailsTo(world, 'member'), mailsTo(world, 'viewer')]).toEqual([[], []]);
  const kept = await withIdentity((tx) => tx.approvalLink.findMany({ where: { quotaRequestId } }));
  expect(kept).toHaveLength(4);
  expect(JSON.stringify(kept)).not.toContain(tokens[0]);
  const [approve = '', reject = ''] = tokensIn(toAdmin?.text);
  expect((await readApproval(approve, null, world.job)).verdict).toBe('approve');
  expect((await readApproval(reject, null, world.job)).verdict).toBe('reject');
});

test('a mail is in the language of its reader', async () => {
  const world = await makeHeld();
  const { id } = world.as.admin.actor;
  await withIdentity((tx) => tx.user.update({ where: { id }, data: { locale: 'zh-CN' } }));
  const { id: quotaRequestId } = await askFor(world);
  await tellAll(world, quotaRequestId);
  expect(mailsTo(world, 'admin')[0]?.subject).toContain('申请');
  expect(mailsTo(world, 'owner')[0]?.subject).toContain('asks for');
});

test('a mail that is sent again has links that work, and so have the first ones, until one is used', async () => {
  const world = await makeHeld();
  const { id: quotaRequestId } = await askFor(world);
  await tellAll(world, quotaRequestId);
  await tellAll(world, quotaRequestId);
  const [first, second] = mailsTo(world, 'admin').map(({ text }) => tokensIn(text)[0] ?? '');
  expect((await readApproval(first ?? '', null, world.job)).standing).toBe('open');
  await decideByLink({ token: second ?? '', note: '' }, null, world.job);
  expect((await readApproval(first ?? '', null, world.job)).standing).toBe('decided');
});

test('nobody is told of what is decided already, nor whoever may not decide any more', async () => {
  const world = await makeHeld();
  const { as, job } = world;
  const { id: quotaRequestId } = await askFor(world);
  await changeRole(as.owner, { memberId: memberIdOf(as.admin), role: 'viewer' });
  expect(await mailDecider(job, { quotaRequestId, memberId: memberIdOf(as.admin) })).toBe(false);
  await withdrawRequest(as.member, { quotaRequestId });
  expect(await listDeciders(job, { quotaRequestId })).toEqual([]);
  expect(await mailDecider(job, { quotaRequestId, memberId: memberIdOf(as.owner) })).toBe(false);
  expect(await mailAsker(job, { quotaRequestId })).toBe(false);
  expect([...mailsTo(world, 'owner'), ...mailsTo(world, 'admin')]).toEqual([]);
});

test('whoever asked hears how it ended, with the other amount and the note', async () => {
  const world = await makeHeld();
  const { as, job } = world;
  const first = await askFor(world);
  await approveRequest(as.owner, { quotaRequestId: first.id, amount: yuan(20), note: 'Half now' });
  await mailAsker(job, { quotaRequestId: first.id });
  const second = await askFor(world, 70);
  await rejectRequest(as.owner, { quotaRequestId: second.id, note: '' });
  await mailAsker(job, { quotaRequestId: second.id });
  const [approved, rejected] = mailsTo(world, 'member');
  expect(approved?.text).toContain('20.00 CNY instead of 50.00 CNY');
  expect(approved?.text).toContain('Half now');
  expect(rejected?.subject).toMatch(/^Rejected: 70\.00 CNY/);
});

test('where a provider is enforced, owners alone get links, and a link lets nobody else around it', async () => {
  const world = await makeHeld();
  const { as, job } = world;
  const { id: quotaRequestId } = await askFor(world);
  await tellAll(world, quotaRequestId);
  const [before = ''] = tokensIn(mailsTo(world, 'admin')[0]?.text);
  await connectProvider(world, issuer);
  await setEnforced(as.owner, { enforced: true });
  await expect(readApproval(before, null, job)).rejects.toMatchObject({ reason: 'sso_required' });
  await expect(decideByLink({ token: before, note: '' }, null, job)).rejects.toMatchObject({
    reason: 'sso_required',
  });
  await tellAll(world, quotaRequestId);
  expect(tokensIn(mailsTo(world, 'admin')[1]?.text)).toEqual([]);
  expect(mailsTo(world, 'admin')[1]?.text).toContain(`/requests?peek=${quotaRequestId}`);
  const [glass = ''] = tokensIn(mailsTo(world, 'owner')[1]?.text);
  expect((await decideByLink({ token: glass, note: '' }, null, job)).request.state).toBe('approved');
});
