// A tenant with a provider, and somebody's way through it without a browser.
import { newBase } from '#server/core/ctx.ts';
import { addDomain, setDomainVerified } from '#server/sso/service/domains.ts';
import { makeTenant, platformJob, type TestTenant } from '#tests/factories.ts';
import type { Answer, Issuer } from '#tests/servers/issuer.ts';
import { type SetSsoInput, setSsoInput } from './schema.ts';
import { setSso } from './service/connection.ts';
import type { Present } from './service/person.ts';
import { beginSignIn, finishSignIn } from './service/sign-in.ts';

export type SsoTenant = TestTenant & { domain: string; mailbox(name: string): string };

export const inputFor = (issuer: Issuer, over: Partial<SetSsoInput> = {}): SetSsoInput =>
  setSsoInput.parse({
    issuer: issuer.url,
    clientId: issuer.clientId,
    clientSecret: issuer.clientSecret,
    roleClaim: null,
    roleMap: [],
    defaultRole: 'viewer',
    ...over,
  });

/** Connects a tenant and has the domain of its people verified. */
export async function connectProvider(
  team: TestTenant,
  issuer: Issuer,
  over: Partial<SetSsoInput> = {},
): Promise<{ domain: string; domainId: string }> {
  const domain = `${team.tenant.slug}.example`;
  await setSso(team.as.owner, inputFor(issuer, over));
  const { id } = await addDomain(team.as.admin, { domain });
  await setDomainVerified(platformJob(), { domainId: id, verified: true });
  return { domain, domainId: id };
}

/** A tenant that is connected and whose domain is verified. */
export async function makeSsoTenant(issuer: Issuer, over: Partial<SetSsoInput> = {}): Promise<SsoTenant> {
  const team = await makeTenant();
  const { domain } = await connectProvider(team, issuer, over);
  return { ...team, domain, mailbox: (name) => `${name}@${domain}` };
}

type Way = {
  present?: Present;
  /** Changes what the browser brings back. */
  query?: (query: URLSearchParams) => void;
  /** The cookie that comes back; undefined for none. */
  cookie?: (sealed: string) => string | undefined;
  signed?: Answer['signed'];
  /** Between the click and the answer. */
  between?: () => Promise<unknown>;
  now?: () => Date;
};

const device = { address: null, userAgent: null };

/** Goes out to the provider, which then says `claims`; `finish` comes back. */
export async function goOut(
  { tenant }: Pick<TestTenant, 'tenant'>,
  issuer: Issuer,
  claims: Record<string, unknown>,
  way: Way = {},
) {
  const base = newBase('console', 'en');
  const begun = await beginSignIn({ tenant: tenant.slug, path: '/' }, device, base);
  if (!begun.ok) throw begun.error;
  const sent = begun.url.searchParams;
  issuer.answer({
    claims,
    ...(way.signed && { signed: way.signed }),
  });
  await way.between?.();
  const query = new URLSearchParams({ code: sent.get('nonce') ?? '', state: sent.get('state') ?? '' });
  way.query?.(query);
  const sealed = way.cookie ? way.cookie(begun.sealed) : begun.sealed;
  const back = { query: `?${query}`, sealed };
  const finish = () =>
    finishSignIn(back, {
      present: way.present ?? null,
      device,
      base: { ...base, ...(way.now && { now: way.now }) },
    });
  return { finish, sent };
}

/** How it ended: who came in, or the reason why nobody did. */
export async function outcomeOf(...way: Parameters<typeof goOut>): Promise<string> {
  const outcome = await (await goOut(...way)).finish();
  return outcome.ok ? outcome.user.email : outcome.error.reason;
}
