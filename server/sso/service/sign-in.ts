/** Signing in through a tenant's provider: out to it with fresh secrets, back with an answer that is taken once. */
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import { decrypt } from '#server/core/crypto.ts';
import { withIdentity } from '#server/core/identity.ts';
import { log } from '#server/core/log.ts';
import { metrics } from '#server/core/metrics.ts';
import { toAppError } from '#server/core/render-error.ts';
import { sealContext } from '#server/core/sealed-columns.ts';
import { shutError } from '#server/core/standing.ts';
import { type Claims, domainOf } from '#server/sso/policy.ts';
import { emailIn } from '#server/users/schema.ts';
import { bookAttempt } from '#server/users/service/attempts.ts';
import type { Device } from '#server/users/service/sessions.ts';
import { type Attempt, openAttempt, sealAttempt, useUp } from './attempt.ts';
import { rulesOf } from './connection.ts';
import { type Base, letIn, type Present } from './person.ts';
import { discover, type Proofs, signInUrl, takeAnswer } from './provider.ts';

type Asked = { email?: string | undefined; tenant?: string | undefined; path: string };
type Refused = { ok: false; error: AppError; tenant: string | null };
type Begun = { ok: true; url: URL; sealed: string } | Refused;
type Finished =
  | {
      ok: true;
      user: { id: string; email: string; name: string; sessionId: string };
      /** Where they wanted to go. */
      path: string;
    }
  | Refused;

/**
 * Begins to sign in at the provider of a tenant, or of the tenant whose the mailbox's domain is. `path` is where to go
 * afterwards, `/` for the tenant's start page.
 */
export async function beginSignIn(
  { email: typed, tenant, path }: Asked,
  device: Device,
  base: Base,
): Promise<Begun> {
  try {
    const email = typed ? (emailIn.safeParse(typed).data ?? null) : null;
    const now = base.now();
    const { address } = device;
    // By address alone: nobody can use up somebody else's attempts.
    if (address)
      await withIdentity((tx) => bookAttempt(tx, { kind: 'sso', email: address, address: null }, now));
    const connection = await withIdentity((tx) => findConnection(tx, email, tenant));
    const config = await discover(connection);
    const proofs = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const { tenantId, issuer, clientId, slug } = connection;
    const target = path === '/' ? `/${slug}` : path;
    const sealed = sealAttempt({ tenantId, issuer, clientId, path: target, ...proofs }, now);
    return { ok: true, url: await signInUrl(config, proofs, email), sealed };
  } catch (thrown) {
    return refused(thrown, tenant ?? null, base);
  }
}

/** Ends it: `query` is what the browser brought back, `sealed` the cookie it was sent away with. */
export async function finishSignIn(
  { query, sealed }: { query: string; sealed: string | undefined },
  { present, device, base }: { present: Present; device: Device; base: Base },
): Promise<Finished> {
  let attempt: Attempt | undefined;
  let slug: string | null = null;
  let claims: (Claims & { sub: string }) | undefined;
  try {
    attempt = openAttempt(sealed, new URLSearchParams(query).get('state'), base.now());
    const opened = attempt;
    const connection = await withIdentity(async (tx) => {
      await useUp(tx, opened, base.now());
      return byTenant(tx, { id: opened.tenantId });
    });
    slug = connection.slug;
    // Changed meanwhile: this answer is another provider's.
    if (connection.issuer !== attempt.issuer || connection.clientId !== attempt.clientId)
      throw new AppError('forbidden', 'sso_state');
    const answer = await askProvider(connection, query, attempt, base);
    claims = answer;
    const user = await withIdentity((tx) => letIn(tx, connection, answer, { present, device, base }));
    log.info(
      { userId: user.id, tenantId: attempt.tenantId, address: device.address },
      'signed in by single sign-on',
    );
    return { ok: true, user, path: attempt.path };
  } catch (thrown) {
    const refusal = refused(thrown, slug, base);
    if (attempt && slug) await noteRefusal(attempt.tenantId, refusal.error, claims, base);
    return refusal;
  }
}

type Connection = Awaited<ReturnType<typeof byTenant>>;

async function askProvider(connection: Connection, query: string, proofs: Proofs, base: Base) {
  const config = await discover(connection);
  if (config.serverMetadata().issuer !== connection.issuer)
    throw new AppError('upstream_failed', 'sso_discovery');
  const { roleClaim } = connection;
  const wanted = ['email', ...(roleClaim === null ? [] : [roleClaim])];
  return takeAnswer(config, query, proofs, { wanted, now: base.now() });
}

async function findConnection(tx: Tx, email: string | null, tenant: string | undefined) {
  if (tenant) return byTenant(tx, { slug: tenant });
  const owner =
    email &&
    (await tx.ssoDomain.findFirst({ where: { domain: domainOf(email), verifiedAt: { not: null } } }));
  if (!owner) throw new AppError('not_found', 'sso_unknown_mailbox');
  return byTenant(tx, { id: owner.tenantId });
}

async function byTenant(tx: Tx, where: { id: string } | { slug: string }) {
  const row = await tx.ssoConnection.findFirst({
    where: { tenant: where },
    omit: { clientSecret: false },
    include: { tenant: { select: { slug: true, status: true } } },
  });
  if (!row) throw new AppError('not_found', 'sso_off');
  const { tenant, clientSecret, roleMap, ...connection } = row;
  const shut = shutError(tenant.status);
  if (shut) throw shut;
  return {
    ...connection,
    roleMap: rulesOf(roleMap),
    slug: tenant.slug,
    clientSecret: decrypt(clientSecret, sealContext.ssoConnection(connection.id)),
  };
}

function refused(thrown: unknown, tenant: string | null, base: Base): Refused {
  const error = toAppError(thrown, base.requestId);
  metrics.authFailures().inc({ door: 'sso', reason: error.reason });
  log.warn(
    { reason: error.reason, tenant, requestId: base.requestId, err: error.cause },
    'single sign-on refused',
  );
  return { ok: false, error, tenant };
}

/** In the log of the tenant whose provider it was, with as much of the person as the provider said. */
async function noteRefusal(tenantId: string, error: AppError, claims: Claims | undefined, base: Base) {
  const email = emailIn.safeParse(claims?.email).data ?? null;
  const who = { ...base, actor: { kind: 'system', id: 'single-sign-on', name: 'single sign-on' } };
  await withIdentity((tx) =>
    writeAudit(tx, tenantId, who, {
      action: 'sso.refuse',
      target: { kind: 'tenant', id: tenantId },
      after: { reason: error.reason, email },
    }),
  );
}
