import { afterAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { newBase } from '#server/core/ctx.ts';
import { memberCtx, operatorCtxFor, withIdentity } from '#server/core/identity.ts';
import { invite } from '#server/members/service/invitations.ts';
import { changeRole } from '#server/members/service/members.ts';
import { createRole, deleteRole } from '#server/roles/service/roles.ts';
import { openSession } from '#server/users/service/sessions.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { startIssuer } from '#tests/servers/issuer.ts';
import { setSso } from './service/connection.ts';
import { goOut, inputFor, makeSsoTenant, outcomeOf } from './test-world.ts';

const [issuer, other] = await Promise.all([startIssuer(), startIssuer()]);
setVariable('AIRGATE_EGRESS_ALLOW', `${issuer.hostPort},${other.hostPort}`);
afterAll(() => Promise.all([issuer.close(), other.close()]));

const base = () => newBase('console', 'en');
const actions = async ({ tenant }: TestTenant) => {
  const where = { tenantId: tenant.id, NOT: { action: { startsWith: 'sso_domain' } } };
  const rows = await withIdentity((tx) => tx.auditEntry.findMany({ where, orderBy: { id: 'asc' } }));
  return rows.map(({ action }) => action);
};
const roleOf = async ({ tenant }: TestTenant, email: string) => {
  const where = { tenantId: tenant.id, user: { email } };
  const member = await withIdentity((tx) => tx.member.findFirst({ where }));
  return member?.roleId ?? member?.role;
};
/** Gives somebody who is a member already a mailbox in the tenant's domain; factories do so. */
const emailOf = (team: TestTenant, role: string) => `${role}@${team.tenant.slug}.example`;
const groups = { roleClaim: 'groups', roleMap: [{ value: 'ops', role: 'admin' }] };

test('somebody new becomes a person without a password, a member and a session of that tenant', async () => {
  const team = await makeSsoTenant(issuer, { defaultRole: 'member' });
  const claims = {
    sub: 'mei',
    email: team.mailbox('Mei').toUpperCase(),
    name: '  Mei Lin ',
    email_verified: true,
  };
  const outcome = await (await goOut(team, issuer, claims)).finish();
  if (!outcome.ok) throw outcome.error;
  const { id, sessionId } = outcome.user;
  expect(outcome.user).toMatchObject({ email: team.mailbox('mei'), name: 'Mei Lin' });
  const { user, session } = await withIdentity(async (tx) => ({
    user: await tx.user.findUnique({ where: { id }, omit: { passwordHash: false } }),
    session: await tx.userSession.findUnique({ where: { id: sessionId } }),
  }));
  expect(user?.passwordHash).toBeNull();
  expect(session).toMatchObject({ method: 'sso', ssoTenantId: team.tenant.id });
  const ctx = await memberCtx(id, team.tenant.slug, base(), sessionId);
  expect(ctx.actor).toMatchObject({ role: 'member' });
  expect(await actions(team)).toEqual(['sso.connect', 'sso.create_person', 'member.provide', 'sso.sign_in']);
});

test('a provider session opens its own tenant and neither another one nor the operator area', async () => {
  const [team, elsewhere] = [await makeSsoTenant(issuer), await makeTenant()];
  const { id: userId } = team.as.member.actor;
  await withIdentity(async (tx) => {
    const row = { id: newId('member'), tenantId: elsewhere.tenant.id, userId, role: 'owner' };
    await tx.member.create({ data: { ...row, createdAt: base().now() } });
    await tx.user.update({ where: { id: userId }, data: { isOperator: true } });
  });
  const outcome = await (await goOut(team, issuer, { email: emailOf(team, 'member') })).finish();
  if (!outcome.ok) throw outcome.error;
  const { sessionId } = outcome.user;
  await memberCtx(userId, team.tenant.slug, base(), sessionId);
  await expect(memberCtx(userId, elsewhere.tenant.slug, base(), sessionId)).rejects.toMatchObject({
    reason: 'sso_elsewhere',
  });
  await expect(operatorCtxFor(userId, base(), sessionId)).rejects.toMatchObject({ code: 'not_found' });
});

test('whoever was here is linked once, and found by the provider afterwards', async () => {
  const team = await makeSsoTenant(issuer);
  const email = emailOf(team, 'viewer');
  expect(await outcomeOf(team, issuer, { sub: 'v', email })).toBe(email);
  expect(await outcomeOf(team, issuer, { sub: 'v', email: team.mailbox('renamed') })).toBe(email);
  expect((await actions(team)).filter((action) => action === 'sso.link')).toHaveLength(1);
  expect(await outcomeOf(team, issuer, { sub: 'successor', email })).toBe('sso_identity_changed');
});

test('two first sign-ins at the same moment make one person', async () => {
  const team = await makeSsoTenant(issuer);
  const claims = { sub: 'twin', email: team.mailbox('twin') };
  const ways = await Promise.all([1, 2, 3].map(() => goOut(team, issuer, claims)));
  const ends = await Promise.all(ways.map(({ finish }) => finish()));
  expect(ends.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(await withIdentity((tx) => tx.user.count({ where: { email: claims.email } }))).toBe(1);
});

test('an owner is linked only while signed in by other means', async () => {
  const team = await makeSsoTenant(issuer);
  const claims = { sub: 'boss', email: emailOf(team, 'owner') };
  const sessionFor = async (userId: string) => ({
    userId,
    sessionId: await withIdentity((tx) =>
      openSession(tx, { userId, method: 'password', address: null }, base().now()),
    ),
  });
  expect(await outcomeOf(team, issuer, claims)).toBe('sso_owner_link');
  const admin = await sessionFor(team.as.admin.actor.id);
  expect(await outcomeOf(team, issuer, claims, { present: admin })).toBe('sso_owner_link');
  const forged = { userId: team.as.owner.actor.id, sessionId: admin.sessionId };
  expect(await outcomeOf(team, issuer, claims, { present: forged })).toBe('sso_owner_link');
  const own = await sessionFor(team.as.owner.actor.id);
  expect(await outcomeOf(team, issuer, claims, { present: own })).toBe(claims.email);
  expect(await outcomeOf(team, issuer, claims)).toBe(claims.email);
});

test('another provider does not inherit whom the last one knew', async () => {
  const team = await makeSsoTenant(issuer);
  const claims = { sub: 'm', email: emailOf(team, 'member') };
  expect(await outcomeOf(team, issuer, claims)).toBe(claims.email);
  await setSso(team.as.owner, inputFor(other));
  const left = await withIdentity((tx) => tx.ssoIdentity.count({ where: { tenantId: team.tenant.id } }));
  expect(left).toBe(0);
});

test('a claim that maps to no role is refused, and takes a role away from nobody', async () => {
  const team = await makeSsoTenant(issuer, { ...groups, defaultRole: null });
  const email = emailOf(team, 'member');
  expect(await outcomeOf(team, issuer, { email, groups: ['sales'] })).toBe('sso_no_role');
  expect(await outcomeOf(team, issuer, { email })).toBe('sso_no_role');
  expect(await roleOf(team, email)).toBe('member');
  expect(await outcomeOf(team, issuer, { email: team.mailbox('new'), groups: ['sales'] })).toBe(
    'sso_no_role',
  );
  expect(await withIdentity((tx) => tx.user.count({ where: { email: team.mailbox('new') } }))).toBe(0);
});

test('the mapping wins at each sign-in, down and up', async () => {
  const team = await makeSsoTenant(issuer, { ...groups, defaultRole: 'viewer' });
  const email = emailOf(team, 'member');
  await outcomeOf(team, issuer, { email, groups: ['ops'] });
  expect(await roleOf(team, email)).toBe('admin');
  await outcomeOf(team, issuer, { email, groups: [] });
  expect(await roleOf(team, email)).toBe('viewer');
});

test('without a claim a member keeps the role that the console gave', async () => {
  const team = await makeSsoTenant(issuer, { defaultRole: 'viewer' });
  const email = emailOf(team, 'admin');
  await outcomeOf(team, issuer, { email });
  expect(await roleOf(team, email)).toBe('admin');
});

test('the last owner keeps their role, and one of two does not', async () => {
  const team = await makeSsoTenant(issuer, { ...groups, defaultRole: 'viewer' });
  const { actor } = team.as.owner;
  const sessionId = await withIdentity((tx) =>
    openSession(tx, { userId: actor.id, method: 'password', address: null }, base().now()),
  );
  const present = { userId: actor.id, sessionId };
  const claims = { sub: 'o', email: emailOf(team, 'owner'), groups: [] };
  expect(await outcomeOf(team, issuer, claims, { present })).toBe(claims.email);
  expect(await roleOf(team, claims.email)).toBe('owner');
  const { actor: admin } = team.as.admin;
  if (admin.kind === 'user') await changeRole(team.as.owner, { memberId: admin.memberId, role: 'owner' });
  await outcomeOf(team, issuer, claims);
  expect(await roleOf(team, claims.email)).toBe('viewer');
});

test('a rule may name a role of the tenant, and passes on when it is gone', async () => {
  const foreign = await makeTenant();
  const own = await makeSsoTenant(issuer);
  const finance = { name: 'Finance', description: '', permissions: ['tenant:read' as const] };
  const roleMap = [{ value: 'ops', role: (await createRole(foreign.as.owner, finance)).id }];
  const ours = await createRole(own.as.owner, finance);
  await expect(
    setSso(own.as.owner, inputFor(issuer, { roleClaim: 'groups', roleMap })),
  ).rejects.toMatchObject({ code: 'not_found' });
  const rules = {
    roleClaim: 'groups',
    roleMap: [{ value: 'ops', role: ours.id }],
    defaultRole: 'viewer' as const,
  };
  await setSso(own.as.owner, inputFor(issuer, rules));
  const claims = { email: own.mailbox('fin'), groups: 'ops' };
  await outcomeOf(own, issuer, claims);
  expect(await roleOf(own, claims.email)).toBe(ours.id);
  await deleteRole(own.as.owner, { roleId: ours.id, moveTo: 'member' });
  await outcomeOf(own, issuer, claims);
  expect(await roleOf(own, claims.email)).toBe('viewer');
});

test('an invitation gives its role to whoever comes through the provider, and is closed', async () => {
  const team = await makeSsoTenant(issuer, { defaultRole: null });
  const email = team.mailbox('invited');
  expect(await outcomeOf(team, issuer, { sub: 'i', email })).toBe('sso_no_role');
  const { id } = await invite(team.as.owner, { email, role: 'member' });
  expect(await outcomeOf(team, issuer, { sub: 'i', email })).toBe(email);
  expect(await roleOf(team, email)).toBe('member');
  const row = await withIdentity((tx) => tx.invitation.findUnique({ where: { id } }));
  expect(row?.acceptedAt).not.toBeNull();
});

test('a disabled person stays out', async () => {
  const team = await makeSsoTenant(issuer);
  const email = emailOf(team, 'member');
  await withIdentity((tx) => tx.user.update({ where: { email }, data: { disabledAt: base().now() } }));
  expect(await outcomeOf(team, issuer, { email })).toBe('sso_person_disabled');
});
