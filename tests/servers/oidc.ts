// A real OpenID provider that signs everybody in at once: whoever `login_hint` names, without a form.
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type OidcServer = {
  issuer: string;
  hostPort: string;
  clientId: string;
  clientSecret: string;
  /** Begins to serve, once it is known where people come back to. */
  serve(redirectUri: string): void;
  close(): Promise<void>;
};

/** `groupsOf` says what stands in somebody's claim `groups`. */
export async function startOidc(groupsOf: (email: string) => string[] = () => []): Promise<OidcServer> {
  const [clientId, clientSecret] = ['airgate', 'a secret of the provider for tests'];
  let answer: http.RequestListener = (_, response) => response.writeHead(503).end();
  const server = http.createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;

  function serve(redirectUri: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const provider = new Provider(issuer, {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
      cookies: { keys: ['a key for tests'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      ttl: {
        AccessToken: 300,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 300,
        Interaction: 300,
        Session: 600,
      },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, email) => ({
        accountId: email,
        claims: () => ({
          sub: email,
          email,
          email_verified: true,
          name: email.split('@')[0] ?? '',
          groups: groupsOf(email),
        }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const { client, session } = oidc;
        if (!client || !session?.accountId) return undefined;
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    });
    const handle = provider.callback();
    answer = (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
      provider
        .interactionDetails(request, response)
        .then(({ params }) => {
          const accountId = String(params.login_hint ?? 'nobody@nowhere.example');
          return provider.interactionFinished(request, response, { login: { accountId } });
        })
        .catch(() => response.writeHead(500).end());
    };
  }

  return {
    issuer,
    hostPort: `127.0.0.1:${port}`,
    clientId,
    clientSecret,
    serve,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
