/** The conversation with a tenant's OpenID provider. Every request of it goes through the guarded way out. */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import { AppError } from '#lib/errors.ts';
import { EgressError, egress } from '#server/core/egress.ts';
import { publicUrl } from '#server/core/env.ts';
import { type Claims, claimTexts } from '#server/sso/policy.ts';

/** How far the clocks of two machines may differ. */
const CLOCK_SECONDS = 30;
/** Of one request. Somebody waits in front of it. */
const TIMEOUT_SECONDS = 5;

export type Client = { issuer: string; clientId: string; clientSecret: string };
/** What belongs to one attempt and is known to nobody else until it is over. */
export type Proofs = { state: string; nonce: string; verifier: string };

export const redirectUri = () => `${publicUrl()}/api/sso/callback`;

/**
 * Asks a provider what it is. Throws `sso_blocked` for an address that may not be reached, `sso_unreachable` when nobody
 * answers in time, and `sso_discovery` when what answers is not this OpenID provider.
 */
export async function discover({ issuer, clientId, clientSecret }: Client): Promise<Configuration> {
  const url = new URL(issuer);
  const plain = url.protocol === 'http:' ? [allowInsecureRequests] : [];
  const config = await discovery(
    url,
    clientId,
    { [clockTolerance]: CLOCK_SECONDS },
    clientAuthentication(clientSecret),
    {
      [customFetch]: guarded,
      timeout: TIMEOUT_SECONDS,
      // The signature is checked although the token comes straight from the provider.
      execute: [...plain, enableNonRepudiationChecks],
    },
  ).catch((error: unknown) => {
    throw outsideFault(error) ?? new AppError('upstream_failed', 'sso_discovery', { cause: error });
  });
  const {
    authorization_endpoint: door = '',
    token_endpoint: tokens,
    jwks_uri: keys,
  } = config.serverMetadata();
  const whole = tokens && keys && ['https:', url.protocol].includes(URL.parse(door)?.protocol ?? '');
  if (!whole) throw new AppError('upstream_failed', 'sso_discovery');
  return config;
}

/** Where the browser goes to sign in. */
export async function signInUrl(config: Configuration, proofs: Proofs, email: string | null): Promise<URL> {
  return buildAuthorizationUrl(config, {
    redirect_uri: redirectUri(),
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(proofs.verifier),
    code_challenge_method: 'S256',
    state: proofs.state,
    nonce: proofs.nonce,
    ...(email && { login_hint: email }),
  });
}

/**
 * Takes the code that the browser came back with and returns what the provider says of the person: of the ID token, and
 * of the user info where the token leaves out one of `wanted`. Throws `sso_declined`, `sso_token` or `sso_unreachable`.
 */
export async function takeAnswer(
  config: Configuration,
  query: string,
  proofs: Proofs,
  { wanted, now }: { wanted: readonly string[]; now: Date },
): Promise<Claims & { sub: string }> {
  try {
    const tokens = await authorizationCodeGrant(config, new URL(`${redirectUri()}${query}`), {
      expectedState: proofs.state,
      expectedNonce: proofs.nonce,
      pkceCodeVerifier: proofs.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims || claims.iat * 1000 > now.getTime() + CLOCK_SECONDS * 1000)
      throw new AppError('forbidden', 'sso_token');
    const lacking = wanted.some((name) => claimTexts(claims, name).length === 0);
    if (!lacking || !config.serverMetadata().userinfo_endpoint) return claims;
    return { ...(await fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims };
  } catch (error) {
    throw answerFault(error);
  }
}

function answerFault(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof AuthorizationResponseError)
    return new AppError('forbidden', 'sso_declined', { cause: error });
  return outsideFault(error) ?? new AppError('forbidden', 'sso_token', { cause: error });
}

/** A fault of the way there; undefined for anything that the provider said. */
function outsideFault(error: unknown): AppError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof EgressError) {
      if (at.fault === 'address' || at.fault === 'blocked')
        return new AppError('invalid_input', 'sso_blocked', { cause: error });
      return new AppError('upstream_failed', 'sso_unreachable', { cause: error });
    }
    if (at instanceof ClientError && at.code === 'OAUTH_TIMEOUT')
      return new AppError('upstream_failed', 'sso_unreachable', { cause: error });
  }
  return undefined;
}

const guarded: CustomFetch = async (url, { method, headers, body, signal }) => {
  const { status, text, contentType } = await egress().send(url, {
    method: method === 'POST' ? 'POST' : 'GET',
    headers: { ...headers },
    body: body === undefined || body === null ? undefined : String(body),
    signal,
  });
  const empty = [204, 205, 304].includes(status);
  return new Response(empty ? null : text, {
    status,
    ...(contentType && { headers: { 'content-type': contentType } }),
  });
};

/** In the body where the provider takes it there, else in the header, which all of them have to know. */
function clientAuthentication(secret: string): ClientAuth {
  return (server, ...rest) => {
    const takesBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
    return (takesBody ? ClientSecretPost(secret) : ClientSecretBasic(secret))(server, ...rest);
  };
}
