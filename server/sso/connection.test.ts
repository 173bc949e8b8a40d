import { afterAll, expect, test } from 'vitest';
import { allPermissions } from '#lib/permissions.ts';
import { access } from '#server/core/access.ts';
import { type Ctx, newBase } from '#server/core/ctx.ts';
import { memberCtx, withIdentity } from '#server/core/identity.ts';
import { openSession } from '#server/users/service/sessions.ts';
import { setVariable } from '#tests/environment.ts';
import { makeOperator, makeTenant, platformJob, type TestTenant } from '#tests/factories.ts';
import { startIssuer } from '#tests/servers/issuer.ts';
import { getSso, removeSso, setEnforced, setSso } from './service/connection.ts';
import { addDomain, listDomains, removeDomain, setDomainVerified } from './service/domains.ts';
import { beginSignIn } from './service/sign-in.ts';
import { goOut, inputFor, makeSsoTenant, outcomeOf } from './test-world.ts';

const [issuer, other] = await Promise.all([startIssuer(), startIssuer()]);
setVariable('AIRGATE_EGRESS_ALLOW', `${issuer.hostPort},${other.hostPort}`);
afterAll(() => Promise.all([issuer.close(), other.close()]));

const base = () => newBase('console', 'en');
const auditOf = ({ tenant }: TestTenant) =>
  withIdentity((tx) => tx.auditEntry.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } }));
const byPassword = ({ actor }: Ctx) =>
  withIdentity((tx) =>
    openSession(tx, { userId: actor.id, method: 'password', address: null }, base().now()),
  );

test('a connection keeps its secret to itself, in the answer and in the audit log', async () => {
  const team = await makeSsoTenant(issuer);
  const shown = await getSso(team.as.viewer);
  expect(shown.connection).toMatchObject({ issuer: issuer.url, clientId: issuer.clientId, enforced: false });
  expect(shown.redirectUri).toBe('http://localhost:3000/api/sso/callback');
  const [row] = await withIdentity((tx) =>
    tx.ssoConnection.findMany({ where: { tenantId: team.tenant.id }, omit: { clientSecret: false } }),
  );
  expect(row?.clientSecret).toMatch(/^v1\./);
  expect(JSON.stringify([shown, await auditOf(team), row])).not.toContain(issuer.clientSecret);
});

test('a change without a secret keeps it, but not for another provider', async () => {
  const team = await makeSsoTenant(issuer);
  const { clientSecret: _, ...input } = inputFor(issuer, { defaultRole: 'member' });
  expect((await setSso(team.as.admin, input)).connection).toMatchObject({ defaultRole: 'member' });
  expect(await outcomeOf(team, issuer, { email: team.mailbox('a') })).toBe(team.mailbox('a'));
  const asked = other.asked.length;
  await expect(setSso(team.as.admin, { ...input, issuer: other.url })).rejects.toMatchObject({
    reason: 'sso_secret_needed',
  });
  expect(other.asked.length).toBe(asked);
});

test('nobody gives through a provider what they lack themselves', async () => {
  const team = await makeTenant();
  const owners = inputFor(issuer, { roleClaim: 'g', roleMap: [{ value: 'x', role: 'owner' }] });
  await expect(setSso(team.as.admin, owners)).rejects.toMatchObject({ reason: 'role_owner_only' });
  await expect(setSso(team.key(...allPermissions), owners)).rejects.toMatchObject({
    reason: 'role_owner_only',
  });
  await setSso(team.as.owner, owners);
  // What is there already counts as well: an admin does not carry it over to another provider.
  await expect(setSso(team.as.admin, { ...owners, issuer: other.url })).rejects.toMatchObject({
    reason: 'role_owner_only',
  });
  const some = team.key('sso:update', 'setting:read');
  await expect(setSso(some, inputFor(issuer))).rejects.toMatchObject({ reason: 'permission_beyond' });
  await expect(setSso(team.as.member, inputFor(issuer))).rejects.toMatchObject({ reason: 'forbidden' });
});

