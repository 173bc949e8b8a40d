import { randomBytes } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ctx, newBase } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { memberCtx, withIdentity } from '#server/core/identity.ts';
import { createUser } from '#server/users/service/accounts.ts';
import { signIn } from '#server/users/service/sign-in.ts';
import { makeTenant } from '#tests/factories.ts';
import { acceptAsNew, acceptAsUser, readInvitation } from './service/acceptance.ts';
import { invite, listInvitations, resendInvitation, revokeInvitation } from './service/invitations.ts';

type Received = { to: string[]; data: string };
let inbox: Received[] = [];
let refuse = false;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: (_address, _session, done) => {
    if (refuse) return done(Object.assign(new Error('550 no such mailbox here'), { responseCode: 550 }));
    done();
  },
  onData: (stream, session, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      inbox.push({
        to: session.envelope.rcptTo.map((each) => each.address),
        data: Buffer.concat(chunks).toString(),
      });
      done();
    });
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  env().SMTP_URL = `smtp://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

const newMailbox = () => `guest-${randomBytes(6).toString('hex')}@example.com`;
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
const atDoor = (now = new Date('2026-11-20T04:00:00Z')) => ({
  ...newBase('console', 'zh-CN'),
  now: () => now,
});
const newcomer = (token: string) => ({ token, name: '韩梅梅', password: 'a long enough one' });

/** The readable text of a message, whatever its transfer encoding. */
function textOf({ data }: Received): string {
  const parts = data.split(/\r\n--/).filter((part) => /content-type: text\/plain/i.test(part));
  const [, body = ''] = (parts[0] ?? data).split(/\r\n\r\n([\s\S]*)/);
  const plain = /base64/i.test(parts[0] ?? '')
    ? Buffer.from(body, 'base64').toString()
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString();
  return plain;
}

test('the invited get a mail with a link that makes them a member once', async () => {
  const { as, tenant } = await makeTenant();
  const email = newMailbox();
  inbox = [];
  const sent = await invite(as.admin, { email, role: 'member' });
  expect(sent).toMatchObject({
    email,
    role: 'member',
    state: 'open',
    mail: 'sent',
    invitedBy: as.admin.actor.name,
  });
  expect(inbox).toHaveLength(1);
  expect(inbox[0]?.to).toEqual([email]);
  expect(inbox[0] && textOf(inbox[0])).toContain(sent.link);
  const token = tokenOf(sent.link);
  const now = as.admin.now();
  expect(await readInvitation(token, now)).toMatchObject({
    email,
    tenantName: tenant.name,
    hasAccount: false,
  });

  const joined = await acceptAsNew(newcomer(token), { ...atDoor(), now: () => now });
  expect(joined).toMatchObject({ tenantSlug: tenant.slug, role: 'member' });
  const user = await signIn({ email, password: 'a long enough one' }, { address: null, now });
  expect(await memberCtx(user.id, tenant.slug, atDoor())).toMatchObject({ actor: { role: 'member' } });
  await expect(readInvitation(token, now)).rejects.toMatchObject({ reason: 'invitation_invalid' });
  await expect(acceptAsUser({ token }, user.id, atDoor())).rejects.toMatchObject({
    reason: 'invitation_invalid',
  });
  expect((await listInvitations(as.viewer, { limit: 9 })).items).toEqual([]);
});

test('a mail that cannot be sent leaves the link to be handed over by hand', async () => {
  const { as } = await makeTenant();
  refuse = true;
  try {
    expect(await invite(as.owner, { email: newMailbox(), role: 'viewer' })).toMatchObject({ mail: 'failed' });
  } finally {
    refuse = false;
  }
  const { SMTP_URL } = env();
  env().SMTP_URL = undefined;
  try {
    const sent = await invite(as.owner, { email: newMailbox(), role: 'viewer' });
    expect(sent).toMatchObject({ mail: 'unconfigured' });
    expect(sent.link).toMatch(/^http:\/\/localhost:3000\/invitation\/[\w-]{43}$/);
  } finally {
    env().SMTP_URL = SMTP_URL;
  }
});

test('whoever has an account accepts signed in with that mailbox, and nobody else does', async () => {
  const { as, tenant } = await makeTenant();
  const email = newMailbox();
  const now = as.owner.now();
  const account = { email, name: 'Han', passwordHash: 'none' };
  const { id } = await withIdentity((tx) => createUser(tx, account, now));
  const token = tokenOf((await invite(as.owner, { email, role: 'admin' })).link);
  expect(await readInvitation(token, now)).toMatchObject({ hasAccount: true });
  await expect(acceptAsNew(newcomer(token), atDoor())).rejects.toMatchObject({
    reason: 'invitation_sign_in',
  });
  await expect(acceptAsUser({ token }, as.viewer.actor.id, atDoor())).rejects.toMatchObject({
    reason: 'invitation_other_mailbox',
    params: { email },
  });
  await acceptAsUser({ token }, id, atDoor());
  expect(await memberCtx(id, tenant.slug, atDoor())).toMatchObject({ actor: { role: 'admin' } });
});

test('a link ends after seven days, when it is revoked, and when a new one is sent', async () => {
  let now = new Date('2026-11-20T04:00:00Z');
  const { as } = await makeTenant({ now: () => now });
  const invalid = { reason: 'invitation_invalid' };
  const first = await invite(as.owner, { email: newMailbox(), role: 'member' });
  now = new Date('2026-11-27T03:59:59Z');
  await expect(readInvitation(tokenOf(first.link), now)).resolves.toMatchObject({ role: 'member' });
  now = new Date('2026-11-27T04:00:00Z');
  await expect(readInvitation(tokenOf(first.link), now)).rejects.toMatchObject(invalid);
  expect((await listInvitations(as.owner, { limit: 9 })).items).toMatchObject([{ state: 'expired' }]);

  const again = await resendInvitation(as.owner, { invitationId: first.id });
  expect(again).toMatchObject({ id: first.id, state: 'open', expiresAt: new Date('2026-12-04T04:00:00Z') });
  expect(again.link).not.toBe(first.link);
  await expect(readInvitation(tokenOf(again.link), now)).resolves.toBeTruthy();

  expect(await revokeInvitation(as.owner, { invitationId: first.id })).toMatchObject({ state: 'revoked' });
  await expect(acceptAsNew(newcomer(tokenOf(again.link)), atDoor(now))).rejects.toMatchObject(invalid);
  await expect(resendInvitation(as.owner, { invitationId: first.id })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(readInvitation('x'.repeat(43), now)).rejects.toMatchObject(invalid);
});

test('a mailbox has one open invitation at a time; an expired one gives way', async () => {
  let now = new Date('2026-11-20T04:00:00Z');
  const { as, tenant } = await makeTenant({ now: () => now });
  const email = newMailbox();
  await invite(as.owner, { email, role: 'member' });
  const taken = { code: 'conflict', reason: 'invitation_exists', params: { email } };
  await expect(invite(as.owner, { email, role: 'viewer' })).rejects.toMatchObject(taken);
  now = new Date('2026-12-01T00:00:00Z');
  await invite(as.owner, { email, role: 'viewer' });
  expect((await listInvitations(as.owner, { limit: 9 })).items).toMatchObject([{ email, role: 'viewer' }]);
  await expect(
    invite(as.owner, { email: `owner@${tenant.slug}.example`, role: 'viewer' }),
  ).rejects.toMatchObject({
    reason: 'member_exists',
  });
});

test('nobody invites beyond their own rights, and members invite nobody', async () => {
  const { as, key } = await makeTenant();
  const attempt = (ctx: Ctx, role: 'owner' | 'admin' | 'viewer') =>
    invite(ctx, { email: newMailbox(), role });
  await expect(attempt(as.admin, 'owner')).rejects.toMatchObject({ reason: 'role_owner_only' });
  await expect(attempt(as.member, 'viewer')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(attempt(key('member:invite'), 'viewer')).rejects.toMatchObject({ reason: 'role_beyond' });
});

test('two who use a link at the same moment make one member', async () => {
  const { as } = await makeTenant();
  const token = tokenOf((await invite(as.owner, { email: newMailbox(), role: 'member' })).link);
  const outcomes = await Promise.allSettled([
    acceptAsNew(newcomer(token), atDoor(as.owner.now())),
    acceptAsNew(newcomer(token), atDoor(as.owner.now())),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a suspended tenant takes nobody in', async () => {
  const { as, tenant } = await makeTenant();
  const token = tokenOf((await invite(as.owner, { email: newMailbox(), role: 'member' })).link);
  await withIdentity((tx) => tx.tenant.update({ where: { id: tenant.id }, data: { status: 'suspended' } }));
  await expect(acceptAsNew(newcomer(token), atDoor(as.owner.now()))).rejects.toMatchObject({
    reason: 'tenant_suspended',
  });
});

test("another tenant's invitation is not found", async () => {
  const [one, other] = [await makeTenant(), await makeTenant()];
  const { id } = await invite(other.as.owner, { email: newMailbox(), role: 'member' });
  await expect(revokeInvitation(one.as.owner, { invitationId: id })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(resendInvitation(one.as.owner, { invitationId: id })).rejects.toMatchObject({
    code: 'not_found',
  });
});
