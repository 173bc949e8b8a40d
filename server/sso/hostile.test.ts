import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuditInput } from '#server/audit/schema.ts';
import { listAudit } from '#server/audit/service.ts';
import { withIdentity } from '#server/core/identity.ts';
import { setVariable } from '#tests/environment.ts';
import { makeTenant } from '#tests/factories.ts';
import { type Issuer, startIssuer } from '#tests/servers/issuer.ts';
import { setSso } from './service/connection.ts';
import { beginSignIn } from './service/sign-in.ts';
import { goOut, inputFor, makeSsoTenant, outcomeOf, type SsoTenant } from './test-world.ts';

const [issuer, other] = await Promise.all([startIssuer(), startIssuer()]);
setVariable('AIRGATE_EGRESS_ALLOW', `${issuer.hostPort},${other.hostPort}`);
afterAll(() => Promise.all([issuer.close(), other.close()]));

let team: SsoTenant;
beforeAll(async () => {
  team = await makeSsoTenant(issuer);
});

const seconds = () => Math.floor(Date.now() / 1000);
let count = 0;
/** Somebody new at the provider each time. */
const somebody = () => {
  count += 1;
  return { sub: `sub-${count}`, email: team.mailbox(`new-${count}`) };
};

describe('a token', () => {
  test('that is right lets somebody in', async () => {
    const who = somebody();
    expect(await outcomeOf(team, issuer, who)).toBe(who.email);
  });

  test.each([
    ['that ran out 20 seconds ago', { exp: -20 }, true],
    ['that ran out 60 seconds ago', { exp: -60 }, false],
    ['that counts in 20 seconds', { nbf: 20 }, true],
    ['that counts in 60 seconds', { nbf: 60 }, false],
    ['that was made 20 seconds ahead', { iat: 20 }, true],
    ['that was made 60 seconds ahead', { iat: 60 }, false],
  ])('%s: clocks may differ by 30 seconds', async (_, shifted, taken) => {
    const who = somebody();
    const times = Object.fromEntries(Object.entries(shifted).map(([name, by]) => [name, seconds() + by]));
    expect(await outcomeOf(team, issuer, { ...who, ...times })).toBe(taken ? who.email : 'sso_token');
  });

  test.each([
    ['with the nonce of another attempt', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
    ['for another client', { aud: 'another' }],
    ['for several clients, meant for another', { aud: ['airgate', 'another'], azp: 'another' }],
    ['of another issuer', { iss: 'https://another.example' }],
    ['without a subject', { sub: undefined }],
  ])('%s is refused', async (_, claims) => {
    expect(await outcomeOf(team, issuer, { ...somebody(), ...claims })).toBe('sso_token');
  });

  test.each(['none', 'foreign', 'secret'] as const)('signed %s is refused', async (signed) => {
    expect(await outcomeOf(team, issuer, somebody(), { signed })).toBe('sso_token');
  });
});

describe('an answer', () => {
  test('with a forged state is refused before the provider is asked anything', async () => {
    const asked = issuer.asked.length;
    const query = (back: URLSearchParams) => back.set('state', 'forged');
    expect(await outcomeOf(team, issuer, somebody(), { query })).toBe('sso_state');
    expect(issuer.asked.slice(asked)).toEqual(['/.well-known/openid-configuration']);
  });

  test('without a state is refused', async () => {
    const query = (back: URLSearchParams) => back.delete('state');
    expect(await outcomeOf(team, issuer, somebody(), { query })).toBe('sso_state');
  });

  test('without the cookie, or with a changed one, is refused', async () => {
    for (const cookie of [
      () => undefined,
      () => 'v1.x.y.z.w',
      (sealed: string) => `${sealed.slice(0, -4)}AAAA`,
    ])
      expect(await outcomeOf(team, issuer, somebody(), { cookie })).toBe('sso_state');
  });

  test('is taken once', async () => {
    const { finish } = await goOut(team, issuer, somebody());
    expect(await finish()).toMatchObject({ ok: true, path: `/${team.tenant.slug}` });
    expect(await finish()).toMatchObject({ ok: false, error: { reason: 'sso_state' } });
  });

  test('that comes twice at the same moment is taken once', async () => {
    const { finish } = await goOut(team, issuer, somebody());
    const both = await Promise.all([finish(), finish()]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('after more than ten minutes is refused', async () => {
    const now = () => new Date(Date.now() + 601_000);
    expect(await outcomeOf(team, issuer, somebody(), { now })).toBe('sso_state');
  });

  test('that says another issuer sent it is refused', async () => {
    const query = (back: URLSearchParams) => back.set('iss', other.url);
    expect(await outcomeOf(team, issuer, somebody(), { query })).toBe('sso_token');
  });

  test('to a provider that was replaced meanwhile is refused', async () => {
    const moved = await makeSsoTenant(issuer);
    const between = () => setSso(moved.as.owner, inputFor(other));
    const who = { sub: 'moved', email: moved.mailbox('moved') };
    expect(await outcomeOf(moved, issuer, who, { between })).toBe('sso_state');
  });

  test('of refusal is passed on', async () => {
    const query = (back: URLSearchParams) => {
      back.delete('code');
      back.set('error', 'access_denied');
    };
    expect(await outcomeOf(team, issuer, somebody(), { query })).toBe('sso_declined');
  });

  test('that was refused stands in the audit log of the tenant, with the mailbox', async () => {
    const mine = await makeSsoTenant(issuer);
    const email = 'mallory@elsewhere.example';
    expect(await outcomeOf(mine, issuer, { sub: 'm', email })).toBe('sso_domain');
    const { items } = await listAudit(mine.as.owner, listAuditInput.parse({ action: 'sso.refuse' }));
    expect(items).toMatchObject([{ action: 'sso.refuse', after: { reason: 'sso_domain', email } }]);
  });
});

describe('a mailbox', () => {
  test.each([
    ['none', {}, 'sso_email_missing'],
    ['no mailbox', { email: 'root' }, 'sso_email_missing'],
    ['a list', { email: ['a@b.example'] }, 'sso_email_missing'],
    ['of another domain', { email: 'ceo@elsewhere.example' }, 'sso_domain'],
    ['of a domain below', { email: () => `x@sub.${team.domain}` }, 'sso_domain'],
    ['that the provider has not verified', { email_verified: false }, 'sso_email_unverified'],
    ['of which it says so in text', { email_verified: 'false' }, 'sso_email_unverified'],
  ])('%s is refused', async (_, given, reason) => {
    const { sub, email } = somebody();
    const base = 'email_verified' in given ? { sub, email } : { sub };
    const claims = Object.fromEntries(
      Object.entries({ ...base, ...given }).map(([key, value]) => [
        key,
        typeof value === 'function' ? value() : value,
      ]),
    );
    expect(await outcomeOf(team, issuer, claims)).toBe(reason);
  });

  test('of another tenant is out of reach, whoever is behind it', async () => {
    const victim = await makeTenant();
    const email = `admin@${victim.tenant.slug}.example`;
    expect(await outcomeOf(team, issuer, { sub: 'evil', email })).toBe('sso_domain');
    const sessions = await withIdentity((tx) => tx.userSession.count({ where: { user: { email } } }));
    expect(sessions).toBe(0);
  });
});

describe('discovery', () => {
  const refusal = async (way: Parameters<Issuer['discovery']>[0]) => {
    issuer.discovery(way);
    try {
      const { as } = await makeTenant();
      return await setSso(as.owner, inputFor(issuer)).then(
        () => 'connected',
        (error) => error.reason,
      );
    } finally {
      issuer.discovery('rightly');
    }
  };

  test('that never answers is given up, and nothing is stored', { timeout: 15_000 }, async () => {
    issuer.discovery('never');
    const { as, tenant } = await makeTenant();
    await expect(setSso(as.owner, inputFor(issuer))).rejects.toMatchObject({ reason: 'sso_unreachable' });
    const base = { ...as.owner };
    const outcome = await beginSignIn({ tenant: tenant.slug, path: '/' }, { address: null }, base);
    expect(outcome).toMatchObject({ ok: false, error: { reason: 'sso_off' } });
    issuer.discovery('rightly');
  });

  test('that redirects is not followed', async () => {
    const asked = other.asked.length;
    const redirect = `${other.url}/.well-known/openid-configuration`;
    expect(await refusal({ redirect })).toBe('sso_discovery');
    expect(other.asked.length).toBe(asked);
  });

  test.each([
    ['names another issuer', { issuer: 'https://another.example' }],
    ['lacks where to go', { authorization_endpoint: undefined }],
    ['sends the browser into a script', { authorization_endpoint: 'javascript:alert(1)' }],
    ['has no keys', { jwks_uri: undefined }],
  ])('that %s is refused', async (_, metadata) => {
    expect(await refusal({ metadata })).toBe('sso_discovery');
  });

  test.each([
    'http://127.0.0.1:1',
    'https://127.0.0.1',
    'https://169.254.169.254',
    'http://login.example.com',
  ])('at %s is not tried', async (url) => {
    const { as } = await makeTenant();
    const input = { ...inputFor(issuer), issuer: url };
    await expect(setSso(as.owner, input)).rejects.toMatchObject({ reason: 'sso_blocked' });
  });

  test('that leads to tokens inside the private network is not followed there', async () => {
    const mine = await makeSsoTenant(issuer);
    issuer.discovery({ metadata: { token_endpoint: 'http://127.0.0.1:1/token' } });
    try {
      const who = { sub: 'inside', email: mine.mailbox('inside') };
      expect(await outcomeOf(mine, issuer, who)).toBe('sso_blocked');
    } finally {
      issuer.discovery('rightly');
    }
  });
});