test('removing asks for the tenant by name, and forgets whom the provider knew', async () => {
  const team = await makeSsoTenant(issuer);
  await outcomeOf(team, issuer, { email: team.mailbox('a') });
  await expect(removeSso(team.as.owner, { confirm: 'yes' })).rejects.toMatchObject({ reason: 'sso_confirm' });
  const left = await removeSso(team.as.owner, { confirm: team.tenant.slug });
  expect(left).toMatchObject({ connection: null, people: 0 });
  expect(left.domains).toHaveLength(1);
  await expect(removeSso(team.as.owner, { confirm: team.tenant.slug })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a domain counts from the operator on, for one tenant alone', async () => {
  const [one, two] = [await makeSsoTenant(issuer), await makeSsoTenant(issuer)];
  const operator = await makeOperator();
  const domain = `shared-${one.tenant.slug}.example`;
  const [first, second] = [
    await addDomain(one.as.admin, { domain }),
    await addDomain(two.as.admin, { domain }),
  ];
  expect((await addDomain(one.as.admin, { domain })).id).toBe(first.id);
  const email = `mei@${domain}`;
  expect(await outcomeOf(one, issuer, { email })).toBe('sso_domain');
  const waiting = await listDomains(operator, { limit: 200, verified: false });
  expect(waiting.items.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
  const verify = (domainId: string, verified = true) => setDomainVerified(operator, { domainId, verified });
  const both = await Promise.allSettled([verify(first.id), verify(second.id)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [winner, loser, id, lost] =
    both[0]?.status === 'fulfilled' ? [one, two, first.id, second.id] : [two, one, second.id, first.id];
  await expect(verify(lost)).rejects.toMatchObject({ reason: 'sso_domain_taken', params: { domain } });
  expect(await outcomeOf(winner, issuer, { sub: 'w', email })).toBe(email);
  expect(await outcomeOf(loser, issuer, { sub: 'l', email })).toBe('sso_domain');
  await verify(id, false);
  expect(await outcomeOf(winner, issuer, { sub: 'w', email })).toBe('sso_domain');
  expect((await verify(lost)).verifiedAt).not.toBeNull();
});

test('the mailbox leads to the provider of the tenant whose domain it is', async () => {
  const team = await makeSsoTenant(issuer);
  const begin = (email: string) => beginSignIn({ email, path: '/x' }, { address: null }, base());
  const begun = await begin(team.mailbox('Mei'));
  if (!begun.ok) throw begun.error;
  const sent = Object.fromEntries(begun.url.searchParams);
  expect(begun.url.href).toMatch(new RegExp(`^${issuer.url}/authorize\\?`));
  expect(sent).toMatchObject({
    ...{ response_type: 'code', client_id: issuer.clientId, code_challenge_method: 'S256' },
    ...{ scope: 'openid email profile', login_hint: team.mailbox('mei') },
  });
  for (const secret of [sent.state, sent.nonce, sent.code_challenge])
    expect(secret?.length).toBeGreaterThan(40);
  await addDomain(team.as.admin, { domain: `unproven-${team.domain}` });
  for (const email of ['mei@elsewhere.example', 'nobody', `x@unproven-${team.domain}`])
    expect(await begin(email)).toMatchObject({ ok: false, error: { reason: 'sso_unknown_mailbox' } });
});

test('nobody starts more than sixty times in a quarter of an hour from one address', async () => {
  const team = await makeTenant();
  const start = () =>
    beginSignIn({ tenant: team.tenant.slug, path: '/' }, { address: '198.51.100.9' }, base());
  const reasons = [];
  for (let attempt = 0; attempt < 61; attempt += 1) {
    const begun = await start();
    reasons.push(begun.ok ? 'ok' : begun.error.reason);
  }
  expect(reasons.slice(0, 60)).toEqual(Array(60).fill('sso_off'));
  expect(reasons[60]).toBe('sign_in_limited');
});

test('domains that anybody has a mailbox in are refused, and there are twenty at most', async () => {
  const { as, tenant } = await makeTenant();
  await expect(addDomain(as.admin, { domain: 'qq.com' })).rejects.toMatchObject({
    reason: 'sso_domain_public',
  });
  for (let n = 0; n < 20; n += 1) await addDomain(as.admin, { domain: `d${n}.${tenant.slug}.example` });
  await expect(addDomain(as.admin, { domain: 'more.example' })).rejects.toMatchObject({
    reason: 'sso_domain_limit',
  });
});

test('a tenant cannot verify a domain by itself, not even in the database', async () => {
  const { as, tenant } = await makeTenant();
  const { id } = await addDomain(as.admin, { domain: `${tenant.slug}.example` });
  const verify = access(as.owner, 'sso:update', (db) =>
    db.ssoDomain.updateMany({ where: { id }, data: { verifiedAt: base().now() } }),
  );
  await expect(verify).rejects.toThrow(/permission denied/);
});

test('enforcing needs a verified domain, and keeps the last one', async () => {
  const team = await makeTenant();
  await setSso(team.as.owner, inputFor(issuer));
  await expect(setEnforced(team.as.owner, { enforced: true })).rejects.toMatchObject({
    reason: 'sso_no_domain',
  });
  const { id } = await addDomain(team.as.owner, { domain: `${team.tenant.slug}.example` });
  await setDomainVerified(platformJob(), { domainId: id, verified: true });
  expect((await setEnforced(team.as.owner, { enforced: true })).connection?.enforced).toBe(true);
  await expect(removeDomain(team.as.owner, { domainId: id })).rejects.toMatchObject({
    reason: 'sso_last_domain',
  });
  await setEnforced(team.as.owner, { enforced: false });
  expect((await removeDomain(team.as.owner, { domainId: id })).domain).toBe(`${team.tenant.slug}.example`);
});

test('while it is enforced, members come in through the provider alone', async () => {
  const team = await makeSsoTenant(issuer);
  const { slug } = team.tenant;
  const { id } = team.as.member.actor;
  const password = await byPassword(team.as.member);
  await memberCtx(id, slug, base(), password);
  await setEnforced(team.as.owner, { enforced: true });
  for (const session of [password, null])
    await expect(memberCtx(id, slug, base(), session)).rejects.toMatchObject({ reason: 'sso_required' });
  const outcome = await (await goOut(team, issuer, { email: `member@${team.domain}` })).finish();
  if (!outcome.ok) throw outcome.error;
  const { sessionId } = outcome.user;
  expect((await memberCtx(id, slug, base(), sessionId)).actor.id).toBe(id);
  // Somebody else's session opens nothing.
  await expect(memberCtx(team.as.admin.actor.id, slug, base(), sessionId)).rejects.toMatchObject({
    reason: 'sso_required',
  });
  await setEnforced(team.as.owner, { enforced: false });
  await memberCtx(id, slug, base(), password);
});

test('an owner breaks the glass with their password, which is audited once for each session', async () => {
  const team = await makeSsoTenant(issuer);
  await setEnforced(team.as.admin, { enforced: true });
  const { id } = team.as.owner.actor;
  const enter = (session: string) => memberCtx(id, team.tenant.slug, base(), session);
  const [first, second] = [await byPassword(team.as.owner), await byPassword(team.as.owner)];
  await Promise.all([enter(first), enter(first), enter(first)]);
  await enter(first);
  await enter(second);
  const broken = (await auditOf(team)).filter(({ action }) => action === 'sso.break_glass');
  expect(broken.map(({ actorId, after }) => [actorId, after])).toEqual([
    [id, { sessionId: first }],
    [id, { sessionId: second }],
  ]);
});
