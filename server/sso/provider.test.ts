// The whole way through a real OpenID provider, walked by hand as a browser would.
import { afterAll, expect, test } from 'vitest';
import { newBase } from '#server/core/ctx.ts';
import { memberCtx } from '#server/core/identity.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { startOidc } from '#tests/servers/oidc.ts';
import { setSsoInput } from './schema.ts';
import { setSso } from './service/connection.ts';
import { addDomain, setDomainVerified } from './service/domains.ts';
import { redirectUri } from './service/provider.ts';
import { beginSignIn, finishSignIn } from './service/sign-in.ts';

const oidc = await startOidc((email) => (email.startsWith('boss') ? ['everybody', 'bosses'] : ['everybody']));
setVariable('AIRGATE_EGRESS_ALLOW', oidc.hostPort);
afterAll(() => oidc.close());

/** Follows redirects with cookies until one leads back to AirGate. Returns its query. */
async function walk(start: URL): Promise<string> {
  const jar = new Map<string, string>();
  let at = start;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) throw new Error(`${at.pathname} answered ${response.status}: ${await response.text()}`);
    at = new URL(location, at);
    if (at.href.startsWith(redirectUri())) return at.search;
  }
  throw new Error('it never ends');
}

test('a real provider signs somebody in, with roles of its groups from the user info', async () => {
  oidc.serve(redirectUri());
  const { as, tenant } = await makeTenant();
  await setSso(
    as.owner,
    setSsoInput.parse({
      issuer: `${oidc.issuer}/.well-known/openid-configuration`,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      roleClaim: 'groups',
      roleMap: [
        { value: 'bosses', role: 'admin' },
        { value: 'everybody', role: 'member' },
      ],
      defaultRole: null,
    }),
  );
  const domain = `${tenant.slug}.example`;
  const { id } = await addDomain(as.owner, { domain });
  await setDomainVerified(platformJob(), { domainId: id, verified: true });
  const device = { address: null };
  for (const [name, role] of [
    ['boss', 'admin'],
    ['mei', 'member'],
  ] as const) {
    const base = newBase('console', 'zh-CN');
    const begun = await beginSignIn({ email: `${name}@${domain}`, path: '/' }, device, base);
    if (!begun.ok) throw begun.error;
    const back = { query: await walk(begun.url), sealed: begun.sealed };
    const finished = await finishSignIn(back, { present: null, device, base });
    if (!finished.ok) throw finished.error;
    const { user } = finished;
    expect(user).toMatchObject({ email: `${name}@${domain}`, name });
    const ctx = await memberCtx(user.id, tenant.slug, base, user.sessionId);
    expect(ctx.actor).toMatchObject({ role });
  }
});
