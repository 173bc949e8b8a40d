// An OpenID provider that says whatever a test wants it to say, true or not.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = {
  claims: Record<string, unknown>;
  /** How the token is signed: rightly, with somebody else's key, with the client's secret, or not at all. */
  signed?: 'rightly' | 'foreign' | 'secret' | 'none';
};

export type Issuer = {
  url: string;
  hostPort: string;
  clientId: string;
  clientSecret: string;
  /** The next ID tokens. What the claims do not say is filled in as it should be; the code is taken for the nonce. */
  answer(answer: Answer): void;
  /** How discovery answers from now on. */
  discovery(way: 'rightly' | 'never' | { redirect: string } | { metadata: Record<string, unknown> }): void;
  /** Paths that were asked for, in order. */
  asked: string[];
  close(): Promise<void>;
};

export async function startIssuer(): Promise<Issuer> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [clientId, clientSecret] = ['airgate', 'a client secret for tests'];
  const asked: string[] = [];
  let next: Answer = { claims: {} };
  let way: Parameters<Issuer['discovery']>[0] = 'rightly';
  let url = '';

  const metadata = () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    ...(typeof way === 'object' && 'metadata' in way ? way.metadata : {}),
  });

  function idToken({ claims, signed = 'rightly' }: Answer): string {
    const now = Math.floor(Date.now() / 1000);
    const alg = { rightly: 'RS256', foreign: 'RS256', secret: 'HS256', none: 'none' }[signed];
    const all = { iss: url, aud: clientId, sub: 'somebody', iat: now, exp: now + 300, ...claims };
    const parts = [{ alg, kid: 'own' }, all].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const body = parts.join('.');
    const signatures = {
      rightly: () => sign('sha256', Buffer.from(body), own.privateKey),
      foreign: () => sign('sha256', Buffer.from(body), foreign.privateKey),
      secret: () => createHmac('sha256', clientSecret).update(body).digest(),
      none: () => Buffer.alloc(0),
    };
    return `${body}.${signatures[signed]().toString('base64url')}`;
  }

  const server = http.createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const json = (body: object) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (path === '/.well-known/openid-configuration') {
      if (way === 'never') return;
      if (typeof way === 'object' && 'redirect' in way) {
        response.writeHead(302, { location: way.redirect });
        response.end();
        return;
      }
      return json(metadata());
    }
    if (path === '/jwks') {
      const key = own.publicKey.export({ format: 'jwk' });
      return json({ keys: [{ ...key, kid: 'own', use: 'sig', alg: 'RS256' }] });
    }
    if (path === '/token') {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        const nonce = new URLSearchParams(text).get('code');
        const answer = { ...next, claims: { nonce, ...next.claims } };
        json({ access_token: 'token', token_type: 'Bearer', id_token: idToken(answer) });
      });
      return;
    }
    response.writeHead(404);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    hostPort: `127.0.0.1:${port}`,
    clientId,
    clientSecret,
    asked,
    answer: (answer) => {
      next = answer;
    },
    discovery: (wanted) => {
      way = wanted;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
